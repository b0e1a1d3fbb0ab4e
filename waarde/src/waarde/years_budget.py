"""A budget of several years from the costs of a base year: index per source of money, people, who joins and leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from waarde.dividing import euros, exact, half_up
from waarde.errors import WaardeError
from waarde.explain import Explained
from waarde.indexation import PERCENT
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
class PeopleFrom:
    """How many people a budget is for, from a day on. Errors: number-too-small."""

    begin: date
    people: int

    def __post_init__(self) -> None:
        if self.people < 1:
            raise WaardeError("number-too-small", where="people", got=self.people, least=1)


@dataclass(frozen=True)
class MoneySource:
    """One source of money: what it cost in the base year (whole cents, a whole year), and how that moves on.

    The index belongs to the source. `people` moves the amount with how many it is for; none: it does not. `periods`
    say in which days the source takes part; none: always. Errors: amount-negative, people-missing.
    """

    name: str
    base_year: int
    base: int
    series: str = ""
    index: tuple[YearIndex, ...] = ()
    people: tuple[PeopleFrom, ...] = ()
    periods: tuple[Period, ...] = ()

    def __post_init__(self) -> None:
        if self.base < 0:
            raise WaardeError("amount-negative", where=f"source '{self.name}'", got=euros(self.base))
        if self.people and min(one.begin for one in self.people) > year_of(self.base_year).begin:
            raise WaardeError("people-missing", where=f"source '{self.name}'", got=self.base_year)


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


def people_in(people: Sequence[PeopleFrom], *, year: int) -> Fraction:
    """How many people a budget is for in a year on average, by days, exact. Errors: people-missing.

    >>> people_in([PeopleFrom(date(2020, 1, 1), 100), PeopleFrom(date(2023, 7, 2), 173)], year=2023)
    Fraction(683, 5)
    """
    whole, steps = year_of(year), sorted(people, key=lambda one: one.begin)
    if not steps or steps[0].begin > whole.begin:
        raise WaardeError("people-missing", where="people", got=year)
    ends = [*(one.begin for one in steps[1:]), whole.until]
    total = sum(
        one.people * Period(one.begin, until).days_within(whole)
        for one, until in zip(steps, ends, strict=True)
        if one.begin < until
    )
    return Fraction(total, whole.days)


@dataclass(frozen=True)
class YearsBudget:
    """A budget per year and source in whole cents, the totals per year, and where they come from."""

    by_source: Mapping[int, Mapping[str, int]]
    totals: Mapping[int, int]
    explanation: Explained


def budget_of_years(sources: Sequence[MoneySource], *, years: Sequence[int]) -> YearsBudget:
    """The budget of each year, built from what each source cost in its base year.

    Formula: per source base x product of (1 + index / 100) of the years after the base year, rounded half up once; times people of the
    year / people of the base year; times the days it takes part / days of the year. Whole cents; base, index, people and
    days are kept as parts that add up. Errors: years-missing, index-year-missing, people-missing, number-too-small, party-twice.

    >>> wmo = MoneySource("wmo", 2024, 1_000_000_00, "VNG", (YearIndex(2024, 4.697, 5.71), YearIndex(2025, 3.944)))
    >>> budget_of_years([wmo], years=[2025]).totals
    {2025: 104957000}
    """
    if not years:
        raise WaardeError("years-missing", where="budget", got=0)
    names = [source.name for source in sources]
    for name in names:
        if names.count(name) > 1:
            raise WaardeError("party-twice", where="budget", got=name)
    found = {year: {source.name: _of_year(source, year=year) for source in sources} for year in years}
    by_source = {year: {name: sum(parts.values()) for name, parts in those.items()} for year, those in found.items()}
    totals = {year: sum(amounts.values()) for year, amounts in by_source.items()}
    explanation = Explained(
        "budget",
        "budget",
        "budget of the years together",
        euros(sum(totals.values())),
        EURO,
        "sum of the years",
        parts=tuple(_explained(year, sources=sources, found=found[year]) for year in years),
    )
    return YearsBudget(by_source, totals, explanation)


def budget_moved(before: YearsBudget, *, after: YearsBudget) -> dict[int, dict[str, int]]:
    """What a budget that is made again, with an index that is definitive now, differs per year and source, in cents.

    Formula: after - before; a source or year of only one of the two counts as 0 in the other.

    >>> first, later = ((YearIndex(2024, 4.697, known), YearIndex(2025, 3.944)) for known in (None, 5.71))
    >>> old, new = (budget_of_years([MoneySource("wmo", 2024, 100_000_00, index=one)], years=[2025]) for one in (first, later))
    >>> budget_moved(old, after=new)
    {2025: {'wmo': 101300}}
    """
    found: dict[int, dict[str, int]] = {}
    for year in dict.fromkeys([*before.by_source, *after.by_source]):
        old, new = before.by_source.get(year, {}), after.by_source.get(year, {})
        found[year] = {name: new.get(name, 0) - old.get(name, 0) for name in dict.fromkeys([*old, *new])}
    return found


def _of_year(source: MoneySource, *, year: int) -> dict[str, int]:
    """The amount of a source in a year as its parts: base, index, people and days."""
    if year < source.base_year:
        raise WaardeError("number-too-small", where=f"source '{source.name}'", got=year, least=source.base_year)
    growth = Fraction(1)
    for later in range(source.base_year + 1, year + 1):
        growth *= 1 + budget_index(source.index, year=later) / PERCENT
    indexed = half_up(source.base * growth)
    peopled = half_up(indexed * _volume(source, year=year))
    whole = year_of(year)
    taking_part = half_up(peopled * share_of_days(source.periods or (whole,), within=whole))
    return {
        "base": source.base,
        "index": indexed - source.base,
        "people": peopled - indexed,
        "days": taking_part - peopled,
    }


def _volume(source: MoneySource, *, year: int) -> Fraction:
    if not source.people:
        return Fraction(1)
    return people_in(source.people, year=year) / people_in(source.people, year=source.base_year)


TEXTS = {
    "base": "costs of the base year",
    "index": "index since the base year",
    "people": "more or fewer people than in the base year",
    "days": "days on which it takes no part",
}


def _explained(year: int, *, sources: Sequence[MoneySource], found: Mapping[str, Mapping[str, int]]) -> Explained:
    parts = []
    for source in sources:
        key = f"budget.{year}.{source.name}"
        amounts = found[source.name]
        inputs = {"base_year": source.base_year, "series": source.series}
        if year > source.base_year:
            inputs["index"] = float(budget_index(source.index, year=year))
        pieces = tuple(
            Explained(f"{key}.{part}", part, TEXTS[part], euros(amount), EURO) for part, amount in amounts.items()
        )
        whole = euros(sum(amounts.values()))
        parts.append(Explained(key, "source", source.name, whole, EURO, "base + index + people + days", inputs, pieces))
    total = euros(sum(sum(amounts.values()) for amounts in found.values()))
    return Explained(f"budget.{year}", "year", f"budget of {year}", total, EURO, "sum of the sources", {}, tuple(parts))
