"""The fixed words and limits of this instrument; no rules, no sums."""

from __future__ import annotations

from enum import StrEnum

IN_THE_FILE = "in the case file"
FIRST_EDITION = "1"
LONGEST_TITLE = 200
LONGEST_SLUG = 50
LONGEST_SENTENCE = 400
# More risks than this make a story that nobody can check.
MOST_RISKS = 3
# What became of a risk is shown from so many cases on: fewer could point at somebody.
FEWEST_TOLD = 10
# Totals of a group are shown from so many cases on.
FEWEST_IN_GROUP = 5
# A year waits so many years for that many; then its sums are thrown away.
YEARS_TO_GATHER = 2


class Turned(StrEnum):
    """How a line of the plan turned out: as it was agreed, another number of units, or not at all."""

    AS_AGREED = "as-agreed"
    OTHER = "other"
    NOT = "not"


class Happened(StrEnum):
    """Whether what was feared happened within the year."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
