"""Kinds and limits of estimates; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_SLUG = 50
LARGEST_QUANTITY = 1_000_000_000
MOST_PERIODS = 366


class EstimateKind(StrEnum):
    """What an estimate was made for: an analysis may hold risks with their chance, a plan never does."""

    ANALYSIS = "analysis"
    PLAN = "plan"
