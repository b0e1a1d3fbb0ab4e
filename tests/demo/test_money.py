"""The money of the example neighbourhood: plausible, closed, with late bills, credits and lines put aside; and quick to build."""

from datetime import date

import pytest
from django.apps import apps
from django.test import override_settings

from tests.cast import QUICK
from wijkwaarde.demo.crowd.build import build_crowd
from wijkwaarde.demo.money.build import CLOSES, build_money
from wijkwaarde.demo.money.daily import spend_and_give
from wijkwaarde.demo.money.draw import deliveries, told_in_file
from wijkwaarde.demo.money.promised import promise
from wijkwaarde.demo.money.reconcile import reconcile
from wijkwaarde.demo.money.results import agree_and_reach
from wijkwaarde.demo.money.share import share_first_year
from wijkwaarde.demo.neighbourhood import actor, add
from wijkwaarde.instruments.budget_in_plain_words.queries import released
from wijkwaarde.kernel.budgets.queries import year_budget
from wijkwaarde.kernel.deliveries.numbers import line_of
from wijkwaarde.kernel.deliveries.queries import delivered
from wijkwaarde.kernel.ledger.queries import closed_until, trial_balance
from wijkwaarde.kernel.ledger.terms import Commodity
from wijkwaarde.kernel.outlook.queries import promised_on
from wijkwaarde.kernel.results.queries import results

DAY = date(2026, 11, 22)
MONTH_OF_SECOND_FILES = 4


@pytest.fixture
def by(cast):
    with cast.acting("karel") as actor:
        yield actor


def test_the_same_day_has_the_same_deliveries_some_late_some_credited():
    found = deliveries(today=DAY)
    assert found == deliveries(today=DAY)
    assert any(one.cents < 0 for one in found)
    assert max(one.told_on for one in found) <= DAY
    assert {one.product for one in found} >= {"begeleiding", "huishouden", "jeugdhulp"}


def test_five_years_of_budget_and_two_of_deliveries_stand_in_the_books(cast, by):
    with override_settings(PASSWORD_HASHERS=QUICK):
        found = build_crowd(today=cast.today, add=add, count=30)
    promised = promise(found, by=by)
    budget = build_money(by=by, today=cast.today, promised=promised)
    last, this = (year_budget(budget, year=cast.today.year - before, by=by).cents / 100 for before in (1, 0))
    used = sum(row.cents for row in delivered(budget, by=by, year=cast.today.year - 1)) / 100
    assert 3_500_000 < last < this < 5_000_000
    # Up to the month in which it is closed, what was delivered last comes in.
    assert (0.9 if cast.today.month >= CLOSES else 0.75) < used / last < 1
    assert closed_until(by=by) == date(cast.today.year, 1, 1)
    assert trial_balance(by=by).left[Commodity.EURO] == 0
    assert apps.get_model("deliveries.AsideLine").objects.count() == 2
    share_first_year(budget, acting=lambda key: actor(key, today=cast.today), today=cast.today)
    told = released("voorbeeldwijk").figures
    assert told.is_final
    assert told.fund.came > told.fund.spent > 0
    assert "Logeren" not in {one.name for one in told.went}
    what_is_promised_is_inside_the_budget(budget, promised=promised, by=by)
    spend_and_give(acting=lambda key: actor(key, today=cast.today), today=cast.today)
    agree_and_reach(budget, by=by, today=cast.today)
    assert all(0 <= one.reached <= one.row.times for one in results(budget, by=by))
    reconcile(budget, by=by, today=cast.today)
    explained = apps.get_model("reconciliation.Explanation").objects
    assert explained.exists() or cast.today.month < MONTH_OF_SECOND_FILES
    assert explained.values("together").distinct().count() <= 1
    left = trial_balance(by=by)
    assert left.left == dict.fromkeys(Commodity, 0)
    first_paid = date(cast.today.year, *told_in_file()["paid"][0]["day"])
    is_paid = any(one.name == "Betaald uit de beurs van Huis van de Wijk" for one in left.rows)
    assert is_paid is (first_paid <= cast.today)


def what_is_promised_is_inside_the_budget(budget, *, promised, by):
    """Plans promise a part of it, and bills of some agreements name their number."""
    year = budget.begin.year + 1
    agreed = promised_on(budget, year=year, by=by).agreed
    lines = set(apps.get_model("plans.PlanLine").objects.values_list("pk", flat=True))
    assert promised
    assert {line_of(one.number) for one in promised} <= lines
    assert 0 < agreed.by_month(year).sum() < 2_000_000
    told = set(apps.get_model("deliveries.Delivery").objects.exclude(number="").values_list("number", flat=True))
    assert told <= {one.number for one in promised}
