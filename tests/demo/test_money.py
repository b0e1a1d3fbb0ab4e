"""The money of the example neighbourhood: plausible, closed, with late bills, credits and lines put aside; and quick to build."""

from datetime import date

import pytest
from django.apps import apps

from wijkwaarde.demo.crowd.build import _since
from wijkwaarde.demo.crowd.people import AROUND
from wijkwaarde.demo.money.build import build_money
from wijkwaarde.demo.money.draw import deliveries
from wijkwaarde.demo.money.share import share_first_year
from wijkwaarde.demo.neighbourhood import actor, add
from wijkwaarde.instruments.budget_in_plain_words.queries import released
from wijkwaarde.kernel.budgets.queries import year_budget
from wijkwaarde.kernel.deliveries.queries import delivered
from wijkwaarde.kernel.ledger.queries import closed_until, trial_balance
from wijkwaarde.kernel.ledger.terms import Commodity

DAY = date(2026, 11, 22)


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
    add(next(one for one in AROUND if one.key == "petra"), by=by, today=cast.today)
    _since(date(cast.today.year - 3, 1, 1), partnership_id=by.partnership_id)
    budget = build_money(by=by, today=cast.today)
    last, this = (year_budget(budget, year=cast.today.year - before, by=by).cents / 100 for before in (1, 0))
    used = sum(row.cents for row in delivered(budget, by=by, year=cast.today.year - 1)) / 100
    assert 3_500_000 < last < this < 5_000_000
    assert 0.9 < used / last < 1
    assert closed_until(by=by) == date(cast.today.year, 1, 1)
    assert trial_balance(by=by).left[Commodity.EURO] == 0
    assert apps.get_model("deliveries.AsideLine").objects.count() == 2
    share_first_year(budget, acting=lambda key: actor(key, today=cast.today), today=cast.today)
    told = released("voorbeeldwijk").figures
    assert told.is_final
    assert told.fund.came > told.fund.spent > 0
    assert "Logeren" not in {one.name for one in told.went}
