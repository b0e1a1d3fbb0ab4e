"""How much of a month's deliveries has been declared after so many months: the chain ladder; it knows no budgets."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from waarde.valuation import Floats

MOST_DONE = 1.5
LEAST_MONTHS = 3


@dataclass(frozen=True)
class Completion:
    """Per month since delivery: the part that is declared by then, and how far single months lie around it."""

    done: Floats
    spread: Floats


def completion_factors(declared: Floats, *, known: int) -> Completion:
    """The part of the final amount that is declared by each number of months since delivery, shape (lags,).

    `declared` holds amounts by month of delivery and months since then, shape (months, lags), in any currency; of row d
    the first `known` - d columns are known. Formula: done(l) = done(l + 1) x sum of what was declared by l / sum of what was declared by
    l + 1, over the months of which both are known; the last is 1. Late credits may bring it above 1. Where nothing was ever
    declared it is 0: nobody knows how late it comes. Dimensionless.
    Source: the chain ladder of insurers (Mack, Distribution-free calculation, ASTIN Bulletin 23, 1993).

    >>> import numpy as np
    >>> triangle = np.array([[80.0, 20.0, 0.0], [60.0, 40.0, 0.0], [30.0, 0.0, 0.0]])
    >>> [round(float(part), 6) for part in completion_factors(triangle, known=3).done]
    [0.7, 1.0, 1.0]
    """
    months, lags = declared.shape
    if not declared.any():
        return Completion(np.zeros(lags), np.zeros(lags))
    cumulative = np.cumsum(declared, axis=1)
    seen = np.arange(months)[:, None] + np.arange(lags)[None, :] < known
    done = np.ones(lags)
    for lag in range(lags - 2, -1, -1):
        both = seen[:, lag + 1]
        later = cumulative[both, lag + 1].sum()
        step = cumulative[both, lag].sum() / later if later > 0 else 1.0
        done[lag] = min(max(done[lag + 1] * step, 0.0), MOST_DONE)
    return Completion(done, _spread(cumulative, seen=seen, done=done))


def _spread(cumulative: Floats, *, seen: npt.NDArray[np.bool_], done: Floats) -> Floats:
    """How far the declared part of single months lies around the factor: a standard deviation per lag."""
    whole = seen[:, -1] & (cumulative[:, -1] > 0)
    if whole.sum() < LEAST_MONTHS:
        return np.asarray(np.abs(1 - done) / 2)
    parts = cumulative[whole] / cumulative[whole, -1:]
    return np.asarray(np.sqrt(np.mean((parts - done) ** 2, axis=0)))
