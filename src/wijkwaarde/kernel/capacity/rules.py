"""Decides who says how much room they have, who sees it of colleagues, and in which order; it asks no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Away:
    """Who stands in for a colleague who is away, or will be, from when until when (the first day that it is over)."""

    stand_in: str
    begin: date
    until: date


@dataclass(frozen=True, slots=True)
class Workload:
    """How busy a colleague is: of how many people they are the fixed contact, and how many of these wait for a first call.

    `has_room` and `said_on`: what they said themselves, and when; None for who said nothing. Numbers, and never whom.
    """

    membership_id: int
    name: str
    job: str
    people: int
    waiting: int
    has_room: bool | None
    said_on: date | None
    away: Away | None
    stands_in_for: tuple[str, ...]

    def is_away(self, today: date) -> bool:
        """Whether they are away today."""
        return self.away is not None and self.away.begin <= today


def by_room(one: Workload, *, today: date) -> tuple[bool, int, int, int, str]:
    """For sorting: who is there before who is away, then who said yes, who said nothing and who is full, then the fewest."""
    said = {True: 0, None: 1, False: 2}[one.has_room]
    return one.is_away(today), said, one.people, one.waiting, one.name


def check_says(role: str) -> None:
    """Errors: NotFound for who is no professional: only they become somebody's fixed contact."""
    if role != Role.PROFESSIONAL.value:
        raise NotFound("capacity")


def check_sees(role: str) -> None:
    """Errors: NotFound for who is no manager."""
    if role != Role.MANAGER.value:
        raise NotFound("capacity")
