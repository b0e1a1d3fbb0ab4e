"""The expected total of a budget year at the end of a month, with an interval; and how such forecasts did in past years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from waarde.budget_book import BudgetBook, month_number
from waarde.errors import WaardeError
from waarde.expected_results import ResultYear, result_years
from waarde.expected_year import Moment, ProductYear, pooled_products, product_year
from waarde.explain import Explained
from waarde.explain_forecast import explain_forecast
from waarde.periods import DECEMBER, year_of
from waarde.uncertainty import LEAST_DRAWS, MOST_DRAWS, SEED
from waarde.valuation import Floats

DRAWS = 4_000
LEVEL = 0.8
TOGETHER = 0.25


@dataclass(frozen=True, slots=True)
class Expected:
    """A total in euros and the interval around it; `declared` is what of it has come in."""

    total: float
    low: float
    high: float
    declared: float


@dataclass(frozen=True)
class Forecast:
    """A year as it is expected at the end of a month (0: before it begins, above 12: after it).

    `expected` is the whole, `by_product` its parts; the totals add up, the intervals do not. `without_history` names
    the products that nothing is known of from earlier years. `products` and `drawn` are what it was made of: `drawn` are
    the simulated years of each product by month, shape (draws, 12); see `expected_parts`.
    """

    year: int
    month: int
    level: float
    draws: int
    seed: int
    expected: Expected
    by_product: Mapping[str, Expected]
    without_history: tuple[str, ...]
    explanation: Explained
    products: tuple[ProductYear | ResultYear, ...] = field(default=(), repr=False, compare=False)
    drawn: Mapping[str, Floats] = field(default_factory=dict, repr=False, compare=False)


def forecast(
    book: BudgetBook,
    *,
    year: int,
    month: int,
    level: float = LEVEL,
    together: float = TOGETHER,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Forecast:
    """The total of a year in euros, as expected at the end of its `month`, from what was known on that day.

    Formula: what is declared + what is not declared yet of months that lie behind (expected x part that is still to
    come, by the chain ladder) + running agreements of the months to come + plans still to be agreed (per week, Poisson);
    agreed amounts x realisation rate x season, both learned from earlier years, the rate with this year's months. A
    product without agreements goes by its level per month. Agreed results that are left: see `result_years`. Interval: quantiles of `draws` simulated totals; `together` is the part
    of the uncertainty of rates that products share. Errors: draws-out-of-range, share-out-of-range, number-too-small.
    Source: Bornhuetter and Ferguson (CAS Proceedings 59, 1972) with a Cape Cod rate; the spreads are our own choice.

    >>> from datetime import date
    >>> from waarde.budget_book import Declaration
    >>> rows = tuple(Declaration("day care", date(y, m, 1), date(y, m, 1), 100.0) for y in (2022, 2023) for m in range(1, 13))
    >>> found = forecast(BudgetBook(rows), year=2023, month=6)
    >>> found.expected.declared, round(found.expected.total, 6), found.expected.low < 1200 < found.expected.high
    (600.0, 1200.0, True)
    """
    _checked(month=month, level=level, together=together, draws=draws)
    at = month_number(year_of(year).begin) + month - 1
    known = book.at_end_of(at)
    january = month_number(year_of(year).begin)
    moment = Moment(year, at, min(known.first_month(default=january), january))
    pooled = pooled_products(known, moment=moment)
    products: list[ProductYear | ResultYear] = [
        *(product_year(known, product=name, moment=moment, pooled=pooled) for name in known.products),
        *result_years(known, moment=moment),
    ]
    common = np.random.default_rng(seed).standard_normal(draws)
    drawn = {one.product: one.drawn(common, together=together, seed=seed) for one in products}
    by_product = {one.product: _expected([one], drawn=drawn[one.product], level=level) for one in products}
    whole = _expected(products, drawn=sum(drawn.values(), np.zeros((draws, DECEMBER))), level=level)
    new = tuple(one.product for one in products if not one.years)
    explanation = explain_forecast(products, year=year, month=month)
    return Forecast(
        year, month, level, draws, seed, whole, by_product, new, explanation, products=tuple(products), drawn=drawn
    )


def _checked(*, month: int, level: float, together: float, draws: int) -> None:
    if month < 0:
        raise WaardeError("number-too-small", where="month of the forecast", got=month, least=0)
    if not LEAST_DRAWS <= draws <= MOST_DRAWS:
        raise WaardeError("draws-out-of-range", where="draws", got=draws, least=LEAST_DRAWS, most=MOST_DRAWS)
    for who, part in (("the level", level), ("what products share", together)):
        if not 0 <= part <= 1:
            raise WaardeError("share-out-of-range", where="forecast", got=part, who=who)


def _expected(products: Sequence[ProductYear | ResultYear], *, drawn: Floats, level: float) -> Expected:
    low, high = np.quantile(drawn.sum(axis=1), ((1 - level) / 2, (1 + level) / 2))
    total = sum(one.expected for one in products)
    return Expected(total, float(low), float(high), sum(float(one.declared.sum()) for one in products))


def final_total(book: BudgetBook, *, year: int) -> float:
    """What was delivered in a year, in euros, by all that has been declared since.

    >>> from datetime import date
    >>> from waarde.budget_book import Declaration
    >>> final_total(BudgetBook((Declaration("a", date(2023, 12, 1), date(2024, 3, 1), 5.0),)), year=2023)
    5.0
    """
    declared = sum(one.amount for one in book.declarations if one.delivered.year == year)
    return declared + sum(
        reached.times * one.each for one in book.results for reached in one.reached if reached.on.year == year
    )


@dataclass(frozen=True, slots=True)
class Tried:
    """One forecast of a year that has ended: what was expected at the end of a month, and the known end."""

    year: int
    month: int
    expected: Expected
    end: float

    @property
    def covered(self) -> bool:
        """Whether the end lies in the interval."""
        return self.expected.low <= self.end <= self.expected.high

    @property
    def error(self) -> float:
        """How far the expectation was off, as a part of the end; above 0: too much was expected."""
        return (self.expected.total - self.end) / self.end if self.end else 0.0


@dataclass(frozen=True)
class BackTest:
    """Forecasts at the end of each month of ended years: the part covered, and the mean size of the error by month."""

    tried: tuple[Tried, ...]
    coverage: float
    error_by_month: Mapping[int, float]


def back_test(
    book: BudgetBook, *, years: Sequence[int], level: float = LEVEL, draws: int = DRAWS, seed: int = SEED
) -> BackTest:
    """How forecasts would have done at the end of each month of years of which the end is known.

    Formula: coverage = months whose interval held the end / months; error of a month = mean over the years of |expected - end| / end.
    Dimensionless. Each forecast sees only what was known then. Errors: years-missing.

    >>> from datetime import date
    >>> from waarde.budget_book import Declaration
    >>> rows = tuple(Declaration("day care", date(y, m, 1), date(y, m, 1), 100.0) for y in (2022, 2023) for m in range(1, 13))
    >>> found = back_test(BudgetBook(rows), years=[2023], draws=100)
    >>> found.coverage, len(found.tried), round(found.error_by_month[12], 6)
    (1.0, 12, 0.0)
    """
    if not years:
        raise WaardeError("years-missing", where="back-test", got=0)
    tried = []
    for year in years:
        end = final_total(book, year=year)
        for month in range(1, DECEMBER + 1):
            found = forecast(book, year=year, month=month, level=level, draws=draws, seed=seed)
            tried.append(Tried(year, month, found.expected, end))
    errors = {
        month: float(np.mean([abs(one.error) for one in tried if one.month == month]))
        for month in range(1, DECEMBER + 1)
    }
    return BackTest(tuple(tried), float(np.mean([one.covered for one in tried])), errors)
