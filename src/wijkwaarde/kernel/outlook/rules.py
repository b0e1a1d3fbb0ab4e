"""What is expected of a year as plain values, to JSON and back; it decides nothing about money and asks no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, astuple, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Parts:
    """What an expectation is made of, in cents: said so far, still to be said, promised, and plans that are still to come.

    `rate` is euros used per euro of `rate_of`, learned from so many years before this one.
    """

    declared: int
    late: int
    running: int
    new: int
    rate: float = 0.0
    rate_of: str = ""
    earlier_years: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """A total that is expected, from where to where it comes out in eight of ten years, and its parts; all in cents."""

    total: int
    low: int
    high: int
    parts: Parts

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def outcome_of(told: dict[str, Any]) -> Outcome:
    """What was kept, as it was.

    >>> one = Outcome(3, 1, 5, Parts(1, 1, 1, 0, 0.9, "a month", 2))
    >>> outcome_of(one.to_json()) == one
    True
    """
    return Outcome(told["total"], told["low"], told["high"], Parts(**told["parts"]))


@dataclass(frozen=True, slots=True)
class Ends:
    """What a part of a year is expected to come to, and from where to where in eight of ten years; in cents."""

    total: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Divided:
    """What is expected of the year by party, by law and by month; in each way the totals add up to the whole.

    `until_month` is each month with those before it. A law that nobody knows stands under an empty name.
    """

    by_party: Mapping[int, Ends]
    by_law: Mapping[str, Ends]
    by_month: tuple[Ends, ...]
    until_month: tuple[Ends, ...]

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "party": {str(key): astuple(one) for key, one in self.by_party.items()},
            "law": {key: astuple(one) for key, one in self.by_law.items()},
            "month": [astuple(one) for one in self.by_month],
            "until": [astuple(one) for one in self.until_month],
        }


def divided_of(told: dict[str, Any]) -> Divided:
    """What was kept, as it was.

    >>> one = Divided({3: Ends(3, 1, 5)}, {"wmo": Ends(3, 1, 5)}, (Ends(3, 1, 5),), (Ends(3, 1, 5),))
    >>> divided_of(one.to_json()) == one
    True
    """
    return Divided(
        {int(key): Ends(*those) for key, those in told["party"].items()},
        {key: Ends(*those) for key, those in told["law"].items()},
        tuple(Ends(*those) for those in told["month"]),
        tuple(Ends(*those) for those in told["until"]),
    )
