"""Counts people and agreements over the years from plain rows, and holds back what is about too few; it reads nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Agreed:
    """A line of an agreed version of a plan: whose it is, from whom the help comes, from when until when, and its products.

    `until` is the first day on which it holds no more; None where it still does. `waits`: it was agreed and nobody began.
    """

    plan_id: int
    number: int
    resident_id: int
    source: str
    begin: date
    until: date | None
    waits: bool
    products: frozenset[str]
    agreed_on: date

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.begin <= day and (self.until is None or day < self.until)

    def is_in(self, year: int) -> bool:
        """Whether it holds on some day of a year."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        return self.begin <= last and (self.until is None or self.until > first)


@dataclass(frozen=True, slots=True)
class Helped:
    """People in a year: helped, new since that year, no more helped at its end (or today), and still waiting today."""

    helped: int
    new: int
    finished: int
    waiting: int | None


def helped_in(year: int, *, lines: Iterable[Agreed], today: date) -> Helped:
    """How many people these lines are about in a year; waiting is known of this year only."""
    mine = list(lines)
    inside = {one.resident_id for one in mine if one.is_in(year) and one.begin <= today}
    before = {one.resident_id for one in mine if one.begin < date(year, 1, 1)}
    end = min(date(year, 12, 31), today)
    holding = {one.resident_id for one in mine if one.holds(end)}
    waiting = len({one.resident_id for one in mine if one.waits}) if year == today.year else None
    return Helped(len(inside), len(inside - before), len(inside - holding), waiting)


def sources_in(year: int, *, lines: Iterable[Agreed]) -> tuple[int, dict[str, int]]:
    """Of how many plans, and how many lines by source: of each plan the last version that was agreed in a year."""
    mine = [one for one in lines if one.agreed_on.year == year]
    last: dict[int, int] = {}
    for one in mine:
        last[one.plan_id] = max(last.get(one.plan_id, 0), one.number)
    counted = Counter(one.source for one in mine if one.number == last[one.plan_id])
    return len(last), dict(counted)


def shown(count: int | None, *, least: int, step: int) -> int | None:
    """A count as it may be shown: 0, or rounded to a step; None for what is about too few.

    Rounded, so that no small number follows from others of the same people in another year.

    >>> [shown(count, least=10, step=5) for count in (0, 3, 12, 43, None)]
    [0, None, 10, 45, None]
    """
    if count is None or 0 < count < least:
        return None
    return (2 * count + step) // (2 * step) * step


def both_shown(one: int, *, other: int, least: int, step: int) -> tuple[int | None, int | None]:
    """Two counts of the same people: where one may not be shown, the other is not either."""
    told = shown(one, least=least, step=step), shown(other, least=least, step=step)
    return (None, None) if None in told else told


def mean_of(marks: Sequence[int]) -> float:
    """The mean of marks."""
    return sum(marks) / len(marks)
