"""The pages of keeping a budget, with a budget in which everything stands; what a state of a page is, `states` says."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from tests.budgets import scene
from wijkwaarde.kernel.base_years.actions import put_to_parties
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.queries import budgets
from wijkwaarde.kernel.budgets.rules import NewStep
from wijkwaarde.kernel.budgets.terms import SubsidyStep

LOOK = "Bekijk wat erin staat"
WHY = "Er kwamen tweehonderd woningen bij."


def of_the_budget(cast, *, words):
    """Karel keeps a budget with long names, a source that leaves, a correction, and a subsidy that is accounted for."""
    year = cast.today.year
    with cast.acting("karel") as by:
        budget = a_budget(year, by=by)
        source, product = scene.with_costs(budget, by=by, slug="wijkdeal", begin=budget.begin)
        actions.end_source(source, by=by, until=date(year + 2, 7, 1))
        actions.correct_volume(source, by=by, begin=date(year, 3, 1), rate=Decimal("0.025"), why=WHY, product=product)
        for number, step in enumerate((SubsidyStep.APPLICATION, SubsidyStep.AWARD, SubsidyStep.ACCOUNT)):
            take(source, step, on=cast.today + timedelta(days=number), year=year, by=by)
        put_to_parties(budget.pk, by=by, today=cast.today)
        actions.keep_assignment(budget.pk, by=by, wanted=f"Meer mensen doen mee. {words}", version=0)
        actions.keep_story(budget.pk, year=year, by=by, story=f"Er kwam een werkplaats. {words}", version=0)
    here = f"/wijkbudget/instellen/{budget.pk}"
    step = f"{here}/subsidies/{year}/bron/{source.pk}"
    return [
        {"name": "budget", "path": here, "who": "karel"},
        {"name": "budget-board", "path": here, "who": "hanneke"},
        {"name": "budget-new-wrong", "path": "/wijkbudget/instellen/nieuw", "press": "Begin", "who": "karel"},
        {"name": "budget-change", "path": f"{here}/aanpassen", "who": "karel"},
        {"name": "budget-source-wrong", "path": f"{here}/bron", "press": "Bewaren", "who": "karel"},
        {"name": "budget-source-end", "path": f"{here}/bron/{source.pk}", "who": "karel"},
        {"name": "budget-source-change", "path": f"{here}/bron/{source.pk}/aanpassen", "who": "karel"},
        {"name": "budget-product-wrong", "path": f"{here}/product", "press": "Bewaren", "who": "karel"},
        {"name": "budget-product-change", "path": f"{here}/product/{product.pk}", "who": "karel"},
        {"name": "budget-rule-wrong", "path": f"{here}/wie-telt-mee", "press": "Bewaren", "who": "karel"},
        {"name": "budget-correction-wrong", "path": f"{here}/correctie", "press": "Bewaren", "who": "karel"},
        {"name": "budget-cost-wrong", "path": f"{here}/kosten", "press": "Bewaren", "who": "karel"},
        {"name": "budget-file-wrong", "path": f"{here}/kosten/inlezen", "press": LOOK, "who": "karel"},
        {"name": "base-year", "path": f"{here}/basisjaar", "who": "karel"},
        {"name": "base-year-to-sign", "path": f"{here}/basisjaar", "who": "marieke"},
        {"name": "budget-years", "path": f"{here}/jaren", "who": "marieke"},
        {"name": "budget-index-wrong", "path": f"{here}/jaren/index", "press": "Bewaren", "who": "karel"},
        {"name": "budget-subsidies", "path": f"{here}/subsidies/{year}", "who": "karel"},
        {"name": "budget-step-wrong", "path": step, "press": "Bewaren", "who": "karel"},
        {"name": "budget-assignment", "path": f"{here}/opdracht", "who": "karel"},
        {"name": "budget-story", "path": f"{here}/opdracht/{year}", "who": "karel"},
    ]


def a_budget(year, *, by):
    """The budget that is there, or one of five years from this one on."""
    found = [one for one in budgets(by=by) if one.begin.year <= year < one.until.year]
    if found:
        return found[0]
    new = scene.new(begin=date(year, 1, 1), until=date(year + 5, 1, 1), base_year=year - 1)
    made = actions.make_budget(new, by=by)
    scene.with_costs(made, by=by, begin=made.begin)
    return made


def take(source, step, *, on, year, by):
    """Take a step of the subsidy of a source."""
    new = NewStep(
        year=year,
        step=step,
        cents=1_250_000_50,
        on=on,
        document="besluit-2026-14",
        applicant_id=scene.parties()[0].pk,
        receiver_id=scene.parties()[1].pk,
        request_key=uuid4(),
    )
    actions.take_step(source, new, by=by, now=datetime(on.year, on.month, on.day, tzinfo=UTC))
