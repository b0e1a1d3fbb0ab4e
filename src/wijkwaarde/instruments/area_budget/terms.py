"""Words and limits of the controller's page; no Django."""

from __future__ import annotations

from enum import StrEnum

LINES_A_PAGE = 50
# What an address asks for by.
YEAR, PRODUCT, PARTY, LAW, MONTH = "jaar", "product", "partij", "wet", "maand"
FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_SLUG = 60


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
