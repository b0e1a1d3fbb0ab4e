"""Plans that will still be agreed this year: how many a week, for how much, for how long; learned from the last year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from waarde.budget_book import Commitment, days_in, first_day
from waarde.periods import DECEMBER
from waarde.valuation import Floats

DAYS_A_WEEK = 7
DAYS_A_MONTH = 365.25 / DECEMBER
HALF_A_MONTH = 0.5


@dataclass(frozen=True)
class NewPlans:
    """How plans come in: `count` of them in so many `weeks`, euros per month with their spread, and months they run."""

    count: int
    weeks: float
    per_month: float
    spread: float
    months: tuple[float, ...]

    @property
    def per_week(self) -> float:
        """How many begin in a week."""
        return self.count / self.weeks if self.weeks else 0.0


NONE = NewPlans(0, 0.0, 0.0, 0.0, ())


def learned_new_plans(commitments: Sequence[Commitment], *, first: int, month: int) -> NewPlans:
    """How plans came in during the twelve months up to and with `month`, or since `first` when that is shorter.

    Formula: plans begun / weeks, mean and standard deviation of euros per month, the lengths in months. Months are numbers.

    >>> from datetime import date
    >>> from waarde.periods import Period
    >>> from waarde.budget_book import month_number
    >>> plans = [Commitment("help", Period(date(2023, m, 1), date(2024, m, 1)), 200.0) for m in (1, 4, 7, 10)]
    >>> found = learned_new_plans(plans, first=month_number(date(2023, 1, 1)), month=month_number(date(2023, 12, 1)))
    >>> round(found.per_week * 52, 2), found.per_month, round(found.months[0], 1)
    (3.99, 200.0, 12.0)
    """
    begin, until = first_day(max(first, month + 1 - DECEMBER)), first_day(month + 1)
    begun = [one for one in commitments if begin <= one.period.begin < until]
    if not begun:
        return NONE
    amounts = np.array([one.per_month for one in begun])
    lengths = tuple(one.period.days / DAYS_A_MONTH for one in begun)
    weeks = (until - begin).days / DAYS_A_WEEK
    return NewPlans(len(begun), weeks, float(amounts.mean()), float(amounts.std()), lengths)


def weeks_of(months: Sequence[int]) -> Floats:
    """How many weeks each month has, shape (months,)."""
    return np.array([days_in(month) / DAYS_A_WEEK for month in months])


def running_after(plans: NewPlans, *, months: int) -> Floats:
    """The part of a plan's month that it runs, by months since the one in which it began, shape (months,).

    Formula: half of the first month; of a later one the mean over the plans of what their length covers of it.

    >>> [float(part) for part in running_after(NewPlans(1, 52, 100, 0, (1.5,)), months=4)]
    [0.5, 1.0, 0.0, 0.0]
    """
    lengths = np.array(plans.months)[:, None]
    begins = np.arange(months)[None, :] - HALF_A_MONTH
    covered = np.clip(lengths - begins, 0, 1).mean(axis=0) if plans.months else np.zeros(months)
    covered[0] = min(covered[0], HALF_A_MONTH)
    return np.asarray(covered)
