"""Counts what agreed flows come to per month of a year, all at once, and when what was said counts as said; it reads nothing.

Amounts of flows are euros and arrays; what was spent are whole cents.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cached_property
from itertools import compress

import numpy as np
import numpy.typing as npt

from waarde import Commitment, Frequency, Period, spread_by_days

type Floats = npt.NDArray[np.float64]
type Numbers = npt.NDArray[np.int64]

MONTHS = 12
HUNDREDTHS = 100
DAYS_A_MONTH = 365.25 / MONTHS
LEAST_MONTHS = 1 / DAYS_A_MONTH
ONCE, IN_TOTAL = Frequency.ONCE.value, Frequency.IN_TOTAL.value
TIMES_A_MONTH = {
    Frequency.DAY.value: 365 / MONTHS,
    Frequency.WEEK.value: 52 / MONTHS,
    Frequency.FOUR_WEEKS.value: 13 / MONTHS,
    Frequency.MONTH.value: 1.0,
    Frequency.QUARTER.value: 4 / MONTHS,
    Frequency.YEAR.value: 1 / MONTHS,
}


@dataclass(frozen=True, slots=True)
class Kinds[Key: Hashable]:
    """Which of some keys each flow has: its place in `keys`, for all flows at once."""

    keys: tuple[Key, ...]
    places: Numbers

    def at(self, place: int) -> Key:
        """The key of one flow."""
        return self.keys[int(self.places[place])]

    def are(self, key: Key | None) -> npt.NDArray[np.bool_]:
        """Of which flows it is the key; None: of all."""
        if key is None:
            return np.ones(len(self.places), dtype=bool)
        return np.asarray(self.places == (self.keys.index(key) if key in self.keys else -1))

    def sums(self, amounts: Floats) -> dict[Key, int]:
        """Euros added up by key, in whole cents.

        >>> kinds_of(["a", "b", "a"]).sums(np.array([1.25, 2.5, 0.25]))
        {'a': 150, 'b': 250}
        """
        found = np.bincount(self.places, weights=amounts, minlength=len(self.keys)).tolist()
        return {key: cents(amount) for key, amount in zip(self.keys, found, strict=True)}

    def and_those(self, other: Kinds[Key]) -> Kinds[Key]:
        """These with others behind them.

        >>> kinds_of(["a", "b"]).and_those(kinds_of(["c", "b"])).places.tolist()
        [0, 1, 2, 1]
        """
        there = {key: place for place, key in enumerate(self.keys)}
        moved = np.array([there.setdefault(key, len(there)) for key in other.keys], dtype=np.int64)
        return Kinds(tuple(there), np.concatenate((self.places, moved[other.places])))


def kinds_of[Key: Hashable](values: Sequence[Key]) -> Kinds[Key]:
    """Values as keys and places, in the order in which they come first.

    >>> found = kinds_of(["a", "b", "a"])
    >>> found.keys, found.places.tolist()
    (('a', 'b'), [0, 1, 0])
    """
    places: dict[Key, int] = {}
    found = [places.setdefault(value, len(places)) for value in values]
    return Kinds(tuple(places), np.array(found, dtype=np.int64))


@dataclass(frozen=True)
class Agreed:
    """All agreed flows of a budget beside each other: whose each is, and euros per month from `begin` up to `until`.

    Days are ordinals; `known` is since when it is known, `run_until` the end without anything that cut it short.
    """

    lines: Numbers
    heard: Sequence[str]
    product: Kinds[str]
    bearer: Kinds[str]
    party: Kinds[int]
    known: Numbers
    begin: Numbers
    until: Numbers
    per_month: Floats

    def __len__(self) -> int:
        return len(self.lines)

    def by_month(self, year: int, *, since: date | None = None) -> Floats:
        """Euros of each flow in each month of a year, shape (flows, 12), from a day on; a month counts by its days."""
        edges = np.array([first_day(year, month).toordinal() for month in range(MONTHS + 1)])
        begin = self.begin if since is None else np.maximum(self.begin, since.toordinal())
        ends = np.minimum(self.until[:, None], edges[None, 1:])
        days = np.clip(ends - np.maximum(begin[:, None], edges[None, :-1]), 0, None)
        return np.asarray(days / np.diff(edges) * self.per_month[:, None])

    def commitments(self) -> tuple[Commitment, ...]:
        """The same for a forecast."""
        days = {day: date.fromordinal(day) for day in {*self._days(self.begin), *self._days(self.until), *self._known}}
        names = [self.product.keys[place] for place in self.product.places.tolist()]
        rows = zip(names, self.begin.tolist(), self.until.tolist(), self.per_month.tolist(), self._known, strict=True)
        return tuple(
            Commitment(name, Period(days[begin], days[until]), amount, days[known])
            for name, begin, until, amount, known in rows
        )

    @cached_property
    def _known(self) -> list[int]:
        return self._days(self.known)

    def _days(self, days: Numbers) -> list[int]:
        return list(days.tolist())

    def known_before(self, day: date) -> bytes:
        """What a forecast may know of it before a day, as something to compare."""
        mask = self.known < day.toordinal()
        named = repr((self.product.keys, self.party.keys)).encode()
        parts = (
            self.product.places,
            self.party.places,
            self.begin,
            self.until,
            self.known,
            np.round(self.per_month, 6),
        )
        return b"".join((named, *(np.ascontiguousarray(part[mask]).tobytes() for part in parts)))


def together(one: Agreed, other: Agreed) -> Agreed:
    """Agreed flows with others behind them.

    >>> found = together(agreed_of(NOTHING), agreed_of(NOTHING))
    >>> len(found), found.by_month(2026).shape
    (0, (0, 12))
    """
    mine, those = ((each.lines, each.known, each.begin, each.until, each.per_month) for each in (one, other))
    lines, known, begin, until, per_month = (np.concatenate(pair) for pair in zip(mine, those, strict=True))
    kinds = one.product.and_those(other.product), one.bearer.and_those(other.bearer), one.party.and_those(other.party)
    return Agreed(lines, [*one.heard, *other.heard], *kinds, known, begin, until, per_month)


def first_day(year: int, month: int) -> date:
    """The first day of a month, counted from 0; 12 is January of the next year.

    >>> first_day(2026, 12)
    datetime.date(2027, 1, 1)
    """
    return date(year + month // MONTHS, month % MONTHS + 1, 1)


@dataclass(frozen=True)
class Columns:
    """Agreed flows as a database gives them, a list per column; days are ordinals."""

    lines: Sequence[int]
    heard: Sequence[str]
    products: Sequence[str]
    bearers: Sequence[str]
    parties: Sequence[int]
    known: Sequence[int]
    begin: Sequence[int]
    until: Sequence[int]
    run_until: Sequence[int]
    amounts: Sequence[float]
    frequencies: Sequence[str]
    periods: Sequence[float | None]


NOTHING = Columns((), (), (), (), (), (), (), (), (), (), (), ())


def agreed_of(rows: Columns) -> Agreed:
    """Agreed flows as euros per month; those that ended before they began are left out.

    Formula: what repeats: quantity x price x periods in a year / 12, on its days; a total: quantity x price / months of
    its run; what is paid once: quantity x price in the month in which it begins.

    >>> day, july = date(2026, 1, 1).toordinal(), date(2026, 7, 1).toordinal()
    >>> one = Columns([7], [""], ["bi"], ["wmo"], [0], [day], [day], [july], [july], [90.0], ["week"], [None])
    >>> found = agreed_of(one)
    >>> round(float(found.per_month[0]), 2), [round(float(one)) for one in found.by_month(2026)[0, 4:8]]
    (390.0, [390, 390, 0, 0])
    """
    rows = _that_ran(rows)
    begin, until, run = (np.array(days, dtype=np.int64) for days in (rows.begin, rows.until, rows.run_until))
    frequency = kinds_of(rows.frequencies)
    once, total = frequency.are(ONCE), frequency.are(IN_TOTAL)
    runs = np.maximum((run - begin) / DAYS_A_MONTH, LEAST_MONTHS)
    usual = np.array([TIMES_A_MONTH.get(key, 1.0) for key in frequency.keys], dtype=float)
    periods = np.array(rows.periods, dtype=float)
    times = np.where(np.isnan(periods), usual[frequency.places] if len(periods) else 1.0, periods / MONTHS)
    per_month = np.array(rows.amounts, dtype=float) * np.where(once, 1.0, np.where(total, 1 / runs, times))
    first, last = _month_around(begin, mask=once)
    return Agreed(
        np.array(rows.lines, dtype=np.int64),
        rows.heard,
        kinds_of(rows.products),
        kinds_of(rows.bearers),
        kinds_of(rows.parties),
        np.array(rows.known, dtype=np.int64),
        first,
        np.where(once, last, until),
        per_month,
    )


def _that_ran(rows: Columns) -> Columns:
    keep = [begin < until for begin, until in zip(rows.begin, rows.until, strict=True)]
    if all(keep):
        return rows
    return Columns(*(list(compress(getattr(rows, one.name), keep)) for one in fields(rows)))


def _month_around(days: Numbers, *, mask: npt.NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """The first day of the month of each day, and of the month after it, where it is asked."""
    first, last = days.copy(), days.copy()
    for place in np.flatnonzero(mask).tolist():
        day = date.fromordinal(int(days[place]))
        first[place] = day.replace(day=1).toordinal()
        last[place] = first_day(day.year, day.month).toordinal()
    return first, last


def cents(amount: float) -> int:
    """Euros in whole cents.

    >>> cents(12.34)
    1234
    """
    return round(amount * HUNDREDTHS)


# --- What was spent ---


@dataclass(frozen=True, slots=True)
class Spent:
    """Cents of one party's product, by the first day of the month of delivery and of the month in which it was said.

    `times` is how many deliveries or payments it is made of, `result` of which agreed result it is (0: of none).
    """

    product: str
    organisation_id: int
    delivered: date
    declared: date
    cents: int
    times: int = 1
    result: int = 0


@dataclass(frozen=True, slots=True)
class OverPeriod:
    """The same of a period up to `until` that need not be a month: four weeks, a quarter, a year; and how often it was said."""

    product: str
    organisation_id: int
    begin: date
    until: date
    declared: date
    cents: int
    times: int
    result: int = 0


def over_months(found: Iterable[OverPeriod]) -> list[Spent]:
    """All amounts by month of delivery; a period over several months is laid in them by days.

    >>> weeks = OverPeriod("bi", 2, date(2023, 1, 23), date(2023, 2, 20), date(2023, 3, 1), 28_000, 1)
    >>> [(one.delivered.month, one.cents) for one in over_months([weeks])]
    [(1, 9000), (2, 19000)]
    """
    sums: dict[tuple[str, int, date, date, int], tuple[int, int]] = {}
    for one in found:
        for month, part in spread_by_days(one.cents, period=Period(one.begin, one.until)).items():
            key = one.product, one.organisation_id, month, one.declared, one.result
            amount, times = sums.get(key, (0, 0))
            sums[key] = amount + part, times + one.times
    return [
        Spent(product, party, month, said, amount, times, result)
        for (product, party, month, said, result), (amount, times) in sums.items()
        if amount
    ]


def told_apart(found: Iterable[OverPeriod]) -> Iterator[OverPeriod]:
    """What a result gave is taken from the sum that it is in too.

    >>> [one.cents for one in told_apart([OverPeriod("a", 1, date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 1), 5, 1, 7)])]
    [5, -5]
    """
    for one in found:
        yield one
        if one.result:
            yield replace(one, cents=-one.cents, times=-one.times, result=0)


def as_it_was_said(spent: Iterable[Spent], *, begin: date) -> tuple[Spent, ...]:
    """What a forecast learns from: history that came in all at once counts as said in the month after its delivery.

    Otherwise a file of last years would say that everything always comes in years late. History is what a party says
    the first time that it says anything of a product, about months before that. What lies before the budget is left
    out: two days of a four-week period in December would count as a year of their own.

    >>> old = Spent("bi", 1, date(2025, 3, 1), date(2026, 11, 1), 100)
    >>> [one.declared.isoformat() for one in as_it_was_said([old], begin=date(2025, 1, 1))]
    ['2025-04-01']
    >>> late = Spent("bi", 1, date(2025, 3, 1), date(2026, 12, 1), 100)
    >>> [one.declared.month for one in as_it_was_said([old, late], begin=date(2025, 1, 1))]
    [4, 12]
    """
    rows = [one for one in spent if one.delivered >= begin]
    first: dict[tuple[str, int, bool], date] = {}
    for one in rows:
        key = one.product, one.organisation_id, bool(one.result)
        first[key] = min(first.get(key, one.declared), one.declared)
    return tuple(_said(one, first=first[one.product, one.organisation_id, bool(one.result)]) for one in rows)


def _said(one: Spent, *, first: date) -> Spent:
    usual = first_day(one.delivered.year, one.delivered.month)
    return replace(one, declared=usual) if usual < one.declared == first else one


def known_spent(spent: Iterable[Spent], *, before: date) -> bytes:
    """What a forecast may know of it before a day, as something to compare.

    >>> day = date(2026, 3, 1)
    >>> known_spent([Spent("bi", 1, day, day, 100)], before=day)
    b'[]'
    """
    known = [
        (one.product, one.organisation_id, one.delivered.toordinal(), one.declared.toordinal(), one.cents)
        for one in spent
        if one.declared < before
    ]
    return repr(sorted(known)).encode()


# --- What is still to come ---


def still_to_come(agreed: Agreed, *, year: int, today: date, spent: Mapping[tuple[str, int, int], int]) -> Floats:
    """Euros of each flow in each month from this one on, without what was delivered of those months; shape (flows, 12).

    `spent` is cents by product, party and month (1 to 12). What a party delivered of a product in a month is taken from
    what it promised then; what somebody delivered who promised nothing, from what nobody in particular promised.

    >>> begin, until = date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal()
    >>> one = Columns([7], [""], ["bi"], ["wmo"], [3], [begin], [begin], [until], [until], [90.0], ["month"], [None])
    >>> found = still_to_come(agreed_of(one), year=2026, today=date(2026, 11, 22), spent={("bi", 3, 11): 30_00})
    >>> [round(float(amount)) for amount in found[0, 9:]]
    [0, 60, 90]
    """
    monthly = agreed.by_month(year, since=today.replace(day=1))
    if not len(agreed):
        return monthly
    keys = kinds_of(list(zip(agreed.product.places.tolist(), agreed.party.places.tolist(), strict=True)))
    named = [(agreed.product.keys[product], agreed.party.keys[party]) for product, party in keys.keys]
    for month in range(today.month - 1 if year == today.year else 0, MONTHS):
        promised = np.bincount(keys.places, weights=monthly[:, month], minlength=len(named))
        given = _given(named, month=month + 1, spent=spent) / HUNDREDTHS
        part = np.divide(given, promised, out=np.zeros(len(named)), where=promised > 0)
        monthly[:, month] *= np.clip(1 - part, 0, 1)[keys.places]
    return monthly


def _given(named: Sequence[tuple[str, int]], *, month: int, spent: Mapping[tuple[str, int, int], int]) -> Floats:
    """What was delivered in a month of each product and party that promised; of others, at the party without a number."""
    there = {key: place for place, key in enumerate(named)}
    found = np.zeros(len(named))
    for (product, party, when), amount in spent.items():
        place = there.get((product, party), there.get((product, 0)))
        if when == month and place is not None:
            found[place] += amount
    return found
