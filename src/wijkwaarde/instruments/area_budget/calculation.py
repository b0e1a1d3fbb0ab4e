"""Counts since when there is no room left in a year; it reads nothing.

Amounts of flows are euros and arrays; what is shown are whole cents.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

type Floats = npt.NDArray[np.float64]
type Numbers = npt.NDArray[np.int64]

HUNDREDTHS = 100


def over_since(room: int, *, to_come: Floats, known: Numbers, spent: Sequence[tuple[date, int]] = ()) -> date | None:
    """Since which day more is agreed than there is room for (cents); None while there is room.

    `known` are days as ordinals. `spent` is by the first day of the month in which that was said: without room for it,
    that month it is.

    >>> days = np.array([date(2026, 3, 2).toordinal(), date(2026, 3, 1).toordinal()])
    >>> over_since(100, to_come=np.array([0.6, 0.6]), known=days)
    datetime.date(2026, 3, 2)
    """
    used = 0
    for day, amount in sorted(spent):
        used += amount
        if used > room:
            return day
    left = (room - used) / HUNDREDTHS
    order = np.argsort(known, kind="stable")
    reached = np.flatnonzero(np.cumsum(to_come[order]) > left + 1 / (2 * HUNDREDTHS))
    return date.fromordinal(int(known[order[reached[0]]])) if reached.size else None
