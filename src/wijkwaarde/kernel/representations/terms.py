"""When who represents a resident is told that it ends, and what else ends by itself; no Django."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

LONGEST_SLUG = 20
A_WEEK = timedelta(weeks=1)
# What ends on a birthday is long known, and takes talking about. A choice of this house and no law: a data protection
# officer confirms it before a partnership begins.
TOLD_BEFORE = timedelta(weeks=4)
# From this age on a child is asked too.
ASKED_TOO = 12


class Change(StrEnum):
    """What changes by itself on a day: three ages of a child, the last day of who represents, of a cover, of a member."""

    ASKED_TOO = "asked-too"
    DECIDES = "decides"
    ADULT = "adult"
    TERM = "term"
    COVER = "cover"
    MEMBERSHIP = "membership"


class Step(StrEnum):
    """When somebody is told: some time before, and on the day."""

    BEFORE = "before"
    DAY = "day"


# The others are told a week before: who arranged them knows the day from the start.
BY_AGE = frozenset({Change.ASKED_TOO, Change.DECIDES, Change.ADULT})
