"""Words and limits of the controller's page; no Django."""

from __future__ import annotations

from enum import StrEnum

# What a priced line is called of which no product of the budget has the price.
OTHER = "anders"
LINES_A_PAGE = 50
LONGEST_NUMBER = 12
# So that a forecast of the same day is the same forecast.
DRAWS = 4_000


class Warned(StrEnum):
    """How the end of the year looks against the budget, from fine to too much."""

    FINE = "fine"
    MAY = "may"
    LIKELY = "likely"
    SURE = "sure"


class Figure(StrEnum):
    """What a figure of the page is."""

    BUDGET = "budget"
    COMMITTED = "committed"
    SPENT = "spent"
    EXPECTED = "expected"
