"""Counts a budget from plain values: the index of a source, the volume of a line, a year by party, product, law and month.

It knows no rows and no pages. What an index does not have yet is counted as no change, and said.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatch
from fractions import Fraction

from waarde import (
    BudgetLine,
    Explained,
    IndexSeries,
    Period,
    SeriesKind,
    VolumeFrom,
    YearIndex,
    YearsBudget,
    budget_of_years,
    spread_by_days,
    weighted_index,
    year_of,
)

# What sources of series call a value that still changes; every other one is definitive.
PROVISIONAL = ("voorlopig*", "*raming*", "provisional*", "estimate*", "bijgesteld*", "zoals vermeld*")
PERCENT = 100
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Cost:
    """What a party's product cost in the base year, of one source, in whole cents, with the days on which that counts."""

    source: str
    bearer: str
    organisation_id: int
    product: str
    cents: int
    periods: tuple[Period, ...]

    @property
    def name(self) -> str:
        """What the line is called in a budget and in its explanation."""
        return f"{self.source}:{self.organisation_id}:{self.product}"


@dataclass(frozen=True, slots=True)
class MissingIndex:
    """A series of a source has no value for a year: it is counted as no change until somebody reads one in."""

    source: str
    series: str
    year: int


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything that says how much a budget is: its costs, per source the index, the volume, and what is not known yet."""

    base_year: int
    costs: tuple[Cost, ...]
    index: Mapping[str, tuple[YearIndex, ...]]
    series: Mapping[str, str]
    volume: Mapping[tuple[str, str], tuple[VolumeFrom, ...]]
    missing: tuple[MissingIndex, ...] = ()


@dataclass(frozen=True, slots=True)
class LineOfYear:
    """A cost of the base year as the budget of a year: whole cents, and how they lie in the twelve months by days."""

    cost: Cost
    cents: int
    months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class YearBudget:
    """The budget of one year in whole cents, by what it is asked by, and where it comes from."""

    year: int
    lines: tuple[LineOfYear, ...]
    explanation: Explained
    missing: tuple[MissingIndex, ...]

    @property
    def cents(self) -> int:
        """All of it."""
        return sum(line.cents for line in self.lines)

    @property
    def by_source(self) -> dict[str, int]:
        """By the short name of a source."""
        return summed(self.lines, by=lambda one: one.cost.source)

    @property
    def by_organisation(self) -> dict[int, int]:
        """By the number of a party."""
        return summed(self.lines, by=lambda one: one.cost.organisation_id)

    @property
    def by_product(self) -> dict[str, int]:
        """By the short name of a product."""
        return summed(self.lines, by=lambda one: one.cost.product)

    @property
    def by_bearer(self) -> dict[str, int]:
        """By who pays under which law (the bearers of the reference list)."""
        return summed(self.lines, by=lambda one: one.cost.bearer)

    @property
    def by_month(self) -> tuple[int, ...]:
        """January up to December; together the year."""
        return tuple(sum(line.months[month] for line in self.lines) for month in range(MONTHS))


def summed[Key: Hashable](lines: Iterable[LineOfYear], *, by: Callable[[LineOfYear], Key]) -> dict[Key, int]:
    """The cents of lines added up by something of theirs, in the order in which it comes first.

    >>> cost = Cost("wmo", "municipality-wmo", 1, "guidance", 500, ())
    >>> summed([LineOfYear(cost, 500, ()), LineOfYear(cost, 20, ())], by=lambda one: one.cost.source)
    {'wmo': 520}
    """
    found: dict[Key, int] = {}
    for line in lines:
        key = by(line)
        found[key] = found.get(key, 0) + line.cents
    return found


def is_provisional(status: str) -> bool:
    """Whether a value with this status may still be corrected.

    >>> is_provisional("Voorlopig"), is_provisional("raming MEV 2025"), is_provisional("definitief"), is_provisional("")
    (True, True, False, False)
    """
    return any(fnmatch(status.strip().casefold(), pattern) for pattern in PROVISIONAL)


def year_indices(vintages: Sequence[IndexSeries]) -> tuple[YearIndex, ...]:
    """What all vintages of a series, the oldest first, say of each year: the first provisional value and the last definitive.

    A year that was never provisional counts as it is, so that nothing of it is corrected. A series of levels gives the
    change since the level of the year before, of the same vintage.

    >>> from waarde import IndexPoint
    >>> spring, autumn = (
    ...     IndexSeries("OVA", SeriesKind.CHANGE_PERCENT, (IndexPoint("2024", value, status),), vintage)
    ...     for value, status, vintage in [(4.94, "voorlopig", "2023-09"), (6.0, "definitief", "2024-11")]
    ... )
    >>> year_indices([spring, autumn])
    (YearIndex(year=2024, provisional=4.94, definitive=6.0),)
    """
    first: dict[int, float] = {}
    last: dict[int, float] = {}
    for vintage in vintages:
        for year, value, status in _changes(vintage):
            if is_provisional(status):
                first.setdefault(year, value)
            else:
                last[year] = value
    years = sorted({*first, *last})
    return tuple(YearIndex(year, first.get(year, last.get(year, 0.0)), last.get(year)) for year in years)


def _changes(vintage: IndexSeries) -> Iterable[tuple[int, float, str]]:
    known = {int(point.year): point for point in vintage.points if point.year.isdecimal()}
    for year, point in known.items():
        if vintage.kind is not SeriesKind.LEVEL:
            yield year, point.value, point.status
        elif year - 1 in known:
            yield year, (point.value / known[year - 1].value - 1) * PERCENT, point.status


@dataclass(frozen=True, slots=True)
class ToldIndex:
    """A year of a series in percent, as a partnership told it itself."""

    year: int
    percent: float
    is_definitive: bool


def with_told(known: Sequence[YearIndex], *, told: Iterable[ToldIndex]) -> tuple[YearIndex, ...]:
    """What is known of a series with what was told of it, which goes before what was read in.

    >>> with_told([YearIndex(2025, 4.18)], told=[ToldIndex(2025, 4.6, True), ToldIndex(2026, 3.9, False)])
    (YearIndex(year=2025, provisional=4.18, definitive=4.6), YearIndex(year=2026, provisional=3.9, definitive=None))
    """
    first = {one.year: one.provisional for one in known}
    last = {one.year: one.definitive for one in known if one.definitive is not None}
    for one in told:
        (last if one.is_definitive else first)[one.year] = one.percent
    years = sorted({*first, *last})
    return tuple(YearIndex(year, first.get(year, last.get(year, 0.0)), last.get(year)) for year in years)


def source_index(
    source: str, *, weights: Mapping[str, float], series: Mapping[str, Sequence[YearIndex]], years: Sequence[int]
) -> tuple[tuple[YearIndex, ...], tuple[MissingIndex, ...]]:
    """The index of a source for some years, and which series have no value for which of them (no change, for now).

    A source without series is not indexed.

    >>> index, missing = source_index("wmo", weights={"OVA": 1.0}, series={"OVA": [YearIndex(2025, 4.18)]}, years=[2025, 2026])
    >>> [(one.year, one.provisional) for one in index], missing
    ([(2025, 4.18), (2026, 0.0)], (MissingIndex(source='wmo', series='OVA', year=2026),))
    """
    had = {name: {one.year for one in series.get(name, ())} for name in weights}
    missing = tuple(MissingIndex(source, name, year) for year in years for name in weights if year not in had[name])
    known = weighted_index(series, weights=weights) if weights and all(had.values()) else ()
    reached = {one.year for one in known}
    filled = (*known, *(YearIndex(year, 0.0) for year in years if year not in reached))
    return tuple(sorted(filled, key=lambda one: one.year)), missing


def combined(one: Sequence[VolumeFrom], *, other: Sequence[VolumeFrom]) -> tuple[VolumeFrom, ...]:
    """Two runs of corrections as one: on every day what both say together.

    Formula: (1 + rate of the one) x (1 + rate of the other) - 1, exact.

    >>> both = combined([VolumeFrom(date(2026, 1, 1), 0.5)], other=[VolumeFrom(date(2027, 1, 1), 0.1)])
    >>> [(step.begin.year, step.rate) for step in both]
    [(2026, Fraction(1, 2)), (2027, Fraction(13, 20))]
    """
    days = sorted({step.begin for step in (*one, *other)})
    return tuple(VolumeFrom(day, (1 + _rate(one, on=day)) * (1 + _rate(other, on=day)) - 1) for day in days)


def _rate(steps: Sequence[VolumeFrom], *, on: date) -> Fraction:
    begun = [step for step in steps if step.begin <= on]
    return Fraction(str(max(begun, key=lambda step: step.begin).rate)) if begun else Fraction(0)


def count_years(basis: Basis, *, years: Sequence[int]) -> YearsBudget:
    """The budget of some years. Errors: those of `budget_of_years`.

    >>> cost = Cost("wmo", "municipality-wmo", 1, "guidance", 100_000_00, (year_of(2025),))
    >>> count_years(Basis(2024, (cost,), {"wmo": (YearIndex(2025, 4.0),)}, {}, {}), years=[2025]).totals
    {2025: 10400000}
    """
    return budget_of_years([_line(cost, basis=basis) for cost in basis.costs], years=years)


def count_year(basis: Basis, *, year: int) -> YearBudget:
    """The budget of one year, line by line. Errors: as `count_years`.

    >>> cost = Cost("wmo", "municipality-wmo", 1, "guidance", 100_000_00, (Period(date(2025, 1, 1), date(2025, 3, 1)),))
    >>> counted = count_year(Basis(2024, (cost,), {"wmo": (YearIndex(2025, 4.0),)}, {}, {}), year=2025)
    >>> counted.cents, counted.by_month[:3]
    (1681096, (883288, 797808, 0))
    """
    counted = count_years(basis, years=[year])
    amounts = counted.by_line[year]
    lines = tuple(
        LineOfYear(cost, amounts[cost.name], _months(amounts[cost.name], periods=cost.periods, year=year))
        for cost in basis.costs
    )
    until = tuple(one for one in basis.missing if one.year <= year)
    return YearBudget(year, lines, counted.explanation.parts[0], until)


def _line(cost: Cost, *, basis: Basis) -> BudgetLine:
    volume = combined(basis.volume.get((cost.source, ""), ()), other=basis.volume.get((cost.source, cost.product), ()))
    return BudgetLine(
        cost.name,
        cost.source,
        basis.base_year,
        cost.cents,
        series=basis.series.get(cost.source, ""),
        index=basis.index[cost.source],
        volume=volume,
        periods=cost.periods,
    )


def _months(cents: int, *, periods: Sequence[Period], year: int) -> tuple[int, ...]:
    """An amount of a year in its months, by the days on which its source takes part."""
    whole = year_of(year)
    inside = [one for one in periods if one.days_within(whole)]
    if not inside or not cents:
        return (0,) * MONTHS
    begin, until = max(inside[0].begin, whole.begin), min(inside[-1].until, whole.until)
    laid = spread_by_days(cents, period=Period(begin, until))
    return tuple(laid.get(date(year, month, 1), 0) for month in range(1, MONTHS + 1))
