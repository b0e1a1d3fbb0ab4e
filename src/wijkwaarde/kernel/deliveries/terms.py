"""What a line of a delivery file lacks, what its columns are, and limits; no Django."""

from __future__ import annotations

from enum import StrEnum

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
FILES_SHOWN = 12
# An uploaded file waits so long for somebody to say yes; then it is removed.
HOURS_WAITING = 24


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
    NUMBER_UNKNOWN = "number-unknown"
    OTHER_YEAR = "other-year"
    OTHER_UNIT = "other-unit"
    STILL_TO_COME = "still-to-come"
    UNREADABLE = "unreadable"
