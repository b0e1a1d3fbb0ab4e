"""Decides at what time of the week somebody may be reminded; it asks no database."""

from __future__ import annotations

from datetime import datetime

from wijkwaarde.kernel.reminders.terms import FROM, SATURDAY, UNTIL


def may_write_at(local: datetime) -> bool:
    """Whether it is a time of day and a day on which people get mail from us, by the clock where they live.

    >>> may_write_at(datetime(2026, 10, 23, 17, 59)), may_write_at(datetime(2026, 10, 23, 18, 0))  # a Friday
    (True, False)
    >>> may_write_at(datetime(2026, 10, 25, 12, 0))  # the Sunday on which the clock goes back
    False
    """
    return local.weekday() < SATURDAY and FROM <= local.time() < UNTIL
