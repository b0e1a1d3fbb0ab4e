"""Who belongs to the neighbourhood is a rule with a day: the base year and the years after it are held against one another by it."""

from datetime import date
from uuid import uuid4

import pytest

from tests.budgets import scene
from tests.budgets.test_pages import said, send
from wijkwaarde.kernel.area_rules.actions import change_rule, take_away
from wijkwaarde.kernel.area_rules.models import AreaRule
from wijkwaarde.kernel.area_rules.queries import later_rules, rule_for, rule_on
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.errors import NotFound, Refused

pytestmark = pytest.mark.django_db
FROM, SECOND = date(2026, 7, 1), "Wie bij een huisarts in de wijk staat."


@pytest.fixture
def budget(cast):
    with cast.acting("karel") as by:
        made = actions.make_budget(scene.new(), by=by)
        made.source = scene.with_costs(made, by=by)[0]
        return made


def test_a_rule_holds_from_its_day_until_the_next_and_the_first_from_the_base_year_on(cast, budget):
    with cast.acting("karel") as by:
        change_rule(budget, by=by, begin=FROM, words=SECOND)
        third = change_rule(budget, by=by, begin=date(2028, 1, 1), words=budget.who_belongs)
        days = date(2024, 1, 1), date(2026, 6, 30), FROM, date(2027, 12, 31), date(2028, 1, 1)
        told = [rule_on(day, budget=budget, by=by) for day in days]
        first = budget.who_belongs
        assert told == [first, first, SECOND, SECOND, first]
        take_away(third, by=by)
        take_away(third, by=by)
        assert [one.begin for one in later_rules(budget, by=by)] == [FROM]
        assert [line.kind for line in by.seen if line.act == "WRITE"] == ["area_rule"] * 2, "once per rule and request"


@pytest.mark.parametrize(
    ("begin", "words", "says"),
    [
        (date(2024, 12, 31), SECOND, "buiten het budget"),
        (date(2030, 1, 1), SECOND, "buiten het budget"),
        (FROM, "Nog een andere regel.", "al een andere regel"),
        (date(2026, 8, 1), SECOND, "die dan al geldt"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_with_why(cast, budget, begin, words, says):
    with cast.acting("karel") as by:
        change_rule(budget, by=by, begin=FROM, words=SECOND)
        with pytest.raises(Refused, match=says):
            change_rule(budget, by=by, begin=begin, words=words)


def test_the_page_asks_for_a_correction_of_that_day_until_there_is_one(cast, budget):
    karel, here = cast.browser("karel", raises=True), f"/wijkbudget/instellen/{budget.pk}"
    assert "voor alle jaren" in said(karel.get(here))
    assert karel.post(f"{here}/wie-telt-mee", {"begin": "", "words": ""}).status_code == 422
    told = said(send(karel, f"{here}/wie-telt-mee", begin=FROM.isoformat(), words=SECOND))
    assert "Vanaf 1 juli 2026 telt andere hulp mee dan in het basisjaar." in told
    source = str(budget.source.pk)
    send(karel, f"{here}/correctie", source=source, product="", begin=FROM.isoformat(), rate="4", why="Meer mensen.")
    assert "telt andere hulp mee" not in said(karel.get(here))
    assert SECOND in said(cast.browser("hanneke", raises=True).get(here))
    with cast.acting("karel"):
        which = str(AreaRule.objects.get().pk)
    send(karel, f"{here}/weg", what="regel", which=which)
    assert "voor alle jaren" in said(karel.get(here))


def test_only_who_keeps_the_budget_changes_the_rule_and_nobody_else_finds_one(cast, budget):
    with cast.acting("karel") as by:
        made = change_rule(budget, by=by, begin=FROM, words=SECOND)
    for who in ("hanneke", "chantal", "amina"):
        with cast.acting(who) as by, pytest.raises(NotFound):
            change_rule(budget, by=by, begin=date(2027, 1, 1), words=str(uuid4()))
    for who in ("chantal", "amina"):
        with cast.acting(who) as by, pytest.raises(NotFound):
            rule_for(made.pk, by=by)
