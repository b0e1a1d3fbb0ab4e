"""Says what years came to as plain values: budget, costs, vacancies and what each party put in and used; it reads nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Taking:
    """A party in a year: its code, until when it takes part, and its own figures in cents."""

    code: str
    left_on: date | None = None
    investment: int = 0
    use: int = 0
    costs: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a year came to, or some years together, in cents, and where what was typed comes from.

    `purses` is the part of the costs that was paid from small purses.
    """

    budget: int
    costs: int
    parties: tuple[Taking, ...]
    vacancy: int = 0
    case_costs: tuple[int, ...] = ()
    quality_met: bool | None = None
    found_in: str = ""
    purses: int = 0

    def as_data(self) -> dict[str, Any]:
        """As it is kept."""
        return json.loads(json.dumps(asdict(self), default=date.isoformat))  # type: ignore[no-any-return]


def together(years: Sequence[Figures]) -> Figures:
    """Years as one, of the same parties in the same order: everything added up; where it was found is said of the last.

    >>> first = Figures(budget=100, costs=90, parties=(Taking("p1", use=90),))
    >>> together([first, replace(first, costs=120, parties=(Taking("p1", use=120),))]).costs
    210
    """
    last = years[-1]
    return replace(
        last,
        budget=sum(one.budget for one in years),
        costs=sum(one.costs for one in years),
        vacancy=sum(one.vacancy for one in years),
        purses=sum(one.purses for one in years),
        case_costs=tuple(cost for one in years for cost in one.case_costs),
        parties=tuple(_party(each) for each in zip(*(one.parties for one in years), strict=True)),
    )


def _party(years: Sequence[Taking]) -> Taking:
    return replace(
        years[-1],
        investment=sum(one.investment for one in years),
        use=sum(one.use for one in years),
        costs=sum(one.costs for one in years),
    )
