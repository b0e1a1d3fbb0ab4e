"""Unpaid hours beside the euros: by kind and by person, never added to money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from waarde.lines import FirstYear, Line, counted_in
from waarde.situations import Case
from waarde.terms import HoursKind, Situation


@dataclass(frozen=True, slots=True)
class PersonHours:
    """The hours of one person in one situation in the first year; None when not known."""

    situation: Situation
    who: str
    kind: HoursKind
    hours: float | None


def hours_by_person(case: Case) -> tuple[PersonHours, ...]:
    """Hours per situation, kind and person, in the order in which they are written.

    Formula: quantity x periods x share of the year, added up; one unknown part makes the person's sum unknown.
    """
    return tuple(
        person
        for situation, lines in lines_with_hours(case).items()
        for person in _of_lines(lines, situation=situation, year=case.first_year)
    )


def lines_with_hours(case: Case) -> dict[Situation, tuple[Line, ...]]:
    """The lines of the situations in which hours are told; nobody knows whose they are if nothing changes."""
    told = {Situation.NOW: case.now, Situation.SOLUTION: case.solution, Situation.REALISED: case.realised}
    return {situation: lines or () for situation, lines in told.items()}


def _of_lines(lines: Iterable[Line], *, situation: Situation, year: FirstYear) -> list[PersonHours]:
    sums: dict[tuple[str, HoursKind], float | None] = {}
    for line, given in ((one, hours) for one in lines for hours in one.hours):
        key = (given.who, given.kind)
        before = sums.get(key, 0.0)
        more = None if given.use is None else counted_in(line, given.use, year=year)
        sums[key] = None if before is None or more is None else before + more
    return [PersonHours(situation, who, kind, hours) for (who, kind), hours in sums.items()]


def hours_by_kind(people: Iterable[PersonHours], *, situation: Situation) -> dict[HoursKind, float | None]:
    """Hours per kind in one situation; None where one person's are not known.

    >>> ton = PersonHours(Situation.SOLUTION, "Ton", HoursKind.OWN_NETWORK, 104)
    >>> lot = PersonHours(Situation.SOLUTION, "Lot", HoursKind.OWN_NETWORK, 52)
    >>> hours_by_kind([ton, lot], situation=Situation.SOLUTION)[HoursKind.OWN_NETWORK]
    156.0
    """
    sums: dict[HoursKind, float | None] = {}
    for person in people:
        if person.situation is situation:
            before = sums.get(person.kind, 0.0)
            sums[person.kind] = None if before is None or person.hours is None else before + person.hours
    return sums
