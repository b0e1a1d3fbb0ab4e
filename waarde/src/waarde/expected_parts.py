"""A forecast by month, and by whoever shares in its products: other cuts of the same simulated years; it forecasts nothing itself."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from waarde.expected_year import LEVEL_DRIFT
from waarde.forecasting import Expected, Forecast
from waarde.periods import DECEMBER
from waarde.valuation import Floats


@dataclass(frozen=True, slots=True)
class ProductShare[Key: Hashable]:
    """Somebody's part of one product: the weight of what is still to come, what of theirs is declared (euros), and where it counts.

    `into` holds by which keys it is added up and for what part of it: a party whole, two laws by half. `agreements` is on how many
    agreements with people the weight rests, 0 or more; None where nobody knows.
    """

    product: str
    who: str
    weight: float
    declared: float
    into: Mapping[Key, float]
    agreements: int | None = None


def weight_spread(agreements: int | None, *, drift: float = LEVEL_DRIFT) -> float:
    """How far the weight of who has so many agreements may be off, as a part of it (a standard deviation).

    Formula: sqrt(drift² + 1 / agreements): a count of n moves by its square root (Poisson), so by 1 / sqrt(n) of itself. None is
    taken for very many, 0 for 1. Dimensionless. Own choice.

    >>> [round(weight_spread(count), 2) for count in (1, 4, 25, 400, None)]
    [1.0, 0.51, 0.22, 0.09, 0.08]
    """
    return float(np.hypot(drift, 0.0 if agreements is None else 1 / np.sqrt(max(agreements, 1))))


def by_months(found: Forecast, *, together: bool = False) -> tuple[Expected, ...]:
    """What each month of the year is expected to come to, in euros; with `together` each with all months before it.

    Formula: the simulated years of the whole, by month: the mean, and quantiles as of the year. Months add up to the year in each
    of those years, so the expectations add up and the intervals do not. The noise of months is drawn for each and brought to what
    the year drew (a conditional normal distribution).

    >>> from datetime import date
    >>> from waarde.budget_book import BudgetBook, Declaration
    >>> from waarde.forecasting import forecast
    >>> rows = tuple(Declaration("day care", date(y, m, 1), date(y, m, 1), 100.0) for y in (2022, 2023) for m in range(1, 13))
    >>> found = forecast(BudgetBook(rows), year=2023, month=6)
    >>> months = by_months(found)
    >>> [round(months[place].total) for place in (0, 11)], months[0].low == months[0].high, months[11].low < months[11].high
    ([100, 100], True, True)
    >>> round(by_months(found, together=True)[-1].total) == round(found.expected.total)
    True
    """
    drawn = sum(found.drawn.values(), np.zeros((found.draws, DECEMBER)))
    means = sum((one.expected_by_month for one in found.products), np.zeros(DECEMBER))
    declared = sum((one.declared for one in found.products), np.zeros(DECEMBER))
    if together:
        drawn, means, declared = drawn.cumsum(axis=1), means.cumsum(), declared.cumsum()
    low, high = np.quantile(drawn, _edges(found.level), axis=0)
    rows = zip(means.tolist(), low.tolist(), high.tolist(), declared.tolist(), strict=True)
    return tuple(Expected(*row) for row in rows)


def by_shares[Key: Hashable](
    found: Forecast, *, shares: Iterable[ProductShare[Key]], drift: float = LEVEL_DRIFT
) -> dict[Key, Expected]:
    """What everybody who shares in products is expected to come to, in euros, by the keys of their shares.

    Formula: declared by them + what is still to come of the product x their weight / all weights of that product, in each simulated
    year. A weight may be off by `drift`, and by more the fewer agreements it rests on (normal, `weight_spread`). All of a product are
    brought to 1 again, so the parts of a product add up to it in each year. With every product shared out, expectations add up
    to the whole; intervals do not. Own choice.

    >>> from dataclasses import replace
    >>> from datetime import date
    >>> from waarde.budget_book import BudgetBook, Declaration
    >>> from waarde.forecasting import forecast
    >>> rows = tuple(Declaration("day care", date(y, m, 1), date(y, m, 1), 100.0) for y in (2022, 2023) for m in range(1, 13))
    >>> found = forecast(BudgetBook(rows), year=2023, month=6)
    >>> one, two = ProductShare("day care", "one", 3, 400, {"one": 1.0}), ProductShare("day care", "two", 1, 200, {"two": 1.0})
    >>> {key: round(part.total) for key, part in by_shares(found, shares=[one, two]).items()}
    {'one': 850, 'two': 350}
    >>> few = [ProductShare("day care", who, 1, 300, {who: 1.0}, agreements=4) for who in ("one", "two")]
    >>> many = [replace(one, agreements=400) for one in few]
    >>> ends = [by_shares(found, shares=shares)["one"] for shares in (few, many)]
    >>> [round(one.total) for one in ends], ends[0].high - ends[0].low > 3 * (ends[1].high - ends[1].low)
    ([600, 600], True)
    """
    every = tuple(shares)
    sums: dict[Key, tuple[float, float, Floats]] = {}
    for year in found.products:
        mine = [one for one in every if one.product == year.product]
        declared = float(year.declared.sum())
        left, rest = year.expected - declared, found.drawn[year.product].sum(axis=1) - declared
        weights = _drifted(mine, count=found.draws, drift=drift, seed=found.seed)
        whole = sum(one.weight for one in mine) or 1.0
        for place, one in enumerate(mine):
            amount, drawn = one.declared + one.weight / whole * left, one.declared + weights[:, place] * rest
            for key, part in one.into.items():
                total, said, before = sums.get(key, (0.0, 0.0, np.zeros(found.draws)))
                sums[key] = total + part * amount, said + part * one.declared, before + part * drawn
    return {key: _of(total, declared, drawn=drawn, level=found.level) for key, (total, declared, drawn) in sums.items()}


def _drifted[Key: Hashable](mine: list[ProductShare[Key]], *, count: int, drift: float, seed: int) -> Floats:
    """The weights of a product in each simulated year, shape (draws, shares); together 1."""
    found = np.zeros((count, len(mine)))
    for place, one in enumerate(mine):
        draw = np.random.default_rng((seed, crc32(one.product.encode()), crc32(one.who.encode())))
        spread = weight_spread(one.agreements, drift=drift)
        found[:, place] = one.weight * np.clip(1 + spread * draw.standard_normal(count), 0, None)
    whole = found.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(found, whole, out=np.zeros_like(found), where=whole > 0))


def _of(total: float, declared: float, *, drawn: Floats, level: float) -> Expected:
    low, high = np.quantile(drawn, _edges(level))
    return Expected(total, float(low), float(high), declared)


def _edges(level: float) -> tuple[float, float]:
    return (1 - level) / 2, (1 + level) / 2
