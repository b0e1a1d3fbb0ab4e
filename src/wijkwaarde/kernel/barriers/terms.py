"""States and limits of barriers; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_RULE = 300
LONGEST_CALLED = 200
LONGEST_ANSWER = 500
LONGEST_SLUG = 20
# Within so many working days a manager answers; after that it goes higher.
DAYS_TO_ANSWER = 10
# The first page of a manager shows so many.
ONLY_YOU = 3
# So many barriers get another manager, or go higher, in one go.
AT_ONCE = 100
# What comes back most is shown up to so many lines.
MOST_PATTERNS = 10
# A shorter part of a name is an ordinary word too often.
SHORTEST_NAME = 3


class BarrierState(StrEnum):
    """How it stands with what is in the way."""

    OPEN = "open"
    RESOLVED = "resolved"
    EXPLAINED = "explained"
    SELF_SOLVED = "self-solved"


# What a manager may answer: it can be done after all, or it stays so, and why.
ANSWERS = (BarrierState.RESOLVED, BarrierState.EXPLAINED)
