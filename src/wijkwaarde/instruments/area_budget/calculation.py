"""Counts what agreed flows come to per month of a year, all at once; it reads nothing and knows no budget.

Amounts of flows are euros and arrays; what is shown are whole cents.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from waarde import Commitment, Frequency, Period, divide

type Floats = npt.NDArray[np.float64]
type Days = npt.NDArray[np.int64]

MONTHS = 12
HUNDREDTHS = 100
DAYS_A_YEAR = 365.25
DAYS_A_MONTH = DAYS_A_YEAR / MONTHS
ONCE, IN_TOTAL = Frequency.ONCE.value, Frequency.IN_TOTAL.value
A_YEAR = {
    Frequency.DAY.value: 365,
    Frequency.WEEK.value: 52,
    Frequency.FOUR_WEEKS.value: 13,
    Frequency.MONTH.value: 12,
    Frequency.QUARTER.value: 4,
    Frequency.YEAR.value: 1,
}


@dataclass(frozen=True, slots=True)
class AgreedFlow:
    """What one line of an agreed plan uses, with the days (up to `until`) in which that holds, and since when it is known."""

    line_id: int
    product: str
    bearer: str
    organisation_id: int | None
    heard: str
    known: date
    begin: date
    until: date
    run_until: date
    quantity: float
    frequency: str
    periods: float | None
    price: float


@dataclass(frozen=True)
class Agreed:
    """All agreed flows of a budget beside each other: euros per month from `begin` up to `until` (days as ordinals)."""

    flows: tuple[AgreedFlow, ...]
    begin: Days
    until: Days
    per_month: Floats

    def by_month(self, year: int, *, since: date | None = None) -> Floats:
        """Euros of each flow in each month of a year, shape (flows, 12), from a day on; a month counts by its days."""
        edges = np.array([_first(year, month).toordinal() for month in range(MONTHS + 1)])
        begin = self.begin if since is None else np.maximum(self.begin, since.toordinal())
        ends = np.minimum(self.until[:, None], edges[None, 1:])
        days = np.clip(ends - np.maximum(begin[:, None], edges[None, :-1]), 0, None)
        return np.asarray(days / np.diff(edges) * self.per_month[:, None])

    def commitments(self) -> tuple[Commitment, ...]:
        """The same for a forecast."""
        amounts, begins, untils = self.per_month.tolist(), self.begin.tolist(), self.until.tolist()
        return tuple(
            Commitment(flow.product, Period(date.fromordinal(begin), date.fromordinal(until)), amount, flow.known)
            for flow, begin, until, amount in zip(self.flows, begins, untils, amounts, strict=True)
        )


def _first(year: int, month: int) -> date:
    return date(year + month // MONTHS, month % MONTHS + 1, 1)


def agreed_of(rows: Sequence[AgreedFlow]) -> Agreed:
    """Agreed flows as euros per month; those that ended before they began are left out.

    Formula: what repeats: quantity x price x periods in a year / 12, on its days; a total: quantity x price / months of
    its run; what is paid once: quantity x price in the month in which it begins.

    >>> day = date(2026, 1, 1)
    >>> flow = AgreedFlow(7, "bi", "wmo", None, "", day, day, date(2026, 7, 1), date(2026, 7, 1), 1.5, "week", None, 60.0)
    >>> found = agreed_of([flow])
    >>> round(float(found.per_month[0]), 2), [round(float(one)) for one in found.by_month(2026)[0, 4:8]]
    (390.0, [390, 390, 0, 0])
    """
    flows = tuple(one for one in rows if one.begin < one.until)
    once = np.array([one.frequency == ONCE for one in flows], dtype=bool)
    begin = np.array([(_month(one.begin) if one.frequency == ONCE else one.begin).toordinal() for one in flows], int)
    until = np.array([(_next(one.begin) if one.frequency == ONCE else one.until).toordinal() for one in flows], int)
    run = np.array([(one.run_until - one.begin).days for one in flows], float) / DAYS_A_MONTH
    total = np.array([one.frequency == IN_TOTAL for one in flows], dtype=bool)
    times = np.array([_times(one) for one in flows], float)
    months = np.where(once, 1.0, np.where(total, np.maximum(run, 1 / DAYS_A_MONTH), MONTHS))
    amounts = np.array([one.quantity * one.price for one in flows], float)
    return Agreed(flows, begin, until, np.asarray(amounts * times / months))


def _times(flow: AgreedFlow) -> float:
    return flow.periods or A_YEAR.get(flow.frequency, 1)


def _month(day: date) -> date:
    return day.replace(day=1)


def _next(day: date) -> date:
    return _first(day.year, day.month)


def summed[Key: Hashable](amounts: Floats, *, by: Sequence[Key]) -> dict[Key, int]:
    """Euros added up by something, in whole cents.

    >>> summed(np.array([1.25, 2.5, 0.25]), by=["a", "b", "a"])
    {'a': 150, 'b': 250}
    """
    found: dict[Key, float] = {}
    for key, amount in zip(by, amounts.tolist(), strict=True):
        found[key] = found.get(key, 0.0) + amount
    return {key: cents(amount) for key, amount in found.items()}


def cents(amount: float) -> int:
    """Euros in whole cents.

    >>> cents(12.34)
    1234
    """
    return round(amount * HUNDREDTHS)


def over_since(
    room: int, *, to_come: Floats, known: Sequence[date], spent: Sequence[tuple[date, int]] = ()
) -> date | None:
    """Since which day more is agreed than there is room for (cents); None while there is room.

    `spent` is by the first day of the month in which that was said: without room for it, that month it is.

    >>> over_since(100, to_come=np.array([0.6, 0.6]), known=[date(2026, 3, 2), date(2026, 3, 1)])
    datetime.date(2026, 3, 2)
    """
    used = 0
    for day, amount in sorted(spent):
        used += amount
        if used > room:
            return day
    left = (room - used) / HUNDREDTHS
    order = np.argsort([day.toordinal() for day in known], kind="stable") if known else np.array([], int)
    reached = np.flatnonzero(np.cumsum(to_come[order]) > left + 1 / (2 * HUNDREDTHS))
    return known[int(order[reached[0]])] if reached.size else None


def divided(
    amounts: Mapping[tuple[int, str], int], *, shares: Mapping[tuple[int, str], Mapping[str, int]]
) -> dict[str, int]:
    """What parties spent on products, laid on the laws that pay for them as their budget does; no cent is lost.

    `shares` holds per party and product the budget by law; what no budget was made for goes by the whole.

    >>> divided({(1, "bi"): 101, (2, "hh"): 10}, shares={(1, "bi"): {"wmo": 50, "youth": 50}})
    {'wmo': 56, 'youth': 55}
    """
    whole: dict[str, int] = {}
    for those in shares.values():
        for law, amount in those.items():
            whole[law] = whole.get(law, 0) + amount
    found: dict[str, int] = dict.fromkeys(whole, 0)
    for key, amount in amounts.items():
        weights = {law: Fraction(part) for law, part in (shares.get(key) or whole).items() if part > 0}
        for law, part in (divide(amount, weights=weights) if weights else {"": amount}).items():
            found[law] = found.get(law, 0) + part
    return found
