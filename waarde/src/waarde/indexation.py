"""Bringing a price from one price year to another by a named series; tariffs by the VNG rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import isfinite

from waarde.errors import WaardeError
from waarde.prices import Edition, Indexing, PriceItem
from waarde.rounding import cents
from waarde.terms import SeriesKind

PERCENT = 100
WEIGHT_OVA = 0.9
WEIGHT_PPC = 0.1


@dataclass(frozen=True, slots=True)
class IndexPoint:
    """One value of a series: its year, the figure, and whether it is provisional or definitive."""

    year: str
    value: float
    status: str = ""
    source: str = ""


@dataclass(frozen=True)
class IndexSeries:
    """A dated series of yearly changes (percent) or of levels; `vintage` says as known when.

    Years stand in order and are labels: '2023', or '2015/16' for a financial year.
    Errors: index-value-impossible.
    """

    name: str
    kind: SeriesKind
    points: tuple[IndexPoint, ...]
    vintage: str = ""

    def __post_init__(self) -> None:
        least = 0.0 if self.kind is SeriesKind.LEVEL else -PERCENT
        for point in self.points:
            if not isfinite(point.value) or point.value <= least:
                raise WaardeError(
                    "index-value-impossible",
                    where=f"series '{self.name}'",
                    got=point.value,
                    series=self.name,
                    year=point.year,
                )

    @cached_property
    def by_year(self) -> dict[str, float]:
        """The values by year label."""
        return {point.year: point.value for point in self.points}

    def value_in(self, year: str) -> float:
        """The value of one year. Errors: index-year-missing."""
        if year not in self.by_year:
            raise WaardeError("index-year-missing", where=f"series '{self.name}'", got=year, series=self.name)
        return self.by_year[year]


def factor_between(series: IndexSeries, *, from_year: str, to_year: str) -> float:
    """The number by which a price of `from_year` becomes one of `to_year`.

    Formula: levels: level(to) / level(from). Changes: the product of (1 + change/100) of the years after
    `from_year` up to and including `to_year`; the inverse when going back. Dimensionless.
    Errors: index-year-missing.

    >>> cpi = IndexSeries("CPI", SeriesKind.CHANGE_PERCENT, (IndexPoint("2023", 3.8), IndexPoint("2024", 3.3)))
    >>> round(factor_between(cpi, from_year="2022", to_year="2024"), 6)
    1.072254
    >>> round(factor_between(cpi, from_year="2024", to_year="2023"), 6)
    0.968054
    """
    if from_year == to_year:
        return 1.0
    if series.kind is SeriesKind.LEVEL:
        return series.value_in(to_year) / series.value_in(from_year)
    for year in (from_year, to_year):
        if not year.isdecimal():
            raise WaardeError("index-year-missing", where=f"series '{series.name}'", got=year, series=series.name)
    first, last = sorted((int(from_year), int(to_year)))
    growth = 1.0
    for later in range(first + 1, last + 1):
        growth *= 1 + series.value_in(str(later)) / PERCENT
    return growth if int(from_year) < int(to_year) else 1 / growth


def index_price(item: PriceItem, *, to_year: str, series: IndexSeries) -> PriceItem:
    """The same price in prices of another year, in whole cents, knowing how it was made.

    Formula: value x factor, rounded half up to cents, since a price list holds whole cents. A price that was
    indexed before is indexed again from its original value (its range from where it is). Errors: index-base-missing, index-year-missing.

    >>> from waarde import Source, Unit
    >>> gp = PriceItem("HA", "GP consult", 30.87, Unit.CONTACT, "health-insurer", Source("x"), price_year="2022")
    >>> cpi = IndexSeries("CPI", SeriesKind.CHANGE_PERCENT, (IndexPoint("2023", 3.8),))
    >>> index_price(gp, to_year="2023", series=cpi).value
    32.04
    """
    if item.price_year is None:
        raise WaardeError("index-base-missing", where=f"price '{item.key}'", got=item.name)
    if item.price_year == to_year:
        return item
    before = item.indexing
    base_year, base = (item.price_year, item.value) if before is None else (before.from_year, before.original_value)
    factor = factor_between(series, from_year=base_year, to_year=to_year)
    step = factor_between(series, from_year=item.price_year, to_year=to_year)
    value = cents(base * factor)
    return replace(
        item,
        value=value,
        low=None if item.low is None else min(value, cents(item.low * step)),
        high=None if item.high is None else max(value, cents(item.high * step)),
        price_year=to_year,
        indexing=Indexing(series.name, series.vintage, base_year, to_year, factor, base),
    )


def index_edition(edition: Edition, *, to_year: str, series: IndexSeries, name: str) -> Edition:
    """Every price of an edition in prices of one year, as a new edition called `name`.

    Errors: those of `index_price`, for the first item that cannot be indexed.

    >>> from waarde import Source, Unit
    >>> gp = PriceItem("HA", "GP consult", 30.87, Unit.CONTACT, "health-insurer", Source("x"), price_year="2022")
    >>> cpi = IndexSeries("CPI", SeriesKind.CHANGE_PERCENT, (IndexPoint("2023", 3.8),))
    >>> new = index_edition(Edition("list", "2022", (gp,)), to_year="2023", series=cpi, name="2023")
    >>> new.edition, new.items[0].value, new.items[0].indexing.original_value
    ('2023', 32.04, 30.87)
    """
    items = tuple(index_price(item, to_year=to_year, series=series) for item in edition.items)
    return replace(edition, edition=name, items=items, price_year=to_year)


def weighted_change(changes: Mapping[str, float], *, weights: Mapping[str, float]) -> float:
    """A change in percent put together from several series: the sum of weight x change.

    Errors: shares-above-all when the weights add up to more than 1.

    >>> round(weighted_change({"ova": 4.18, "ppc": 1.82}, weights={"ova": 0.9, "ppc": 0.1}), 3)
    3.944
    """
    total = sum(weights.values())
    if total > 1 + 1e-9:
        raise WaardeError("shares-above-all", where="weights of the index", got=total)
    return sum(weights[name] * changes[name] for name in weights)


def tariff_index(
    *, provisional: Sequence[Mapping[str, float]], definitive: Mapping[str, float], weights: Mapping[str, float]
) -> float:
    """The index of contract tariffs by VNG's rule, in percent.

    `provisional` holds last year's and this year's provisional changes; `definitive` last year's. Formula:
    this year's provisional change + (last year's definitive - last year's provisional): the correction is
    added, not chained. Source: VNG, indexation of youth help and Wmo 2025.

    >>> last, this = {"ova": 4.94, "ppc": 2.51}, {"ova": 4.18, "ppc": 1.82}
    >>> shares = {"ova": WEIGHT_OVA, "ppc": WEIGHT_PPC}
    >>> round(tariff_index(provisional=[last, this], definitive={"ova": 6.00, "ppc": 3.10}, weights=shares), 3)
    4.957
    """
    last_year, this_year = provisional
    correction = weighted_change(definitive, weights=weights) - weighted_change(last_year, weights=weights)
    return weighted_change(this_year, weights=weights) + correction
