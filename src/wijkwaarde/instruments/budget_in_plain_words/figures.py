"""A year of the budget as everybody may read it, as plain values; it counts nothing and reads nothing."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Came:
    """Whole euros of one source of money."""

    name: str
    euros: int


@dataclass(frozen=True, slots=True)
class Went:
    """Whole euros of one product, and how many people got it at least; the rest has no name."""

    name: str
    euros: int
    people: int | None


@dataclass(frozen=True, slots=True)
class Sure:
    """What is thought to be left at the end of the year, in whole euros, and how far that may be off."""

    left: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Fund:
    """The money of the residents in whole euros: what came in, what was spent, and what is left."""

    came: int
    spent: int
    left: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What a party got of some years, or paid below 0, in whole euros; what it went to, and what the neighbourhood noticed.

    No name is the residents; empty words were not said yet.
    """

    who: str
    years: str
    euros: int
    spent_on: str
    noticed: str


@dataclass(frozen=True, slots=True)
class Figures:
    """A year as everybody may read it: rounded, and without what is about too few people; `until` is the last day in it."""

    year: int
    until: date
    is_final: bool
    came: tuple[Came, ...]
    went: tuple[Went, ...]
    came_total: int
    went_total: int
    sure: Sure
    fund: Fund | None
    shared: tuple[Shared, ...] = ()

    @property
    def left(self) -> int:
        """What came in, less what is used up to now."""
        return self.came_total - self.went_total

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self) | {"until": self.until.isoformat()}


def figures_of(told: dict[str, Any]) -> Figures:
    """What was kept, as it was."""
    return Figures(
        told["year"],
        date.fromisoformat(told["until"]),
        told["is_final"],
        tuple(Came(**one) for one in told["came"]),
        tuple(Went(**one) for one in told["went"]),
        told["came_total"],
        told["went_total"],
        Sure(**told["sure"]),
        Fund(**told["fund"]) if told["fund"] else None,
        tuple(Shared(**one) for one in told.get("shared", ())),
    )
