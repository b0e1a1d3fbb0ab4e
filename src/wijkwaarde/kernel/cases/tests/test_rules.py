"""Who may see and read a case, and by when somebody calls: every combination, as a table."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwaarde.kernel.cases import rules
from wijkwaarde.kernel.cases.terms import Extent, Ground, Part
from wijkwaarde.kernel.errors import Refused

# Part, what is shared: whether somebody sees the case, reads its words, chooses who takes part, notes a call.
TABLE = {
    (None, None): (False, False, False, False),
    (None, Extent.THAT): (False, False, False, False),
    (None, Extent.SOME): (False, False, False, False),
    (None, Extent.WHAT): (False, False, False, False),
    (Part.RESIDENT, None): (True, True, True, False),
    (Part.RESIDENT, Extent.THAT): (True, True, True, False),
    (Part.RESIDENT, Extent.SOME): (True, True, True, False),
    (Part.RESIDENT, Extent.WHAT): (True, True, True, False),
    (Part.CONTACT, None): (False, False, False, True),
    (Part.CONTACT, Extent.THAT): (True, False, False, True),
    (Part.CONTACT, Extent.SOME): (True, False, False, True),
    (Part.CONTACT, Extent.WHAT): (True, True, False, True),
    (Part.REPRESENTATIVE, None): (False, False, False, False),
    (Part.REPRESENTATIVE, Extent.THAT): (True, False, False, False),
    (Part.REPRESENTATIVE, Extent.SOME): (True, False, False, False),
    (Part.REPRESENTATIVE, Extent.WHAT): (True, True, False, False),
    (Part.PROFESSIONAL, None): (False, False, False, False),
    (Part.PROFESSIONAL, Extent.THAT): (True, False, False, False),
    (Part.PROFESSIONAL, Extent.SOME): (True, False, False, False),
    (Part.PROFESSIONAL, Extent.WHAT): (True, True, False, False),
}
# Opened on, within how many working days: the day before which somebody has called.
CALLS = [
    ("2026-11-16", 2, "2026-11-19"),  # Monday
    ("2026-11-18", 2, "2026-11-23"),  # Wednesday: Friday is the last day, and the next working day is Monday
    ("2026-11-19", 2, "2026-11-24"),
    ("2026-11-20", 2, "2026-11-25"),  # Friday
    ("2026-11-21", 2, "2026-11-25"),  # Saturday
    ("2026-11-22", 2, "2026-11-25"),  # Sunday
    ("2026-12-31", 2, "2027-01-05"),  # over the year's end; holidays are working days here
    ("2026-11-20", 0, "2026-11-23"),  # the same day still, so before the next working day
    ("2026-11-20", 10, "2026-12-07"),
    ("2028-02-28", 1, "2028-03-01"),  # a leap year
]


def test_the_table_holds_every_combination():
    assert set(TABLE) == {(part, extent) for part in (None, *Part) for extent in (None, *Extent)}


def refused(check, part):
    try:
        check(part=part)
    except Refused:
        return True
    return False


@pytest.mark.parametrize(("part", "extent"), TABLE, ids=str)
def test_somebody_sees_reads_chooses_and_calls_as_the_table_says(part, extent):
    found = (
        rules.may_see(part=part, extent=extent),
        rules.may_read(part=part, extent=extent),
        not refused(rules.check_may_choose, part),
        not refused(rules.check_may_note_contact, part),
    )
    assert found == TABLE[part, extent]


@given(st.sampled_from([None, *Part]), st.sampled_from([None, *Extent]))
def test_who_reads_a_case_also_sees_it(part, extent):
    assert rules.may_see(part=part, extent=extent) or not rules.may_read(part=part, extent=extent)


@pytest.mark.parametrize(("opened", "days", "before"), CALLS)
def test_somebody_calls_before_this_day(opened, days, before):
    assert rules.calls_before(opened_on=date.fromisoformat(opened), working_days=days) == date.fromisoformat(before)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 30))
def test_there_are_as_many_working_days_to_call_as_were_promised(opened, days):
    before = rules.calls_before(opened_on=opened, working_days=days)
    between = [opened + timedelta(days=number) for number in range(1, (before - opened).days)]
    assert sum(day.weekday() < rules.SATURDAY for day in between) == days
    assert before.weekday() < rules.SATURDAY


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 30))
def test_who_asks_later_is_not_called_earlier(opened, days):
    tomorrow = rules.calls_before(opened_on=opened + timedelta(days=1), working_days=days)
    assert tomorrow >= rules.calls_before(opened_on=opened, working_days=days)


@pytest.mark.parametrize(("length", "fits"), [(4_000, True), (4_001, False)])
def test_words_fit_to_the_last_sign(length, fits):
    if fits:
        assert rules.check_words("a" * length, most=4_000, field="words") == "a" * length
        return
    with pytest.raises(Refused, match="4001 tekens") as found:
        rules.check_words("a" * length, most=4_000, field="words")
    assert found.value.field == "words"


@pytest.mark.parametrize("text", ["", " \n ", "\u200d", "\u200b\u2060", "\x00"])
def test_words_without_a_sign_that_can_be_read_are_refused(text):
    with pytest.raises(Refused):
        rules.check_words(text, most=10, field="words")


@pytest.mark.parametrize(
    ("ground", "born_on", "expected"),
    [
        (Ground.PARENT, date(2016, 11, 22), Part.RESIDENT),
        (Ground.PARENT, date(2010, 11, 22), None),  # sixteen today: what a parent sees then, the child shares
        (Ground.PARENT, None, None),
        (Ground.MENTOR, None, Part.RESIDENT),
        (Ground.PROXY, None, None),
        (Ground.HELPER, None, None),
    ],
)
def test_while_less_is_used_only_who_represents_by_law_acts_for_the_resident(ground, born_on, expected):
    told = {"ground": ground, "born_on": born_on, "extent": Extent.WHAT, "today": date(2026, 11, 22)}
    assert rules.acts_as(part=Part.REPRESENTATIVE, is_restricted=True, **told) is expected
    assert rules.acts_as(part=Part.RESIDENT, is_restricted=True, **told) is Part.RESIDENT
