"""Decides at what time of the week somebody may be reminded, and for which moment a mark is asked; it asks no database."""

from __future__ import annotations

from datetime import date, datetime

from wijkwaarde.kernel.cases.rules import months_after
from wijkwaarde.kernel.measurements.rules import Course
from wijkwaarde.kernel.measurements.terms import FOLLOW_UP_MONTHS, SIX_WEEKS, Moment
from wijkwaarde.kernel.reminders.terms import AFTER_THE_QUESTION, ASKED_FOR, FROM, SATURDAY, UNTIL


def may_write_at(local: datetime) -> bool:
    """Whether it is a time of day and a day on which people get mail from us, by the clock where they live.

    >>> may_write_at(datetime(2026, 10, 23, 17, 59)), may_write_at(datetime(2026, 10, 23, 18, 0))  # a Friday
    (True, False)
    >>> may_write_at(datetime(2026, 10, 25, 12, 0))  # the Sunday on which the clock goes back
    False
    """
    return local.weekday() < SATURDAY and FROM <= local.time() < UNTIL


def asked_on(today: date, *, course: Course) -> tuple[Moment, date] | None:
    """For which moment a mark is asked these days, and since when; None where it is asked for none.

    >>> asked_on(date(2026, 11, 14), course=Course(date(2026, 9, 1), date(2026, 9, 20)))
    (<Moment.SIX_WEEKS: 'six-weeks'>, datetime.date(2026, 11, 1))
    >>> asked_on(date(2026, 11, 15), course=Course(date(2026, 9, 1), date(2026, 9, 20))) is None
    True
    """
    if course.agreed_on is None:
        known = [(Moment.BEFORE, course.opened_on + AFTER_THE_QUESTION)]
    else:
        half_a_year = months_after(course.agreed_on, months=FOLLOW_UP_MONTHS[0])
        known = [(Moment.SIX_WEEKS, course.agreed_on + SIX_WEEKS), (Moment.FOLLOW_UP, half_a_year)]
    return next((one for one in known if one[1] <= today < one[1] + ASKED_FOR), None)
