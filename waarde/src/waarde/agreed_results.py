"""Results that somebody is paid for when they are reached: agreed, reached, and which part is reached in the end; no years of a budget."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite

from waarde.errors import WaardeError
from waarde.periods import Period


@dataclass(frozen=True, slots=True)
class Reached:
    """Results reached on a day, how many, and the day on which that was said. Errors: number-too-small."""

    on: date
    said: date
    times: int

    def __post_init__(self) -> None:
        if self.times < 1:
            raise WaardeError("number-too-small", where="results reached", got=self.times, least=1)


@dataclass(frozen=True, slots=True)
class AgreedResult:
    """So many results, euros `each`, to be reached within a period; known from the day it was agreed (None: its first).

    From `ended` on what was not reached is expected no more. Errors: number-too-small, amount-negative, number-not-finite.
    """

    product: str
    period: Period
    times: int
    each: float
    agreed: date | None = None
    reached: tuple[Reached, ...] = ()
    ended: date | None = None

    def __post_init__(self) -> None:
        where = f"result of '{self.product}'"
        if self.times < 1:
            raise WaardeError("number-too-small", where=where, got=self.times, least=1)
        if not isfinite(self.each):
            raise WaardeError("number-not-finite", where=where, got=self.each)
        if self.each < 0:
            raise WaardeError("amount-negative", where=where, got=self.each)

    @property
    def known_from(self) -> date:
        """The day from which a forecast may know of it."""
        return self.agreed or self.period.begin

    @property
    def reached_times(self) -> int:
        """How often it was reached; it may be more often than was agreed."""
        return sum(one.times for one in self.reached)

    @property
    def left(self) -> int:
        """How often it may still be reached; 0 once it was ended."""
        return 0 if self.ended else max(self.times - self.reached_times, 0)

    def is_over(self, day: date) -> bool:
        """Whether nothing more was to be reached on a day: it was ended, or its last day lies behind."""
        return self.ended is not None or self.period.until <= day

    def known_before(self, day: date) -> AgreedResult:
        """What was known of it before a day."""
        ended = self.ended if self.ended is not None and self.ended < day else None
        return replace(self, reached=tuple(one for one in self.reached if one.said < day), ended=ended)


@dataclass(frozen=True, slots=True)
class Experience:
    """Of results that are over: how many were agreed, and how many of those were reached."""

    agreed: int
    reached: int

    @property
    def missed(self) -> int:
        """How many were never reached."""
        return self.agreed - self.reached

    @property
    def part(self) -> float:
        """The part of what is agreed that is reached in the end; all of it while nothing else was seen.

        Formula: (reached + 1) / (agreed + 1). Dimensionless. The one that is added is our own choice: few results say little.

        >>> Experience(0, 0).part, Experience(12, 5).part == 6 / 13
        (1.0, True)
        """
        return (self.reached + 1) / (self.agreed + 1)


def experience_of(results: Iterable[AgreedResult], *, on: date) -> Experience:
    """What results that are over on a day say of others; what was reached beyond what was agreed does not count.

    >>> year = Period(date(2025, 1, 1), date(2026, 1, 1))
    >>> five = (Reached(date(2025, 6, 1), date(2025, 6, 1), 5),)
    >>> experience_of([AgreedResult("school", year, 12, 450.0, reached=five)], on=date(2026, 1, 1))
    Experience(agreed=12, reached=5)
    """
    over = [one for one in results if one.is_over(on)]
    return Experience(sum(one.times for one in over), sum(min(one.times, one.reached_times) for one in over))
