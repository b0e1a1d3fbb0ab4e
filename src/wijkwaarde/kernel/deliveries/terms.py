"""What a line of a delivery file lacks, the short number of an agreement, and limits; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_SLUG = 30
LONGEST_NUMBER = 12
LONGEST_HASH = 64
LONGEST_FILE_NAME = 200
LONGEST_RAW = 500
# Hundredths of a unit.
QUANTITY_DIGITS, QUANTITY_PLACES = 12, 2


class AsideReason(StrEnum):
    """Why a line of a delivery file was put aside."""

    DOUBLE = "double"
    PRODUCT_UNKNOWN = "product-unknown"
    PROVIDER_UNKNOWN = "provider-unknown"
    NUMBER_UNKNOWN = "number-unknown"
    OTHER_YEAR = "other-year"
    UNREADABLE = "unreadable"
