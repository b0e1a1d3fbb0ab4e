"""A mark that fell reaches the fixed contact only with a yes, and nobody else but the resident and who wrote it."""

from datetime import timedelta

import pytest

from tests.marks.conftest import AGREED, OPENED, SIX_WEEKS
from wijkwaarde.kernel.cases.terms import Extent
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.measurements.queries import marks_of_case

SINCE = [("before", 6), ("six-weeks", 4)]


@pytest.fixture
def fallen(case):
    """Amina's case, in which the mark fell."""
    case.give(6, on=OPENED)
    case.mark = case.give(4, on=SIX_WEEKS)
    return case


def test_who_reads_the_case_sees_a_mark_that_rose(case):
    case.give(3, on=OPENED)
    case.give(7, on=SIX_WEEKS)
    for who in ("amina", "bram", "chantal"):
        assert case.shown(who) == [("before", 3), ("six-weeks", 7)]


def test_a_mark_that_fell_is_silent_without_a_yes(fallen):
    assert fallen.shown("amina") == SINCE
    for who in ("bram", "chantal"):
        assert fallen.shown(who) == SINCE[:1]
    fallen.tell(fallen.mark, tell=False, on=SIX_WEEKS)
    assert fallen.shown("chantal") == SINCE[:1]


def test_with_a_yes_the_fixed_contact_sees_it_and_nobody_else(fallen):
    fallen.tell(fallen.mark, tell=True, on=SIX_WEEKS)
    assert fallen.shown("chantal") == SINCE
    assert fallen.shown("bram") == SINCE[:1]


def test_who_changes_their_mind_takes_the_yes_back(fallen):
    fallen.tell(fallen.mark, tell=True, on=SIX_WEEKS)
    fallen.tell(fallen.mark, tell=False, on=SIX_WEEKS)
    assert fallen.shown("chantal") == SINCE[:1]


def test_who_wrote_it_down_sees_it(case):
    case.give(6, on=OPENED)
    case.give(4, on=SIX_WEEKS, who="bram")
    assert case.shown("bram") == SINCE
    assert case.shown("chantal") == SINCE[:1]


def test_nobody_but_the_resident_and_who_wrote_it_says_that_it_may_be_known(fallen):
    for who in ("bram", "chantal", "dirk", "olga"):
        with pytest.raises(NotFound):
            fallen.tell(fallen.mark, tell=True, on=SIX_WEEKS, who=who)


def test_of_a_mark_that_did_not_fall_nothing_is_asked(case):
    mark = case.give(6, on=OPENED)
    with pytest.raises(NotFound):
        case.tell(mark, tell=True, on=OPENED)


def test_a_correction_on_the_same_day_is_no_fall(case):
    case.give(6, on=OPENED)
    case.give(8, on=SIX_WEEKS)
    case.give(7, on=SIX_WEEKS)
    assert case.shown("chantal") == [("before", 6), ("six-weeks", 7)]


def test_who_may_not_read_the_case_sees_no_mark(case):
    case.give(6, on=OPENED)
    case.cast.chosen(case.key, "yara", extent=Extent.THAT)
    assert case.shown("yara") == []
    for who in ("dirk", "marieke", "olga"):
        with pytest.raises(NotFound):
            case.shown(who)


def test_a_mark_that_fell_is_replaced_by_who_does_not_see_it_without_a_trace_of_it(fallen):
    fallen.give(6, on=SIX_WEEKS + timedelta(days=1), who="chantal")
    assert fallen.shown("chantal") == [("before", 6), ("six-weeks", 6)]


def test_an_analysis_reads_who_gave_what_as_far_as_who_looks_may_see(fallen):
    told = {}
    for who in ("amina", "bram"):
        with fallen.cast.acting(who) as by:
            found = marks_of_case(fallen.cast.seen(fallen.key, by=by), by=by, today=SIX_WEEKS)
            told[who] = [(name, moment.value, mark, day) for name, moment, mark, day in found]
    assert told["amina"] == [("Amina", "before", 6, OPENED), ("Amina", "six-weeks", 4, SIX_WEEKS)]
    assert told["bram"] == told["amina"][:1]


def test_a_start_mark_asked_afterwards_is_none_to_compare_with(case):
    case.give(3, on=AGREED)
    with case.cast.acting("bram") as by:
        assert marks_of_case(case.cast.seen(case.key, by=by), by=by, today=SIX_WEEKS) == []
