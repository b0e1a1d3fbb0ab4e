"""Student's t without a statistics library: its distribution and its quantiles for whole degrees of freedom."""

from __future__ import annotations

from functools import lru_cache
from math import atan, cos, pi, sin, sqrt

from waarde.errors import WaardeError

STEPS = 200


def t_central(t: float, *, freedom: int) -> float:
    """The chance that |T| is at most t >= 0, with `freedom` degrees of freedom; dimensionless.

    Formula: the finite sums in the angle atan(t / sqrt(freedom)). Errors: freedom-too-small.
    Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.

    >>> round(t_central(1.0, freedom=1), 6), round(t_central(2.776445, freedom=4), 6)
    (0.5, 0.95)
    """
    if freedom < 1:
        raise WaardeError("freedom-too-small", where="interval", got=freedom)
    angle = atan(t / sqrt(freedom))
    odd = freedom % 2
    term = cos(angle) if odd else 1.0
    total = term if freedom > 1 else 0.0
    for number in range(2 - (not odd), freedom - 2, 2):
        term *= number / (number + 1) * cos(angle) ** 2
        total += term
    return 2 / pi * (angle + sin(angle) * total) if odd else sin(angle) * total


@lru_cache
def t_quantile(level: float, *, freedom: int) -> float:
    """The t within which lies a central part `level` of the distribution, as 12.706 for 95% and 1 degree of freedom.

    Formula: the root of `t_central` by halving. Errors: share-out-of-range, freedom-too-small.

    >>> round(t_quantile(0.95, freedom=12), 4), round(t_quantile(0.80, freedom=3), 4)
    (2.1788, 1.6377)
    """
    if not 0 <= level < 1:
        raise WaardeError("share-out-of-range", where="interval", got=level, who="the level")
    low, high = 0.0, 1.0
    while t_central(high, freedom=freedom) < level:
        high *= 2
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if t_central(middle, freedom=freedom) < level else (low, middle)
    return high
