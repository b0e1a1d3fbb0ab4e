"""Who says that a result was reached, and limits; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_WHAT = 200
LONGEST_SLUG = 20
LONGEST_NUMBER = 12
# Beyond these somebody typed cents as euros, or a year as a count.
MOST_CENTS = 10_000_000_00
MOST_TIMES = 10_000


class Sayer(StrEnum):
    """Who says that a result was reached."""

    RESIDENT = "resident"
    TABLE = "table"
    PARTY = "party"
