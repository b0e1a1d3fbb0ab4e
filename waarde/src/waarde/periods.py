"""Stretches of days: how long, which part of another one, and how an amount lies in the months; it knows no money rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from waarde.dividing import divide
from waarde.errors import WaardeError

DECEMBER = 12


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `begin` up to, and without, `until`. Errors: period-empty."""

    begin: date
    until: date

    def __post_init__(self) -> None:
        if self.until <= self.begin:
            raise WaardeError("period-empty", where="period", got=self.until.isoformat(), begin=self.begin.isoformat())

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until - self.begin).days

    def days_within(self, other: Period) -> int:
        """How many of its days lie in another period; 0 when none does."""
        return max((min(self.until, other.until) - max(self.begin, other.begin)).days, 0)


def year_of(year: int) -> Period:
    """A calendar year, 365 or 366 days.

    >>> year_of(2024).days, year_of(2025).days
    (366, 365)
    """
    return Period(date(year, 1, 1), date(year + 1, 1, 1))


def share_of_days(periods: Iterable[Period], *, within: Period) -> Fraction:
    """Which part of a period lies in some others together, exact; periods that overlap count once.

    Formula: days in at least one of them / days of `within`. Dimensionless.

    >>> first_half = Period(date(2023, 1, 1), date(2023, 7, 1))
    >>> share_of_days([first_half], within=year_of(2023))
    Fraction(181, 365)
    """
    days, reached = 0, within.begin
    for period in sorted(periods):
        begin, until = max(period.begin, reached), min(period.until, within.until)
        if begin < until:
            days, reached = days + (until - begin).days, until
    return Fraction(days, within.days)


def months_of(period: Period) -> Iterator[Period]:
    """The calendar months that a period touches, each cut off at the period's own ends."""
    begin = period.begin
    while begin < period.until:
        until = date(begin.year + begin.month // DECEMBER, begin.month % DECEMBER + 1, 1)
        yield Period(begin, min(until, period.until))
        begin = until


def spread_by_days(amount: int, *, period: Period) -> dict[date, int]:
    """An amount of a period laid in its calendar months by days, in whole cents: for periods of four weeks.

    Formula: amount x days in the month / days of the period, the cents that are left to the largest remainders,
    equal ones to the earliest month. By the first day of each month; the months add up to the amount, credits too.

    >>> four_weeks = Period(date(2023, 1, 23), date(2023, 2, 20))
    >>> spread_by_days(28_000, period=four_weeks)
    {datetime.date(2023, 1, 1): 9000, datetime.date(2023, 2, 1): 19000}
    """
    months = {month.begin.replace(day=1): month.days for month in months_of(period)}
    parts = divide(amount, weights={month.isoformat(): Fraction(days) for month, days in months.items()})
    return {month: parts[month.isoformat()] for month in months}
