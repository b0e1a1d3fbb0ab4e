"""A mark is given in its days, counts once, and stays as it was given."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from tests.isolation.catalogue import settled
from tests.marks.conftest import AGREED, OPENED, SIX_WEEKS
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.measurements.models import Measurement
from wijkwaarde.kernel.measurements.terms import HowGiven

ONE_DAY = timedelta(days=1)


def rows(case):
    with case.cast.acting("amina"):
        return list(Measurement.objects.filter(case__key=case.key).order_by("pk"))


def test_the_first_mark_is_a_start_mark_while_there_is_no_plan(young):
    given = young.give(3, on=OPENED + ONE_DAY)
    assert (given.moment, given.asked_afterwards, given.wording_edition) == ("before", False, 1)


def test_a_start_mark_given_when_the_plan_was_there_is_kept_apart(case):
    given = case.give(3, on=AGREED)
    assert (given.moment, given.asked_afterwards) == ("before", True)


def test_a_start_mark_on_paper_of_a_day_before_the_plan_is_a_true_one(case):
    given = case.give(3, on=AGREED + ONE_DAY, given_on=AGREED - ONE_DAY, who="bram", how=HowGiven.PAPER)
    assert (given.moment, given.asked_afterwards, given.how_given) == ("before", False, "paper")


def test_six_weeks_begin_on_the_42nd_day_whatever_the_clock_did(case):
    case.give(3, on=AGREED - ONE_DAY)
    with pytest.raises(Refused):
        case.give(5, on=SIX_WEEKS - ONE_DAY)
    assert (SIX_WEEKS - AGREED).days == 42
    assert case.give(5, on=SIX_WEEKS).moment == "six-weeks"


def test_six_weeks_end_after_six_weeks_and_the_follow_up_is_from_half_a_year_to_a_year(case):
    assert case.give(5, on=date(2026, 12, 12)).moment == "six-weeks"
    for day in (date(2026, 12, 13), date(2027, 3, 19), date(2027, 9, 20)):
        with pytest.raises(Refused):
            case.give(5, on=day)
    assert case.give(6, on=date(2027, 3, 20)).moment == "follow-up"
    assert case.give(7, on=date(2027, 9, 19)).moment == "follow-up"


def test_a_later_plan_moves_no_moment(case):
    case.agreed(AGREED + timedelta(days=30), what="Een lamp")
    assert case.give(5, on=SIX_WEEKS).moment == "six-weeks"


@pytest.mark.parametrize("mark", [0, 11, -1])
def test_a_mark_off_the_scale_is_refused(mark, *, young):
    with pytest.raises(Refused):
        young.give(mark, on=OPENED)


def test_a_day_to_come_or_before_the_question_is_refused(young):
    for day in (OPENED - ONE_DAY, OPENED + ONE_DAY):
        with pytest.raises(Refused):
            young.give(5, on=OPENED, given_on=day, who="bram")


def test_the_same_form_sent_twice_is_one_mark(young):
    key = uuid4()
    first, again = young.give(3, on=OPENED, request_key=key), young.give(4, on=OPENED, request_key=key)
    assert (first.pk, first.mark) == (again.pk, again.mark)
    assert len(rows(young)) == 1


def test_a_new_mark_replaces_the_one_of_its_moment_and_both_stay(young):
    first, second = young.give(3, on=OPENED), young.give(4, on=OPENED + ONE_DAY)
    assert young.shown() == [("before", 4)]
    assert [(one.mark, one.withdrawn_on) for one in rows(young)] == [(3, OPENED + ONE_DAY), (4, None)]
    assert second.replaces_id == first.pk


def test_a_wrong_tap_is_taken_back_the_same_day_and_what_it_replaced_counts_again(young):
    young.give(3, on=OPENED)
    wrong = young.give(10, on=OPENED + ONE_DAY)
    with pytest.raises(Refused):
        young.take_back(wrong, on=OPENED + 2 * ONE_DAY)
    young.take_back(wrong, on=OPENED + ONE_DAY)
    assert young.shown() == [("before", 3)]
    with pytest.raises(NotFound):
        young.take_back(wrong, on=OPENED + ONE_DAY)


def test_the_resident_says_it_themselves_and_a_professional_does_not_say_so(young):
    with pytest.raises(Refused):
        young.give(3, on=OPENED, how=HowGiven.PAPER)
    with pytest.raises(Refused):
        young.give(3, on=OPENED, who="bram", how=HowGiven.SELF)


def test_who_sees_only_their_own_part_or_nothing_gives_no_mark(young):
    for who in ("yara", "dirk", "olga"):
        with pytest.raises(NotFound):
            young.give(3, on=OPENED, who=who)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE measurements_measurement SET mark = 9",
        "UPDATE measurements_measurement SET given_on = given_on - 1",
        "UPDATE measurements_measurement SET moment = 'follow-up'",
        "DELETE FROM measurements_measurement",
    ],
)
def test_what_was_given_does_not_change(statement, *, young):
    young.give(3, on=OPENED)
    with young.cast.acting("amina"), pytest.raises(IntegrityError, match="was given and does not change"):
        settled(statement)


def test_the_database_holds_one_mark_a_moment_and_no_mark_off_the_scale(young):
    young.give(3, on=OPENED)
    again = (
        "INSERT INTO measurements_measurement (partnership_id, case_id, person_id, measure, wording_edition, moment, mark, "
        "given_on, written_on, how_given, asked_afterwards, said_by_id, request_key) SELECT partnership_id, case_id, "
        "person_id, measure, 1, moment, {mark}, given_on, written_on, how_given, false, said_by_id, gen_random_uuid() "
        "FROM measurements_measurement m JOIN cases_case c ON c.id = m.case_id WHERE c.key = %s"
    )
    again = again.replace("SELECT partnership_id", "SELECT m.partnership_id")
    for mark, name in ((4, "measurements_one_current"), (11, "measurements_mark_in_scale")):
        with young.cast.acting("amina"), pytest.raises(IntegrityError, match=name):
            settled(again.format(mark=mark), [young.key])
