"""What a line of a delivery file lacks, what its columns are, and limits; no Django."""

from __future__ import annotations

from enum import StrEnum

from waarde import HelpSource

LONGEST_SLUG = 30
LONGEST_NUMBER = 12
LONGEST_HASH = 64
LONGEST_FILE_NAME = 200
LONGEST_CELL = 100
LONGEST_WHY = 200
# Hundredths of a unit.
QUANTITY_DIGITS, QUANTITY_PLACES = 12, 2
MOST_BYTES = 20 * 1024 * 1024
# A provider of one neighbourhood sends some hundreds of lines a month; beyond this somebody sent the whole town's.
MOST_LINES = 50_000
LINES_A_PIECE = 500
ROWS_A_PAGE = 50
# A page answers at once; from some thousands of lines on the worker books a file, or takes it back.
LARGE_FILE, MANY_LINES = 128 * 1024, 2_000
# On the page of deliveries; all of them have a page of their own.
FILES_SHOWN = 6
# Whose help is billed: a bill names the agreement by its number.
BILLED = frozenset({HelpSource.COLLECTIVE.value, HelpSource.EXISTING.value, HelpSource.TAILORED.value})
# An uploaded file waits so long for somebody to say yes; then it is removed.
HOURS_WAITING = 24
# What an organisation handed in waits for the controller, also over a holiday.
DAYS_HANDED_IN = 31


class Column(StrEnum):
    """What a column of a delivery file says."""

    PROVIDER = "provider"
    PRODUCT = "product"
    UNIT = "unit"
    PERIOD = "period"
    BEGIN = "begin"
    LAST = "last"
    QUANTITY = "quantity"
    AMOUNT = "amount"
    NUMBER = "number"
    PRICE_YEAR = "price-year"


class AsideReason(StrEnum):
    """Why a line of a delivery file was put aside."""

    DOUBLE = "double"
    PRODUCT_UNKNOWN = "product-unknown"
    PROVIDER_UNKNOWN = "provider-unknown"
    OTHER_PROVIDER = "other-provider"
    NUMBER_UNKNOWN = "number-unknown"
    OTHER_YEAR = "other-year"
    OTHER_UNIT = "other-unit"
    STILL_TO_COME = "still-to-come"
    AFTER_END = "after-end"
    OTHER_PRICES = "other-prices"
    NO_PERIOD = "no-period"
    NO_QUANTITY = "no-quantity"
    NO_AMOUNT = "no-amount"
    # What earlier files said of all three.
    UNREADABLE = "unreadable"
