"""How much a neighbourhood's result moves from year to year by itself, beside a result: chance is not paid out as saving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

from waarde.errors import WaardeError
from waarde.student import t_quantile

LEAST_YEARS = 3
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Variation:
    """Between which parts of the budget a result lies when nothing is different from earlier years.

    `mean`, `low` and `high` are results as parts of the budget (0.02 = 2% left). `beyond` says that a result lies
    outside, so that chance alone does not explain it; it does not say what does.
    """

    level: float
    earlier_years: int
    mean: float
    low: float
    high: float
    result: float
    beyond: bool


def usual_variation(
    earlier: Sequence[float], *, result: float, years: int = 1, level: float = LEVEL
) -> Variation | None:
    """Whether a result lies outside what earlier years let expect; None with fewer than three of them.

    `earlier` are the results of earlier years as parts of their budgets after index and volume, `result` that of now, over
    `years` years together. Formula: mean +/- t x s x sqrt(1 / years + 1 / n), with n - 1 degrees of freedom: a prediction
    interval. It takes the years to be alike and unrelated; a trend or a change of rules makes it too narrow or too
    wide. Errors: number-too-small.
    Source: prediction interval for the mean of future observations (Hahn and Meeker, Statistical Intervals, 1991).

    >>> found = usual_variation([0.03, -0.01, 0.01, -0.02, 0.00], result=0.02)
    >>> round(found.low, 4), round(found.high, 4), found.beyond
    (-0.0565, 0.0605, False)
    """
    if years < 1:
        raise WaardeError("number-too-small", where="years together", got=years, least=1)
    if len(earlier) < LEAST_YEARS:
        return None
    mean, count = fmean(earlier), len(earlier)
    half = t_quantile(level, freedom=count - 1) * stdev(earlier) * sqrt(1 / years + 1 / count)
    low, high = mean - half, mean + half
    return Variation(level, count, mean, low, high, result, beyond=not low <= result <= high)
