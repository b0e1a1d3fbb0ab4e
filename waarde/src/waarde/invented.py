"""Invented years of a neighbourhood's budget, to try rules and forecasts on; nobody's figures, and said to be so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from waarde.budget_book import BudgetBook, Commitment, Declaration, days_in, first_day, month_number
from waarde.errors import WaardeError
from waarde.periods import DECEMBER, Period, months_of, year_of

WARM_UP_YEARS = 2
DAYS_A_WEEK = 7
DAYS_A_MONTH = 365.25 / DECEMBER
CREDIT_CHANCE = 0.2
MOST_CREDITED = 0.1
LATEST_CREDIT = 6
UNEVEN_AMOUNT = 0.5
UNEVEN_LENGTH = 0.5
UNEVEN_RATE = 0.15
YEARS_APART = 0.05
MONTHS_APART = 0.04
EVENNESS = 60
PER_PLAN_EVENNESS = 8


@dataclass(frozen=True, slots=True)
class InventedProduct:
    """How a product goes in an invented neighbourhood: plans a week, euros a month, months, use, and how late it is declared."""

    name: str
    per_week: float
    per_month: float
    months: float
    rate: float
    lags: tuple[float, ...]
    season: tuple[float, ...]


PRODUCTS = (
    InventedProduct(
        "individual guidance", 1.6, 420.0, 10.0, 0.82, (0.0, 0.70, 0.22, 0.06, 0.02),
        (1.02, 1.0, 1.05, 1.0, 0.98, 1.03, 0.82, 0.80, 1.08, 1.08, 1.08, 0.92),
    ),
    InventedProduct(
        "day activities", 0.6, 610.0, 16.0, 0.78, (0.0, 0.45, 0.40, 0.10, 0.05),
        (1.03, 1.0, 1.08, 0.98, 0.96, 1.04, 0.80, 0.78, 1.1, 1.1, 1.1, 0.87),
    ),
    InventedProduct(
        "household help", 1.1, 260.0, 22.0, 0.90, (0.55, 0.38, 0.05, 0.02),
        (1.02, 0.97, 1.04, 1.0, 0.99, 1.0, 0.94, 0.92, 1.02, 1.04, 1.03, 1.03),
    ),
)  # fmt: skip


def invented_years(
    *, first: int, years: int, seed: int, products: tuple[InventedProduct, ...] = PRODUCTS
) -> BudgetBook:
    """The agreements and declarations of an invented neighbourhood in some years, the same for the same seed.

    Formula: plans begin by a Poisson process, each with an amount and a length (lognormal); of an agreed month is used
    rate x season x the luck of year, month and plan; it is declared over the months after by the product's lags (Dirichlet), and
    now and then a part is credited. Euros. Own choice: shapes and figures are invented. Errors: number-too-small.

    >>> book = invented_years(first=2021, years=1, seed=1)
    >>> book.products, book == invented_years(first=2021, years=1, seed=1)
    (['day activities', 'household help', 'individual guidance'], True)
    """
    if years < 1:
        raise WaardeError("number-too-small", where="invented years", got=years, least=1)
    draw = np.random.default_rng(seed)
    whole = Period(year_of(first).begin, year_of(first + years - 1).until)
    commitments: list[Commitment] = []
    declarations: list[Declaration] = []
    for product in products:
        own = list(_plans(product, draw=draw, whole=whole))
        commitments += own
        declarations += _declarations(product, commitments=own, draw=draw, whole=whole)
    return BudgetBook(tuple(declarations), tuple(commitments))


def _plans(product: InventedProduct, *, draw: np.random.Generator, whole: Period) -> Iterator[Commitment]:
    """Plans from some years earlier on, so that the first year begins with people who are there already."""
    day = float(whole.begin.toordinal() - WARM_UP_YEARS * DECEMBER * DAYS_A_MONTH)
    while True:
        day += draw.exponential(DAYS_A_WEEK / product.per_week)
        begin = date.fromordinal(int(day))
        if begin >= whole.until:
            return
        length = _around(product.months, uneven=UNEVEN_LENGTH, draw=draw) * DAYS_A_MONTH
        amount = round(_around(product.per_month, uneven=UNEVEN_AMOUNT, draw=draw), 2)
        yield Commitment(product.name, Period(begin, begin + timedelta(days=max(int(length), DAYS_A_WEEK))), amount)


def _around(mean: float, *, uneven: float, draw: np.random.Generator) -> float:
    return float(mean * np.exp(draw.normal(-(uneven**2) / 2, uneven)))


def _declarations(
    product: InventedProduct, *, commitments: list[Commitment], draw: np.random.Generator, whole: Period
) -> Iterator[Declaration]:
    used: dict[int, float] = {}
    for one in commitments:
        rate = product.rate * _around(1.0, uneven=UNEVEN_RATE, draw=draw)
        for part in months_of(one.period):
            month = month_number(part.begin)
            luck = draw.gamma(PER_PLAN_EVENNESS) / PER_PLAN_EVENNESS
            used[month] = used.get(month, 0.0) + rate * luck * one.per_month * part.days / days_in(month)
    january, last = month_number(whole.begin), month_number(whole.until) - 1
    years = {year: _around(1.0, uneven=YEARS_APART, draw=draw) for year in range(whole.begin.year, whole.until.year)}
    for month in range(january, last + 1):
        luck = years[month // DECEMBER] * _around(1.0, uneven=MONTHS_APART, draw=draw)
        yield from _declared(
            product, month=month, amount=used.get(month, 0.0) * luck * product.season[month % DECEMBER], draw=draw
        )


def _declared(
    product: InventedProduct, *, month: int, amount: float, draw: np.random.Generator
) -> Iterator[Declaration]:
    parts = draw.dirichlet(np.array([max(part, 1e-6) for part in product.lags]) * EVENNESS)
    for lag, part in enumerate(parts):
        rounded = round(float(amount * part), 2)
        if rounded:
            yield Declaration(product.name, first_day(month), first_day(month + lag), rounded)
    if draw.random() < CREDIT_CHANCE:
        later = month + int(draw.integers(1, LATEST_CREDIT + 1))
        yield Declaration(
            product.name, first_day(month), first_day(later), -round(amount * MOST_CREDITED * float(draw.random()), 2)
        )
