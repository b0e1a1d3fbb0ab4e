"""What one unit costs, who bears it and where that was found: prices and editions of a price list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import isfinite

from waarde.errors import WaardeError
from waarde.terms import Setting, Unit

EURO = "EUR"
FIRST_PRICE_YEAR = 1900
LAST_PRICE_YEAR = 2100
LARGEST_PRICE = 1_000_000_000_000
YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure was found: title, address, and the words that were read."""

    title: str
    url: str = ""
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Indexing:
    """How a price was brought from one price year to another: value x factor."""

    series: str
    vintage: str
    from_year: str
    to_year: str
    factor: float
    original_value: float


@dataclass(frozen=True, slots=True)
class PriceItem:
    """One price: amount per unit in one currency and price year, its bearer, range, grade and source.

    `value`, `low` and `high` are amounts of `currency` per `unit`; a `low` or `high` that is left out is the
    value itself. `own` tells that the price was written in the case and is in no list. Errors: price-negative, range-out-of-order, number-not-finite, price-year-impossible.

    >>> PriceItem("BI", "individual guidance", 55.80, Unit.HOUR, "municipality-wmo", Source("example")).value
    55.8
    """

    key: str
    name: str
    value: float
    unit: Unit
    bearer: str
    source: Source
    price_year: str | None = None
    currency: str = EURO
    low: float | None = None
    high: float | None = None
    grade: str = ""
    setting: Setting = Setting.OTHER
    indexing: Indexing | None = None
    own: bool = False

    def __post_init__(self) -> None:
        where = f"price '{self.key}'"
        for number in (self.value, self.low, self.high):
            if number is not None and not isfinite(number):
                raise WaardeError("number-not-finite", where=where, got=number)
            if number is not None and number > LARGEST_PRICE:
                raise WaardeError("number-too-large", where=where, got=number, most=LARGEST_PRICE)
        if self.value < 0:
            raise WaardeError("price-negative", where=where, got=self.value)
        low, high = self.range
        if not 0 <= low <= self.value <= high:
            raise WaardeError("range-out-of-order", where=where, got=f"{low} - {high}", value=self.value)
        if self.price_year is not None:
            check_price_year(self.price_year, where=where)

    @property
    def range(self) -> tuple[float, float]:
        """Low and high; both the value itself where no range is known."""
        return (
            self.value if self.low is None else self.low,
            self.value if self.high is None else self.high,
        )


def check_price_year(year: str, *, where: str) -> None:
    """Refuse a price year that does not begin with a year from 1900 to 2100 ('2023', '2015/16').

    >>> check_price_year("2015/16", where="price 'taxi'")
    """
    begin = year[:YEAR_DIGITS]
    possible = begin.isascii() and begin.isdigit() and FIRST_PRICE_YEAR <= int(begin) <= LAST_PRICE_YEAR
    if not possible:
        raise WaardeError("price-year-impossible", where=where, got=year, first=FIRST_PRICE_YEAR, last=LAST_PRICE_YEAR)


@dataclass(frozen=True)
class Edition:
    """One edition of a price list: never changed after it was made; a correction is a new edition.

    `example` marks prices that serve as an example only and must be called so wherever they are shown.
    Errors: duplicate-price.
    """

    name: str
    edition: str
    items: tuple[PriceItem, ...]
    example: bool = False
    published: date | None = None
    source: str = ""
    price_year: str | None = None

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for item in self.items:
            if item.key in seen:
                raise WaardeError("duplicate-price", where=f"price list '{self.name}'", got=item.key)
            seen.add(item.key)

    @cached_property
    def by_key(self) -> dict[str, PriceItem]:
        """The items by their key."""
        return {item.key: item for item in self.items}

    @cached_property
    def by_name(self) -> dict[str, tuple[PriceItem, ...]]:
        """The items by key and by name, without regard to capitals."""
        return items_by_name(self.items)


def items_by_name(items: Iterable[PriceItem]) -> dict[str, tuple[PriceItem, ...]]:
    """Prices by key and by name, without regard to capitals; a key goes before a name, a name may be of several.

    >>> help_at_home = PriceItem("HH", "Help at home", 32.4, Unit.HOUR, "municipality-wmo", Source("example"))
    >>> sorted(items_by_name([help_at_home]))
    ['help at home', 'hh']
    """
    keys: dict[str, list[PriceItem]] = {}
    names: dict[str, list[PriceItem]] = {}
    for item in items:
        keys.setdefault(item.key.casefold(), []).append(item)
        names.setdefault(item.name.casefold(), []).append(item)
    return {name: tuple(found) for name, found in (names | keys).items()}
