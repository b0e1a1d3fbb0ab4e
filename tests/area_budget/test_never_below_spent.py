"""What is expected of a year is never less than what was spent already, in the whole and in every part of it."""

from datetime import date

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.area_budget.test_outlook import deliver
from tests.area_budget.test_page import make_budget
from wijkwaarde.instruments.area_budget.queries import year_for
from wijkwaarde.kernel.outlook.actions import keep
from wijkwaarde.kernel.outlook.queries import waiting_about
from wijkwaarde.kernel.outlook.rules import Ends, shared_above

AMOUNT = st.integers(0, 10**9)
PARTS = st.dictionaries(st.integers(1, 9), st.tuples(AMOUNT, AMOUNT), min_size=1)
# The first draw looks through all modules that are there.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@unhurried
@given(PARTS, AMOUNT)
def test_shares_lose_no_cent_and_none_is_below_what_was_spent(parts, more):
    spent = {key: gone for key, (_expected, gone) in parts.items()}
    expected = {key: Ends(total, total // 2, 2 * total) for key, (total, _gone) in parts.items()}
    total = max(sum(one.total for one in expected.values()), sum(spent.values())) + more
    found = shared_above(expected, spent=spent, total=total)
    assert sum(one.total for one in found.values()) == total
    for key, one in found.items():
        assert spent[key] <= one.low <= one.total <= one.high


@unhurried
@given(PARTS)
def test_shares_that_are_above_what_was_spent_stay_as_they_are(parts):
    expected = {key: Ends(total + gone, gone, 2 * total + gone) for key, (total, gone) in parts.items()}
    spent = {key: gone for key, (_expected, gone) in parts.items()}
    assert shared_above(expected, spent=spent, total=sum(one.total for one in expected.values())) == expected


@pytest.mark.django_db
def test_what_came_in_today_is_in_every_part_of_what_is_expected_and_on_the_first_page(cast):
    budget, year = make_budget(cast, cents=100_000_00), cast.today.year + 1
    today = date(year, 6, 15)
    with cast.acting("karel") as by:
        for month in range(1, 6):
            begin, until = date(year, month, 1), date(year, month + 1, 1)
            deliver(budget, by=by, begin=begin, until=until, cents=1_000_00, declared=until)
        before = year_for(year, by=by, today=today)
        keep(before.outlook, by=by, now=timezone.now())
        # A month that is told already, above what was expected of it, and within what is expected of the year.
        deliver(budget, by=by, begin=date(year, 2, 1), until=date(year, 3, 1), cents=2_000_00, declared=today)
        found = year_for(year, by=by, today=today)
        assert found.outlook.is_kept
        assert found.forecast[""].total == before.forecast[""].total > found.total.spent == 7_000_00
        assert [
            one.total >= cents for one, cents in zip(found.divided.by_month, found.spent_by_month, strict=True)
        ] == [True] * 12
        assert sum(one.total for one in found.divided.by_month) == found.forecast[""].total
        # More than the year was expected to cost, and than there is.
        deliver(budget, by=by, begin=date(year, 6, 1), until=date(year, 7, 1), cents=200_000_00, declared=today)
        found = year_for(year, by=by, today=today)
        whole, divided = found.forecast[""], found.divided
        assert (before.forecast[""].high < 100_000_00, whole.total, whole.low) == (True, 207_000_00, 207_000_00)
        for parts in (divided.by_party.values(), divided.by_law.values(), divided.by_month):
            assert sum(one.total for one in parts) == whole.total
        assert divided.until_month[-1].total == whole.total
        keep(found.outlook, by=by, now=timezone.now())
        end, *_others = waiting_about(by=by, today=today)
        assert (end.is_over, end.low) == (True, 207_000_00)
