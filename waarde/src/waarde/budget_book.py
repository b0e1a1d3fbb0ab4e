"""What is known of a budget at some moment: amounts declared per month of delivery, and what was agreed; no forecasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import isfinite

import numpy as np

from waarde.agreed_results import AgreedResult
from waarde.dividing import divide, euros, exact
from waarde.errors import WaardeError
from waarde.periods import DECEMBER, Period, months_of
from waarde.rounding import NOISE_DIGITS
from waarde.valuation import Floats

MOST_LAG = 12


def month_number(day: date) -> int:
    """The months since the year 0, so that months can be counted with.

    >>> month_number(date(2024, 1, 31)) - month_number(date(2023, 12, 1))
    1
    """
    return day.year * DECEMBER + day.month - 1


def days_in(month: int) -> int:
    """How many days a month has, by its number.

    >>> days_in(month_number(date(2024, 2, 1)))
    29
    """
    return (first_day(month + 1) - first_day(month)).days


def first_day(month: int) -> date:
    """The first day of a month, by its number."""
    return date(month // DECEMBER, month % DECEMBER + 1, 1)


@dataclass(frozen=True, slots=True)
class Declaration:
    """An amount in euros, delivered in one month and declared in the same or a later one; below 0 is a credit.

    Errors: number-not-finite.
    """

    product: str
    delivered: date
    declared: date
    amount: float

    def __post_init__(self) -> None:
        if not isfinite(self.amount):
            raise WaardeError("number-not-finite", where=f"declaration of '{self.product}'", got=self.amount)


def declared_over(
    product: str, *, cents: int, period: Period, declared: date, season: Sequence[float] = ()
) -> tuple[Declaration, ...]:
    """One amount of a period as declarations per month of delivery: four weeks, a quarter, a total of the year.

    Formula: by days (`spread_by_days`); with a `season` of twelve weights by days x the weight of the month. The
    months add up to the amount, in whole cents; credits too. Errors: season-incomplete, weight-negative, nothing-to-divide-by.

    >>> four_weeks = Period(date(2023, 1, 23), date(2023, 2, 20))
    >>> [one.amount for one in declared_over("help", cents=28_000, period=four_weeks, declared=date(2023, 3, 1))]
    [90.0, 190.0]
    """
    if season and len(season) != DECEMBER:
        raise WaardeError("season-incomplete", where=f"season of '{product}'", got=len(season))
    weights = {
        part.begin.replace(day=1).isoformat(): part.days
        * (exact(season[part.begin.month - 1]) if season else Fraction(1))
        for part in months_of(period)
    }
    parts = divide(cents, weights=weights)
    return tuple(
        Declaration(product, date.fromisoformat(day), declared, euros(part)) for day, part in parts.items() if part
    )


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a plan agreed: euros per month from a day up to another; known from the day it was agreed (None: its first).

    Errors: period-empty, amount-negative, number-not-finite.
    """

    product: str
    period: Period
    per_month: float
    agreed: date | None = None

    def __post_init__(self) -> None:
        if not isfinite(self.per_month):
            raise WaardeError("number-not-finite", where=f"commitment of '{self.product}'", got=self.per_month)
        if self.per_month < 0:
            raise WaardeError("amount-negative", where=f"commitment of '{self.product}'", got=self.per_month)

    @property
    def known_from(self) -> date:
        """The day from which a forecast may know of it."""
        return self.agreed or self.period.begin


@dataclass(frozen=True)
class BudgetBook:
    """Everything declared and agreed, earlier years included.

    A product that its provider reports only as a total of the year is named in `by_year`: until that comes, nothing
    declared says nothing. Products whose declarations come in another rhythm are better told apart by their name.
    What was paid for `results` is not in `declarations` too; in a forecast they stand under the name of their product, which
    is to be another name than that of what is declared.
    """

    declarations: tuple[Declaration, ...]
    commitments: tuple[Commitment, ...] = ()
    by_year: frozenset[str] = frozenset()
    results: tuple[AgreedResult, ...] = ()

    @cached_property
    def products(self) -> list[str]:
        """The names of the products, in order."""
        return sorted({*self._declarations_of, *self._commitments_of})

    def at_end_of(self, month: int) -> BudgetBook:
        """What was known on the last day of a month."""
        until = first_day(month + 1)
        declared = tuple(one for one in self.declarations if one.declared < until)
        agreed = tuple(one for one in self.commitments if one.known_from < until)
        results = tuple(one.known_before(until) for one in self.results if one.known_from < until)
        return replace(self, declarations=declared, commitments=agreed, results=results)

    def declared(self, product: str, *, first: int, months: int) -> Floats:
        """Euros by month of delivery and months since then, shape (months, 13); the last column is 12 months or more."""
        found = np.zeros((months, MOST_LAG + 1))
        rows = self._declarations_of.get(product, ())
        delivered = np.array([month_number(one.delivered) for one in rows], dtype=int)
        lags = np.clip(np.array([month_number(one.declared) for one in rows], dtype=int) - delivered, 0, MOST_LAG)
        within = (delivered >= first) & (delivered < first + months)
        amounts = np.array([one.amount for one in rows])
        np.add.at(found, (delivered[within] - first, lags[within]), amounts[within])
        return found

    def committed(self, product: str, *, first: int, months: int) -> Floats:
        """Euros agreed per month, shape (months,): the amount of a month times the share of its days."""
        rows = self._commitments_of.get(product, ())
        edges = (
            np.array([first_day(month).toordinal() for month in range(first, first + months + 1)])
            - first_day(first).toordinal()
        )
        begins = np.array([one.period.begin.toordinal() for one in rows], dtype=int) - first_day(first).toordinal()
        untils = np.array([one.period.until.toordinal() for one in rows], dtype=int) - first_day(first).toordinal()
        amounts = np.array([one.per_month for one in rows])
        changes = np.zeros(edges[-1] + 1)
        np.add.at(changes, np.clip(begins, 0, edges[-1]), amounts)
        np.add.at(changes, np.clip(untils, 0, edges[-1]), -amounts)
        by_day = np.cumsum(changes[:-1])
        return np.asarray(np.round(np.add.reduceat(by_day, edges[:-1]) / np.diff(edges), NOISE_DIGITS))

    def commitments_of(self, product: str) -> tuple[Commitment, ...]:
        """What was agreed of one product."""
        return self._commitments_of.get(product, ())

    def first_month(self, *, default: int) -> int:
        """January of the first year of which something is known, as a month's number; `default` when nothing is."""
        begins = [one.delivered for one in self.declarations] + [one.period.begin for one in self.commitments]
        return min((month_number(day) // DECEMBER * DECEMBER for day in begins), default=default)

    @cached_property
    def _declarations_of(self) -> Mapping[str, tuple[Declaration, ...]]:
        return _by_product(self.declarations)

    @cached_property
    def _commitments_of(self) -> Mapping[str, tuple[Commitment, ...]]:
        return _by_product(self.commitments)


def _by_product[Row: Declaration | Commitment](rows: tuple[Row, ...]) -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.product, []).append(row)
    return {product: tuple(those) for product, those in found.items()}
