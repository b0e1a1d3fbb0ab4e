"""Lays two sets of books side by side per product, in the finest periods that both can tell; it decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from waarde import Period, spread_by_days

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """Cents of one product from a day up to another, as one of the two sides has it."""

    product_id: int
    begin: date
    until: date
    cents: int


@dataclass(frozen=True, slots=True)
class Explained:
    """Cents of a difference of a product in a month that somebody explained."""

    product_id: int
    month: date
    cents: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One product in one or more months: what stands in our books, what in theirs, and what of the difference is explained.

    `month` is the first one, and `months` how many there are.
    """

    product_id: int
    month: date
    months: int
    ours: int
    theirs: int
    explained: int

    @property
    def difference(self) -> int:
        """What theirs say above ours."""
        return self.theirs - self.ours

    @property
    def open(self) -> int:
        """What of the difference nobody explained."""
        return self.difference - self.explained


def compare(
    ours: Sequence[Part], *, theirs: Sequence[Part], explained: Iterable[Explained], year: int
) -> list[Compared]:
    """Both sides of a year by product and period, in cents; a part over more years counts by its days in this one.

    Months that one side tells as a whole (four weeks, a quarter, a year) are compared as a whole: laid in months by days
    they would differ, and nothing would be wrong.

    >>> january, year = Part(1, date(2026, 1, 1), date(2026, 2, 1), 100), Part(1, date(2026, 1, 1), date(2027, 1, 1), 130)
    >>> [(one.months, one.ours, one.theirs, one.open) for one in compare([january], theirs=[year], explained=[], year=2026)]
    [(12, 100, 130, 30)]
    >>> [(one.month.month, one.open) for one in compare([january], theirs=[], explained=[], year=2026)]
    [(1, -100)]
    """
    told = [*ours, *theirs]
    explained = list(explained)
    products = {one.product_id for one in told} | {one.product_id for one in explained}
    return [
        row
        for product_id in sorted(products)
        for row in _product(
            product_id,
            ours=[one for one in ours if one.product_id == product_id],
            theirs=[one for one in theirs if one.product_id == product_id],
            explained=[one for one in explained if one.product_id == product_id],
            year=year,
        )
    ]


def _product(
    product_id: int, *, ours: list[Part], theirs: list[Part], explained: list[Explained], year: int
) -> list[Compared]:
    there, said = _by_month(ours, year=year), _by_month(theirs, year=year)
    why = [0] * MONTHS
    for one in explained:
        if one.month.year == year:
            why[one.month.month - 1] += one.cents
    rows = [
        Compared(
            product_id,
            date(year, months.start + 1, 1),
            len(months),
            *(sum(side[months.start : months.stop]) for side in (there, said, why)),
        )
        for months in _periods([*ours, *theirs], year=year)
    ]
    return [row for row in rows if row.ours or row.theirs or row.explained]


def _by_month(parts: Iterable[Part], *, year: int) -> list[int]:
    cents = [0] * MONTHS
    for part in parts:
        for month, amount in spread_by_days(part.cents, period=Period(part.begin, part.until)).items():
            if month.year == year:
                cents[month.month - 1] += amount
    return cents


def _periods(parts: Iterable[Part], *, year: int) -> list[range]:
    """The months of a year, those together that some part covers together."""
    joined = [False] * MONTHS
    for part in parts:
        months = [month.month - 1 for month in _months(part) if month.year == year]
        for place in months[1:]:
            joined[place] = True
    starts = [place for place in range(MONTHS) if not joined[place]]
    return [range(first, last) for first, last in zip(starts, [*starts[1:], MONTHS], strict=True)]


def _months(part: Part) -> list[date]:
    return sorted(spread_by_days(0, period=Period(part.begin, part.until)))
