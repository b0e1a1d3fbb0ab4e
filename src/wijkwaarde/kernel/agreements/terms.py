"""Kinds of agreements, where one stands, by which road a share travels, and limits; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_SLUG = 30
LONGEST_TITLE = 100
LONGEST_NAME = 100
LONGEST_CODE = 3
LONGEST_WORDS = 500
LONGEST_FINGERPRINT = 64
MOST_PARTIES = 20
FEWEST_PARTIES = 2
# How many years are shared as one at most; three to five is what we advise.
MOST_YEARS = 10
# The costs of single cases, as far as they may lie above a cap: some tens in a neighbourhood.
MOST_CASES = 200
FUND = "Fund:Residents"
RESULT = "Settlement:Result"


class AgreementKind(StrEnum):
    """What an agreement is about."""

    SHARED_SAVINGS = "shared-savings"


class AgreementState(StrEnum):
    """Where an agreement stands; it follows from signatures and days, and is kept nowhere."""

    WAITING = "waiting"
    SIGNED = "signed"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Road(StrEnum):
    """By which legal road a share travels to its party."""

    DETERMINATION = "determination"
    SEPARATE = "separate"
    FUND = "fund"
