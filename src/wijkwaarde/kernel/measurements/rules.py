"""Decides for which moment a mark is asked, when it may be given, and who gets to see one that fell; it asks no database."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.rules import months_after
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.measurements.terms import FOLLOW_UP_MONTHS, HIGHEST, LOWEST, SIX_WEEKS, HowGiven, Moment


@dataclass(frozen=True, slots=True)
class Course:
    """What the moments follow from: the day of the question, and of the first plan that was agreed, if there is one."""

    opened_on: date
    agreed_on: date | None


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which the mark of a moment is given: from `opens` on, before `until` (None while nobody knows)."""

    moment: Moment
    opens: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.opens <= day and (self.until is None or day < self.until)


def windows(course: Course) -> tuple[Window, ...]:
    """The moments of a case that are known, in order: before alone, until a plan was agreed.

    >>> [str(one.opens) for one in windows(Course(date(2026, 9, 1), date(2026, 9, 20)))]
    ['2026-09-01', '2026-11-01', '2027-03-20']
    """
    before = Window(Moment.BEFORE, course.opened_on, course.agreed_on)
    if course.agreed_on is None:
        return (before,)
    agreed, (first, last) = course.agreed_on, FOLLOW_UP_MONTHS
    opens = agreed + SIX_WEEKS
    return (
        before,
        Window(Moment.SIX_WEEKS, opens, opens + SIX_WEEKS),
        Window(Moment.FOLLOW_UP, months_after(agreed, months=first), months_after(agreed, months=last)),
    )


def moment_on(day: date, *, course: Course, given: Collection[Moment]) -> Moment | None:
    """For which moment a mark of this day counts; without a start mark until six weeks it is that, asked afterwards.

    >>> course = Course(date(2026, 9, 1), date(2026, 9, 20))
    >>> moment_on(date(2026, 10, 31), course=course, given=[Moment.BEFORE]) is None
    True
    >>> moment_on(date(2026, 11, 1), course=course, given=[Moment.BEFORE])
    <Moment.SIX_WEEKS: 'six-weeks'>
    """
    known = windows(course)
    found = next((one.moment for one in known if one.holds(day)), None)
    if found is None and Moment.BEFORE not in given and len(known) > 1 and day < known[1].opens:
        return Moment.BEFORE
    return found


def next_window(today: date, *, course: Course, given: Collection[Moment]) -> Window | None:
    """The moment that is open or comes next and for which there is no mark yet; none when all have been."""
    left = (one for one in windows(course) if one.moment not in given)
    return next((one for one in left if one.until is None or today < one.until), None)


def is_afterwards(moment: Moment, *, given_on: date, course: Course) -> bool:
    """Whether it is a start mark of a day on which the plan was there already.

    >>> is_afterwards(Moment.BEFORE, given_on=date(2026, 9, 20), course=Course(date(2026, 9, 1), date(2026, 9, 20)))
    True
    """
    return moment is Moment.BEFORE and course.agreed_on is not None and given_on >= course.agreed_on


def check_mark(mark: int) -> None:
    """Refuse what is not on the scale."""
    if not LOWEST <= mark <= HIGHEST:
        raise Refused(_("Kies een cijfer van 1 tot en met 10."), field="mark")


def check_day(given_on: date, *, today: date, course: Course) -> None:
    """Refuse a day that is still to come, or before the question."""
    if given_on > today:
        raise Refused(_("Deze dag komt nog. Kies vandaag of een dag die is geweest."), field="given_on")
    if given_on < course.opened_on:
        raise Refused(_("Toen was de vraag er nog niet. Kies een latere dag."), field="given_on")


def check_moment(moment: Moment | None) -> Moment:
    """The moment that a mark counts for. Errors: Refused on a day for which nobody asks one."""
    if moment is None:
        raise Refused(_("Op deze dag vragen we geen cijfer. Bij het plan staat vanaf wanneer het weer kan."))
    return moment


def check_how_given(how: HowGiven, *, is_resident: bool) -> None:
    """Refuse somebody else who says that the resident did it alone, and the resident who says it came from others."""
    if (how in (HowGiven.SELF, HowGiven.LINK)) != is_resident:
        raise Refused(_("Kies hoe het cijfer is gegeven."), field="how_given")


def check_may_write_for_carer(*, is_resident: bool) -> None:
    """Refuse the resident: the mark of who cares along is their own."""
    if is_resident:
        raise Refused(_("Dit cijfer is van de ander. Die geeft het zelf, of samen met je vaste contact."))


def check_takes_part(*, says_no: bool) -> None:
    """Refuse a mark of who wants to be asked for none."""
    if says_no:
        raise Refused(_("Liever geen cijfer, is hier gezegd. Kies eerst: toch wel een cijfer."))


def check_is_measured(*, is_measured: bool) -> None:
    """Refuse to ask for marks again where the resident wants nothing measured: that is said elsewhere."""
    if not is_measured:
        raise Refused(_("Eerder is hier nee gezegd tegen meten. Verander dat bij: Waar zeg ik ja tegen?"))


def may_say_no(*, is_resident: bool, is_contact: bool, is_carer: bool) -> bool:
    """Whether somebody says that a person wants no mark: the resident for themselves, the fixed contact for who told them."""
    return is_contact or (is_resident and not is_carer)


def check_may_make_link(*, is_contact: bool) -> None:
    """Refuse who is not the fixed contact: they know how somebody is reached."""
    if not is_contact:
        raise Refused(_("Alleen het vaste contact kan een link maken."))


def check_may_undo(*, written_on: date, today: date, is_current: bool) -> None:
    """Refuse to take back what was written on another day, or was taken back already."""
    if written_on != today or not is_current:
        raise Refused(_("Dit cijfer kun je niet meer weghalen. Geef een nieuw cijfer als er iets is veranderd."))


@dataclass(frozen=True, slots=True)
class Point:
    """A mark with its day, for who compares them."""

    given_on: date
    mark: int


def fell(point: Point, *, among: Sequence[Point]) -> bool:
    """Whether a mark is lower than the last one of an earlier day; of the same day it is a correction.

    >>> first, second = Point(date(2026, 9, 1), 6), Point(date(2026, 11, 1), 5)
    >>> fell(second, among=[first, second]), fell(first, among=[first, second])
    (True, False)
    """
    earlier = [one for one in among if one.given_on < point.given_on]
    return bool(earlier) and point.mark < max(reversed(earlier), key=lambda one: one.given_on).mark


def may_see(*, is_resident: bool, is_writer: bool, is_contact: bool, has_fallen: bool, tell_contact: bool) -> bool:
    """Whether somebody who reads the case sees a mark: one that fell only if they wrote it, or the resident told them.

    >>> may_see(is_resident=False, is_writer=False, is_contact=True, has_fallen=True, tell_contact=False)
    False
    """
    return is_resident or is_writer or not has_fallen or (is_contact and tell_contact)
