"""A subsidy goes its steps in order, what moves is booked, and a mistake is undone by a booking that reverses it."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tests.budgets import scene
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.queries import subsidies
from wijkwaarde.kernel.budgets.rules import NewStep
from wijkwaarde.kernel.budgets.terms import Purse, SubsidyStep
from wijkwaarde.kernel.errors import Refused, Stale
from wijkwaarde.kernel.ledger.queries import trial_balance
from wijkwaarde.kernel.money_accounts.actions import award_account

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
ON = date(2025, 2, 3)


@pytest.fixture
def karel(cast):
    with cast.acting("karel") as karel:
        yield karel


@pytest.fixture
def budget(karel):
    return actions.make_budget(scene.new(), by=karel)


@pytest.fixture
def source(karel, budget):
    return scene.with_costs(budget, by=karel)[0]


def taking(source, *, by):
    """Take a step with so many euros."""

    def take(step, euros, **words):
        town, party = scene.parties()[:2]
        told = {"year": 2025, "on": ON, "document": f"besluit-{step}", "applicant_id": party.pk, "request_key": uuid4()}
        new = NewStep(step=SubsidyStep(step), cents=euros * 100, receiver_id=town.pk, **told | words)
        return actions.take_step(source, new, by=by, now=NOW)

    return take


def balances(by):
    """What is on each account, in euros, by the first word of its code."""
    return {one.code.partition(":")[0]: one.amount // 100 for one in trial_balance(by=by).rows if one.amount}


def test_a_subsidy_from_application_to_reserve_is_on_the_books_and_sums_to_zero(karel, budget, source):
    take = taking(source, by=karel)
    take("application", 1_100_000)
    take("award", 1_000_000, on=date(2024, 12, 10))
    assert balances(karel) == {"Subsidy": -1_000_000, "Receivable": 1_000_000}
    take("advance", 800_000)
    take("account", 900_000)
    take("determination", 900_000)
    take("reserve", 50_000)
    assert balances(karel) == {"Subsidy": -850_000, "Receivable": 100_000, "Party": 800_000, "Reserve": -50_000}
    take("advance", 100_000)
    assert "Receivable" not in balances(karel)
    assert set(trial_balance(by=karel).left.values()) == {0}
    assert [one.step for one in subsidies(budget.pk, by=karel, year=2025)][-1] == "advance"


def test_in_a_real_purse_an_advance_comes_in_at_the_bank(karel, budget, source):
    words = {"name": budget.name, "use": actions.BudgetUse.HOURS, "who_belongs": budget.who_belongs}
    actions.change_budget(budget.pk, by=karel, version=1, purse=Purse.REAL, **words)
    source.refresh_from_db()
    take = taking(source, by=karel)
    take("application", 10)
    take("award", 10)
    take("advance", 10)
    assert balances(karel) == {"Bank": 10, "Subsidy": -10}


@pytest.mark.parametrize(
    ("step", "euros", "says"),
    [
        ("award", 10, "eerst de aanvraag"),
        ("advance", 10, "eerst de verlening"),
        ("account", 10, "eerst de verlening"),
        ("determination", 10, "eerst de verantwoording"),
        ("reserve", 10, "eerst de vaststelling"),
        ("application", 0, "niet 0"),
        ("application", -5, "0 of meer"),
    ],
)
def test_a_step_out_of_its_order_or_with_no_amount_is_refused_with_what_to_do(step, euros, says, *, karel, source):
    with pytest.raises(Refused, match=says):
        taking(source, by=karel)(step, euros)


def test_no_more_is_paid_than_was_awarded_and_no_more_goes_back_than_was_paid(karel, source):
    take = taking(source, by=karel)
    take("application", 100)
    take("award", 100)
    with pytest.raises(Refused, match="niet meer betaald"):
        take("advance", 101)
    take("advance", 80)
    with pytest.raises(Refused, match="niet meer terug"):
        take("advance", -81)
    take("account", 60)
    take("determination", 60)
    take("advance", -5)
    take("advance", -15)
    assert balances(karel) == {"Subsidy": -60, "Party": 60}
    with pytest.raises(Refused, match="al vastgesteld"):
        take("award", 10)
    with pytest.raises(Refused, match="al gezet"):
        take("determination", 10)


def test_a_mistake_is_undone_from_the_last_step_back_and_a_click_twice_changes_nothing(karel, budget, source):
    take = taking(source, by=karel)
    take("application", 100)
    award = take("award", 100)
    key = uuid4()
    advance = take("advance", 40, request_key=key)
    assert take("advance", 40, request_key=key) == advance
    with pytest.raises(Refused, match="latere stap"):
        actions.undo_step(award.pk, by=karel, today=TODAY, now=NOW)
    for _twice in range(2):
        actions.undo_step(advance.pk, by=karel, today=TODAY, now=NOW)
    actions.undo_step(award.pk, by=karel, today=TODAY, now=NOW)
    assert balances(karel) == {}
    assert [one.step for one in subsidies(budget.pk, by=karel)] == ["application"]


def test_a_year_in_which_a_source_takes_no_part_has_no_subsidy_and_a_source_with_one_does_not_leave_before_it(
    karel, source
):
    take = taking(source, by=karel)
    with pytest.raises(Refused, match="doet deze geldbron niet mee"):
        take("application", 10, year=2031)
    take("application", 10, year=2026)
    with pytest.raises(Refused, match="later jaar"):
        actions.end_source(source, by=karel, until=date(2025, 7, 1))
    actions.end_source(source, by=karel, until=date(2026, 7, 1))


def test_a_source_that_turns_out_to_have_joined_earlier_is_awarded_then_and_does_not_join_later_again(karel, budget):
    source = scene.with_costs(budget, by=karel, begin=date(2028, 1, 1))[0]
    award_account(source, by=karel)
    told = {"by": karel, "name": "Wmo", "funder_id": None, "index": {}}
    actions.change_source(source, version=1, begin=scene.BEGIN, **told)
    source.refresh_from_db()
    take = taking(source, by=karel)
    with pytest.raises(Refused, match="nog komen"):
        take("application", 100, on=date(2206, 12, 1))
    take("application", 100, on=date(2024, 11, 1))
    take("award", 100, on=date(2024, 12, 1))
    with pytest.raises(Refused, match="eerder jaar"):
        actions.change_source(source, version=2, begin=date(2026, 1, 1), **told)


def test_two_controllers_at_once_do_not_write_over_each_other(karel, budget):
    words = {"use": actions.BudgetUse.TASK, "purse": Purse.VIRTUAL, "who_belongs": budget.who_belongs}
    actions.change_budget(budget.pk, by=karel, version=1, name="Budget van de wijk", **words)
    with pytest.raises(Stale) as told:
        actions.change_budget(budget.pk, by=karel, version=1, name="Iets anders", **words)
    assert told.value.saved["name"] == "Budget van de wijk"
    actions.keep_story(budget.pk, year=2025, by=karel, story="Er kwam een fietswerkplaats.", version=0)
    with pytest.raises(Stale):
        actions.keep_story(budget.pk, year=2025, by=karel, story="Iets anders.", version=0)


def test_what_was_put_in_by_mistake_goes_away_until_something_rests_on_it(karel, budget, source):
    with pytest.raises(Refused, match="hangt al iets aan"):
        actions.remove(source, by=karel)
    actions.remove(budget.base_costs.get(), by=karel)
    actions.remove(budget.products.get(), by=karel)
    actions.remove(source, by=karel)
    assert not budget.sources.exists()
