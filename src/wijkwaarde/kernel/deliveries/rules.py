"""Decides which line of a delivery file can be used, why another cannot, and on which day it is booked; it asks no database."""

from __future__ import annotations

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


def booked_on(*, until: date, today: date, closed_until: date | None) -> date:
    """The day of the booking: the last of the period, not after today, and not in what is closed.

    >>> booked_on(until=date(2026, 4, 1), today=date(2026, 4, 9), closed_until=None).isoformat()
    '2026-03-31'
    >>> booked_on(until=date(2026, 4, 1), today=date(2026, 7, 9), closed_until=date(2026, 7, 1)).isoformat()
    '2026-07-01'
    """
    last = min(until - ONE_DAY, today)
    return last if closed_until is None else max(last, closed_until)
