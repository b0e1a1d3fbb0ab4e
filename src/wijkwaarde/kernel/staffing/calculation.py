"""Counts hours and fte, what vacant hours cost, and which months after each other stood vacant; plain values only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

MINUTES_AN_HOUR = 60
MONTHS_A_YEAR = 12
# How many hours one unit of a price buys, for the units that are hours.
HOURS_OF = {"hour": Fraction(1), "minute": Fraction(1, MINUTES_AN_HOUR)}
HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of one or more months, in hundredths: `available` is what was agreed, of which some ill and some vacant."""

    available: int = 0
    planned: int = 0
    used: int = 0
    ill: int = 0
    vacant: int = 0

    def __add__(self, other: Hours) -> Hours:
        return Hours(
            self.available + other.available,
            self.planned + other.planned,
            self.used + other.used,
            self.ill + other.ill,
            self.vacant + other.vacant,
        )

    @property
    def unused(self) -> int:
        """What was there and not used, without what was ill or vacant; below zero more was used than was there."""
        return self.available - self.ill - self.vacant - self.used


@dataclass(frozen=True, slots=True)
class VacantRun:
    """Months after each other in which hours stood vacant: the first, the last, and how many hours."""

    begin: date
    last: date
    months: int
    hours: int


@dataclass(frozen=True, slots=True)
class VacancyLine:
    """What was not spent on one product of one party since nobody could be hired.

    `price` is in euros per hour, None where no price per hour is known: then `cents` is 0 and the hours are shown alone.
    """

    organisation: str
    product: str
    hours: int
    price: float | None
    price_name: str
    cents: int


def price_of_an_hour(value: float, *, unit: str) -> float | None:
    """What an hour costs at a price; None where the price buys something else than time that people work.

    >>> price_of_an_hour(55.8, unit="hour"), price_of_an_hour(1.0, unit="minute"), price_of_an_hour(9, unit="trip")
    (55.8, 60.0, None)
    """
    hours = HOURS_OF.get(unit)
    return None if hours is None else float(Fraction(str(value)) / hours)


def cents_of(hours: int, *, price: float) -> int:
    """What hundredths of hours cost at a price per hour, in whole cents, halves up.

    >>> cents_of(46_800, price=55.8), cents_of(1, price=0.5)
    (2611440, 1)
    """
    return int(Fraction(str(price)) * hours + Fraction(1, 2))


def hours_of_fte(fte: int, *, hours_a_year: int) -> int:
    """Hundredths of fte in a month as hundredths of hours, halves up.

    >>> hours_of_fte(150, hours_a_year=187_200)
    23400
    """
    return int(Fraction(fte * hours_a_year, HUNDREDTHS * MONTHS_A_YEAR) + Fraction(1, 2))


def fte_of_hours(hours: int, *, hours_a_year: int) -> int:
    """Hundredths of hours in a month as hundredths of fte, halves up.

    >>> fte_of_hours(23_400, hours_a_year=187_200)
    150
    """
    return int(Fraction(hours * HUNDREDTHS * MONTHS_A_YEAR, hours_a_year) + Fraction(1, 2))


def vacant_runs(months: Iterable[tuple[date, int]], *, at_least: int) -> list[VacantRun]:
    """Months after each other with vacant hours, the oldest first, where there are at least so many.

    >>> vacant_runs([(date(2026, 9, 1), 100), (date(2026, 10, 1), 50), (date(2026, 12, 1), 9)], at_least=2)
    [VacantRun(begin=datetime.date(2026, 9, 1), last=datetime.date(2026, 10, 1), months=2, hours=150)]
    """
    found: list[VacantRun] = []
    for month, hours in sorted(one for one in months if one[1] > 0):
        if found and _months_between(found[-1].last, month) == 1:
            run = found.pop()
            found.append(VacantRun(run.begin, month, run.months + 1, run.hours + hours))
        else:
            found.append(VacantRun(month, month, 1, hours))
    return [run for run in found if run.months >= at_least]


def _months_between(first: date, last: date) -> int:
    return (last.year - first.year) * MONTHS_A_YEAR + last.month - first.month
