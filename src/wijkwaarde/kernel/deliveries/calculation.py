"""Lays what was delivered in a period in the months that it covers; it reads nothing and knows no budget."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from waarde import Period, spread_by_days


@dataclass(frozen=True, slots=True)
class Delivered:
    """Cents of one party's product, by the first day of the month of delivery and of the month in which it was said."""

    product_id: int
    organisation_id: int
    delivered: date
    declared: date
    cents: int


@dataclass(frozen=True, slots=True)
class OverPeriod:
    """The same, of a period up to `until` that need not be a month: four weeks, a quarter, a year."""

    product_id: int
    organisation_id: int
    begin: date
    until: date
    declared: date
    cents: int


def by_month(found: Iterable[OverPeriod], *, year: int | None = None) -> list[Delivered]:
    """All amounts by month, those of one year or all; a period over several months is laid in them by days.

    >>> weeks = OverPeriod(1, 2, date(2023, 1, 23), date(2023, 2, 20), declared=date(2023, 3, 1), cents=28_000)
    >>> [(one.delivered.month, one.cents) for one in by_month([weeks])]
    [(1, 9000), (2, 19000)]
    """
    sums: dict[Delivered, int] = {}
    for one in found:
        for part in _parts(one):
            if year is None or part.delivered.year == year:
                key = replace(part, cents=0)
                sums[key] = sums.get(key, 0) + part.cents
    return [replace(key, cents=cents) for key, cents in sums.items() if cents]


def _parts(one: OverPeriod) -> Iterator[Delivered]:
    months = spread_by_days(one.cents, period=Period(one.begin, one.until))
    for month, cents in months.items():
        yield Delivered(one.product_id, one.organisation_id, month, one.declared, cents)
