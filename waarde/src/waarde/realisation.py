"""What of an agreed amount is really used, learned from earlier years: a rate, its season, and how sure both are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from waarde.periods import DECEMBER
from waarde.valuation import Floats

USUAL_YEARS_SPREAD = 0.08
YEARS_IT_COUNTS_FOR = 2
UNKNOWN_SPREAD = 0.25
LEAST_MONTH_SPREAD = 0.05
FLAT_YEARS = 0.5
FADING = 0.5


@dataclass(frozen=True)
class Realisation:
    """Euros used per euro agreed (or per month, for what is not agreed), before this year's own figures are seen.

    `season` has mean 1 over the twelve months, shape (12,). Spreads are standard deviations as parts of the rate: of
    whole years, and of single months around their year.
    """

    rate: float
    season: Floats
    years_spread: float
    months_spread: float
    years: int


def unknown_realisation(rate: float) -> Realisation:
    """What is assumed of a product without earlier years: a rate from elsewhere, no season, and little certainty."""
    return Realisation(rate, np.ones(DECEMBER), UNKNOWN_SPREAD, LEAST_MONTH_SPREAD * 2, 0)


def learned_realisation(used: Floats, *, agreed: Floats) -> Realisation | None:
    """The rate and season of earlier years; None without a year in which anything was agreed and used.

    `used` and `agreed` are euros per year and month, shape (years, 12), oldest first. Formula: rate of a year = used /
    agreed; of all years the same with half the weight for each year further back. Season of a month = used / (rate of
    its year x agreed), half a flat year added, brought to mean 1. The spread of years has two years of the usual 8%
    added, since a few years say little; it is made wider by sqrt(1 + 1 / years). Own choice; the rest is the ratio method of
    Cape Cod (Stanard, CAS Proceedings 72, 1985).

    >>> import numpy as np
    >>> found = learned_realisation(np.full((2, 12), 90.0), agreed=np.full((2, 12), 100.0))
    >>> round(found.rate, 6), [float(part) for part in found.season[:2]], found.years
    (0.9, [1.0, 1.0], 2)
    """
    there = (agreed.sum(axis=1) > 0) & (used.sum(axis=1) > 0)
    if not there.any():
        return None
    used, agreed = used[there], agreed[there]
    years = len(used)
    weights = FADING ** np.arange(years)[::-1]
    rate = float(weights @ used.sum(axis=1) / (weights @ agreed.sum(axis=1)))
    rates = used.sum(axis=1) / agreed.sum(axis=1)
    expected = rates[:, None] * agreed
    season = _season(used, expected=expected)
    months = _months_spread(used, expected=expected * season)
    spread = _years_spread(rates / rate)
    return Realisation(rate, season, spread, months, years)


def _season(used: Floats, *, expected: Floats) -> Floats:
    total = expected.sum(axis=0)
    raw = np.divide(used.sum(axis=0), total, out=np.ones(DECEMBER), where=total > 0)
    calm = np.clip((len(used) * raw + FLAT_YEARS) / (len(used) + FLAT_YEARS), 0, None)
    return np.asarray(calm / calm.mean())


def _months_spread(used: Floats, *, expected: Floats) -> float:
    there = expected > 0
    off = used[there] / expected[there] - 1
    freedom = max(off.size - DECEMBER + 1 - len(used), DECEMBER // 2)
    return max(float(np.sqrt(np.sum(off**2) / freedom)), LEAST_MONTH_SPREAD)


def _years_spread(ratios: Floats) -> float:
    years = len(ratios)
    seen = float(np.sum((ratios - ratios.mean()) ** 2))
    pooled = (seen + YEARS_IT_COUNTS_FOR * USUAL_YEARS_SPREAD**2) / (years - 1 + YEARS_IT_COUNTS_FOR)
    return float(np.sqrt(pooled * (1 + 1 / years)))


def updated_rate(before: Realisation, *, seen: Floats, weights: Floats) -> tuple[float, float]:
    """The rate of this year and its standard deviation, after months that have been seen.

    `seen` are used / agreed of months, shape (months,), `weights` the variances of each, as parts of the rate squared,
    same shape. Formula: the mean of normal distributions weighted by 1 / variance (Gauss).

    >>> import numpy as np
    >>> rate, spread = updated_rate(unknown_realisation(1.0), seen=np.array([0.8]), weights=np.array([0.0625]))
    >>> round(rate, 6), round(spread, 6)
    (0.9, 0.176777)
    """
    certain = 1 / before.years_spread**2
    precision = certain + float(np.sum(1 / weights))
    rate = (certain * before.rate + float(np.sum(seen / weights))) / precision
    return rate, abs(before.rate) / float(np.sqrt(precision))
