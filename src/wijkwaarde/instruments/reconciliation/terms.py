"""What a column of a party's own figures says, why a difference is there, and limits; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_SLUG = 30
LONGEST_CELL = 100
LONGEST_WORDS = 300
LONGEST_NAME = 200
LONGEST_HASH = 64
LONGEST_AMOUNT = 20
MOST_LINES = 20_000
LINES_A_PIECE = 500
# How many lines that could not be read are kept to be looked at.
MOST_ASIDE = 200
SHOWN = 20
# An uploaded file waits so long for somebody to say yes; then it is removed.
HOURS_WAITING = 24


class Column(StrEnum):
    """What a column of a party's own figures says."""

    COST_CENTRE = "cost-centre"
    PRODUCT = "product"
    PERIOD = "period"
    YEAR = "year"
    AMOUNT = "amount"


class Reason(StrEnum):
    """Why the books of a party say something else than ours."""

    LATER = "later"
    OTHER_PERIOD = "other-period"
    PRICE = "price"
    OTHER_PARTY = "other-party"
    OTHER_PRODUCT = "other-product"
    VACANCY = "vacancy"
    ELSEWHERE = "elsewhere"
    ROUNDING = "rounding"
    OTHER = "other"


class Unread(StrEnum):
    """Why a line could not be read."""

    COST_CENTRE = "cost-centre"
    PERIOD = "period"
    OTHER_YEAR = "other-year"
    AMOUNT = "amount"
