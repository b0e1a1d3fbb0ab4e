"""A budget of several years from the costs of a base year: index per source of money, volume, who joins and leaves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from waarde.dividing import DIGITS, euros, exact, half_up
from waarde.errors import WaardeError
from waarde.explain import Explained
from waarde.indexation import PERCENT, weighted_change
from waarde.periods import Period, share_of_days, year_of
from waarde.prices import EURO


@dataclass(frozen=True, slots=True)
class YearIndex:
    """The index of one year in percent: provisional, and definitive once it is known. Errors: index-value-impossible."""

    year: int
    provisional: float
    definitive: float | None = None

    def __post_init__(self) -> None:
        for value in (self.provisional, self.definitive):
            if value is not None and not -PERCENT < value < float("inf"):
                raise WaardeError(
                    "index-value-impossible", where="index", got=value, series="of the budget", year=self.year
                )


@dataclass(frozen=True, slots=True)
class VolumeFrom:
    """From a day on there is more or less to do than in the base year: a rate (0.02 is 2% more), until the next one.

    Errors: rate-out-of-range.
    """

    begin: date
    rate: float | Fraction

    def __post_init__(self) -> None:
        if not -1 <= self.rate < float("inf"):
            raise WaardeError("rate-out-of-range", where="volume", got=float(self.rate))


@dataclass(frozen=True)
class BudgetLine:
    """What something cost in the base year (whole cents, a whole year), from which source of money, and how that moves on.

    The index belongs to the source, and so do the `periods` in which it takes part; none: always. Errors: amount-negative.
    """

    name: str
    source: str
    base_year: int
    base: int
    series: str = ""
    index: tuple[YearIndex, ...] = ()
    volume: tuple[VolumeFrom, ...] = ()
    periods: tuple[Period, ...] = ()

    def __post_init__(self) -> None:
        if self.base < 0:
            raise WaardeError("amount-negative", where=f"line '{self.name}'", got=euros(self.base))


def weighted_index(series: Mapping[str, Sequence[YearIndex]], *, weights: Mapping[str, float]) -> tuple[YearIndex, ...]:
    """An index put together from several, such as 90% wages and 10% prices, for the years that all of them have.

    Formula: the sum of weight x value, provisional and definitive apart; definitive once all are. Percent.
    Errors: shares-above-all, index-year-missing.

    >>> wages, prices = (YearIndex(2024, 4.94, 6.00),), (YearIndex(2024, 2.51, 3.10),)
    >>> weighted_index({"ova": wages, "ppc": prices}, weights={"ova": 0.9, "ppc": 0.1})
    (YearIndex(year=2024, provisional=4.697, definitive=5.71),)
    """
    for name in weights:
        if not series.get(name):
            raise WaardeError("index-year-missing", where="index of the budget", got="any year", series=name)
    by_year = {name: {one.year: one for one in series[name]} for name in weights}
    found = []
    for year in sorted(set.intersection(*(set(those) for those in by_year.values()))):
        these = {name: those[year] for name, those in by_year.items()}
        provisional = weighted_change({name: one.provisional for name, one in these.items()}, weights=weights)
        known = {name: one.definitive for name, one in these.items() if one.definitive is not None}
        definitive = weighted_change(known, weights=weights) if len(known) == len(these) else None
        rounded = None if definitive is None else round(definitive, DIGITS)
        found.append(YearIndex(year, round(provisional, DIGITS), rounded))
    return tuple(found)


def volume_of_people(people: Mapping[date, int], *, base: int) -> tuple[VolumeFrom, ...]:
    """How much more there is to do when so many people are there from a day on, and `base` in the base year.

    Formula: people / base - 1, exact. Errors: number-too-small.

    >>> volume_of_people({date(2023, 7, 2): 480}, base=400)[0].rate
    Fraction(1, 5)
    """
    if base < 1:
        raise WaardeError("number-too-small", where="people of the base year", got=base, least=1)
    return tuple(VolumeFrom(day, Fraction(count, base) - 1) for day, count in sorted(people.items()))


def budget_index(index: Sequence[YearIndex], *, year: int) -> Fraction:
    """The index of a budget in one year by VNG's rule, exact, in percent.

    Formula: provisional of the year + (definitive - provisional of the year before, once that is known): the correction is added to
    the next year, not chained. Errors: index-year-missing. Source: VNG, indexation of youth help and Wmo 2025.

    >>> float(budget_index([YearIndex(2024, 4.697, 5.71), YearIndex(2025, 3.944)], year=2025))
    4.957
    """
    known = {one.year: one for one in index}
    if year not in known:
        raise WaardeError("index-year-missing", where="index of the budget", got=year, series="of the budget")
    before = known.get(year - 1)
    correction = Fraction(0)
    if before is not None and before.definitive is not None:
        correction = exact(before.definitive) - exact(before.provisional)
    return exact(known[year].provisional) + correction


def volume_in(volume: Sequence[VolumeFrom], *, year: int) -> Fraction:
    """How much there is to do in a year, by days, as a part of the base year; exact, 1 where nothing is corrected.

    Formula: 1 + the sum of rate x days on which it is the last one that began / days of the year. Dimensionless.

    >>> volume_in([VolumeFrom(date(2023, 7, 2), 0.2)], year=2023)
    Fraction(2008, 1825)
    """
    whole, steps = year_of(year), sorted(volume, key=lambda one: one.begin)
    ends = [*(one.begin for one in steps), whole.until][1:]
    days = [
        exact(one.rate) * Period(one.begin, until).days_within(whole)
        for one, until in zip(steps, ends, strict=True)
        if one.begin < until
    ]
    return 1 + sum(days, Fraction(0)) / whole.days


@dataclass(frozen=True)
class YearsBudget:
    """A budget per year in whole cents: per line, per source of money and in total, and where it comes from."""

    by_line: Mapping[int, Mapping[str, int]]
    by_source: Mapping[int, Mapping[str, int]]
    totals: Mapping[int, int]
    explanation: Explained


def budget_of_years(lines: Sequence[BudgetLine], *, years: Sequence[int]) -> YearsBudget:
    """The budget of each year, built from what each line cost in its base year.

    Formula: per line base x product of (1 + index / 100) of the years after the base year, rounded half up once; times
    the volume of the year; times the days its source takes part / days of the year. Whole cents; base, index, volume and days are kept
    as parts that add up. Errors: years-missing, index-year-missing, number-too-small, line-twice.

    >>> index = (YearIndex(2024, 4.697, 5.71), YearIndex(2025, 3.944))
    >>> budget_of_years([BudgetLine("guidance", "wmo", 2024, 1_000_000_00, "VNG", index)], years=[2025]).totals
    {2025: 104957000}
    """
    if not years:
        raise WaardeError("years-missing", where="budget", got=0)
    for name, times in Counter(line.name for line in lines).items():
        if times > 1:
            raise WaardeError("line-twice", where="budget", got=name)
    found = {year: {line.name: _of_year(line, year=year) for line in lines} for year in years}
    by_line = {year: {name: sum(parts.values()) for name, parts in those.items()} for year, those in found.items()}
    sources = dict.fromkeys(line.source for line in lines)
    by_source = {
        year: {source: sum(amounts[line.name] for line in lines if line.source == source) for source in sources}
        for year, amounts in by_line.items()
    }
    totals = {year: sum(amounts.values()) for year, amounts in by_line.items()}
    parts = tuple(explain_year(year, lines=lines, found=found[year]) for year in years)
    whole = euros(sum(totals.values()))
    text = "budget of the years together"
    explanation = Explained("budget", "budget", text, whole, EURO, "sum of the years", parts=parts)
    return YearsBudget(by_line, by_source, totals, explanation)


def budget_moved(before: YearsBudget, *, after: YearsBudget) -> dict[int, dict[str, int]]:
    """What a budget that is made again, with an index that is definitive now, differs per year and source, in cents.

    Formula: after - before; a source or year of only one of the two counts as 0 in the other.

    >>> first, later = ((YearIndex(2024, 4.697, known), YearIndex(2025, 3.944)) for known in (None, 5.71))
    >>> old, new = (
    ...     budget_of_years([BudgetLine("guidance", "wmo", 2024, 100_000_00, index=one)], years=[2025])
    ...     for one in (first, later)
    ... )
    >>> budget_moved(old, after=new)
    {2025: {'wmo': 101300}}
    """
    found: dict[int, dict[str, int]] = {}
    for year in dict.fromkeys([*before.by_source, *after.by_source]):
        old, new = before.by_source.get(year, {}), after.by_source.get(year, {})
        found[year] = {name: new.get(name, 0) - old.get(name, 0) for name in dict.fromkeys([*old, *new])}
    return found


def _of_year(line: BudgetLine, *, year: int) -> dict[str, int]:
    """The amount of a line in a year as its parts: base, index, volume and days."""
    if year < line.base_year:
        raise WaardeError("number-too-small", where=f"line '{line.name}'", got=year, least=line.base_year)
    indexed = half_up(line.base * _growth(tuple(line.index), since=line.base_year, year=year))
    volume = half_up(indexed * volume_in(line.volume, year=year))
    whole = year_of(year)
    taking_part = half_up(volume * share_of_days(line.periods or (whole,), within=whole))
    return {
        "base": line.base,
        "index": indexed - line.base,
        "volume": volume - indexed,
        "days": taking_part - volume,
    }


@lru_cache
def _growth(index: tuple[YearIndex, ...], *, since: int, year: int) -> Fraction:
    """What an index comes to in a year, as a part of the base year; kept, since all lines of a source share it."""
    growth = Fraction(1)
    for later in range(since + 1, year + 1):
        growth *= 1 + budget_index(index, year=later) / PERCENT
    return growth


TEXTS = {
    "base": "costs of the base year",
    "index": "index since the base year",
    "volume": "more or less to do than in the base year",
    "days": "days on which its source takes no part",
}


def explain_year(year: int, *, lines: Sequence[BudgetLine], found: Mapping[str, Mapping[str, int]]) -> Explained:
    """Where the budget of a year comes from: 'budget.<year>', with its sources, their lines and the parts of each."""
    parts = []
    for source in dict.fromkeys(line.source for line in lines):
        own = tuple(_line(line, year=year, parts=found[line.name]) for line in lines if line.source == source)
        amount = euros(sum(sum(found[line.name].values()) for line in lines if line.source == source))
        key = f"budget.{year}.{source}"
        parts.append(Explained(key, "source", source, amount, EURO, "sum of the lines", {"source": source}, own))
    total = euros(sum(sum(amounts.values()) for amounts in found.values()))
    return Explained(f"budget.{year}", "year", f"budget of {year}", total, EURO, "sum of the sources", {}, tuple(parts))


def _line(line: BudgetLine, *, year: int, parts: Mapping[str, int]) -> Explained:
    key = f"budget.{year}.{line.source}.{line.name}"
    inputs = {"base_year": line.base_year, "series": line.series}
    if year > line.base_year:
        inputs["index"] = float(budget_index(line.index, year=year))
    pieces = tuple(Explained(f"{key}.{part}", part, TEXTS[part], euros(cents), EURO) for part, cents in parts.items())
    whole = euros(sum(parts.values()))
    return Explained(key, "line", line.name, whole, EURO, "base + index + volume + days", inputs, pieces)
