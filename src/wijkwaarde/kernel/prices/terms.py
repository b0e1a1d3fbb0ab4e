"""The words and limits of price lists: grades, reasons to put a row aside, names of fields; no rules."""

from __future__ import annotations

from enum import StrEnum

from waarde import Unit

EDITION_FORMAT = "wijkwaarde-prices-1"
SERIES_FORMAT = "wijkwaarde-series-1"
EDITION_SUFFIX = ".toml"
ASIDE_SUFFIX = ".aside.csv"
SEVERAL_PAYERS = "mixed"
NAME_JOIN = ": "
LONGEST_SLUG = 50


class Grade(StrEnum):
    """How well a price is founded, in the eyes of who made the list; empty where nobody said."""

    GOOD = "good"
    FAIR = "fair"
    LOW = "low"
    ASSUMPTION = "assumption"


class Makes(StrEnum):
    """What a mapping turns a file into."""

    PRICES = "prices"
    SERIES = "series"


class Field(StrEnum):
    """What a mapping can say about one price."""

    KEY = "key"
    NAME = "name"
    VALUE = "value"
    LOW = "low"
    HIGH = "high"
    PRICE_YEAR = "price_year"
    UNIT = "unit"
    BEARER = "bearer"
    CURRENCY = "currency"
    GRADE = "grade"
    SETTING = "setting"
    SOURCE_TITLE = "source_title"
    SOURCE_URL = "source_url"
    QUOTED = "quoted"


class PointField(StrEnum):
    """What a mapping can say about one value of an index series."""

    YEAR = "year"
    VALUE = "value"
    STATUS = "status"
    SOURCE_TITLE = "source_title"
    SOURCE_URL = "source_url"


TRANSLATED = (Field.UNIT, Field.BEARER, Field.GRADE, Field.SETTING)


class Reason(StrEnum):
    """Why a row is put aside."""

    NAME_MISSING = "name-missing"
    VALUE_MISSING = "value-missing"
    NOT_A_NUMBER = "not-a-number"
    DECIMAL_SIGN = "decimal-sign"
    NUMBER_IS_DATE = "number-is-date"
    NEGATIVE = "negative"
    RANGE_OUT_OF_ORDER = "range-out-of-order"
    YEAR_MISSING = "year-missing"
    YEAR_IMPOSSIBLE = "year-impossible"
    UNIT_MISSING = "unit-missing"
    UNIT_UNKNOWN = "unit-unknown"
    BEARER_MISSING = "bearer-missing"
    BEARER_UNKNOWN = "bearer-unknown"
    GRADE_UNKNOWN = "grade-unknown"
    SETTING_UNKNOWN = "setting-unknown"
    CURRENCY_DIFFERS = "currency-differs"
    SOURCE_MISSING = "source-missing"
    DUPLICATE_KEY = "duplicate-key"
    TOO_MANY_CELLS = "too-many-cells"
    NOT_INDEXED = "not-indexed"
    STATUS_UNKNOWN = "status-unknown"
    YEAR_TWICE = "year-twice"


# What people write for a unit; to read, not to show.
UNIT_WORDS = {
    "minuut": Unit.MINUTE,
    "uur": Unit.HOUR,
    "dagdeel": Unit.HALF_DAY,
    "dag": Unit.DAY,
    "etmaal": Unit.FULL_DAY,
    "week": Unit.WEEK,
    "maand": Unit.MONTH,
    "kwartaal": Unit.QUARTER,
    "jaar": Unit.YEAR,
    "contact": Unit.CONTACT,
    "consult": Unit.CONTACT,
    "stuk": Unit.PIECE,
    "keer": Unit.PIECE,
    "rit": Unit.TRIP,
    "km": Unit.KM,
    "kilometer": Unit.KM,
    "traject": Unit.COURSE,
    "euro": Unit.EURO,
}
CURRENCY_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD"}
