"""Kinds and limits of estimates; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_SLUG = 50
LARGEST_QUANTITY = 1_000_000_000
MOST_PERIODS = 366
LONGEST_NAME = 200
LONGEST_SOURCE = 200
# People whose unpaid hours stand with one row.
MOST_HOURS = 2
LARGEST_AMOUNT = 10_000_000
# How a number is typed: no more signs than this.
LONGEST_NUMBER = 15
MOST_ROWS = 30
NO_ESTIMATE = 0


class EstimateKind(StrEnum):
    """What an estimate was made for: an analysis may hold risks with their chance, a plan never does."""

    ANALYSIS = "analysis"
    PLAN = "plan"


class RowState(StrEnum):
    """Whether somebody said what a row of a plan takes, nobody looked at it yet, or somebody took it off *Nu*."""

    SAID = "said"
    PROPOSED = "proposed"
    REMOVED = "removed"
