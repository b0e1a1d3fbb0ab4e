"""How an ending came about, how often somebody keeps an eye, and limits; no Django."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

LONGEST_SLUG = 20
LONGEST_TAKEAWAY = 300
LONGEST_NAME = 100
LONGEST_BACK = 500
LONGEST_LIGHT_MONTHS = 24
# Two years, with a leap day in them: what the database refuses at the latest.
LONGEST_LIGHT = timedelta(days=731)
# A page shows so many earlier endings.
MOST_SHOWN = 20


class Decided(StrEnum):
    """How it was decided: the resident said it here, or said it to the fixed contact, who noted it."""

    RESIDENT = "resident"
    TOGETHER = "together"


class Often(StrEnum):
    """How often somebody keeps an eye."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half-year"


MONTHS = {Often.MONTH: 1, Often.QUARTER: 3, Often.HALF_YEAR: 6}
