"""Where the unpaid hours come from: whose, in which lines, how often."""

from __future__ import annotations

from collections.abc import Iterable

from waarde.explain import Explained
from waarde.explain_money import explain_use
from waarde.situations import Case
from waarde.terms import HoursKind, Situation
from waarde.time_given import PersonHours, hours_by_kind, lines_with_hours

UNIT = "hour"


def explain_hours(case: Case, *, people: Iterable[PersonHours]) -> dict[str, Explained]:
    """The hours of a kind in a situation: 'hours.<situation>.<kind>', with a part per person and line."""
    people = tuple(people)
    found = {}
    for situation in Situation:
        for kind, hours in hours_by_kind(people, situation=situation).items():
            key = f"hours.{situation.value}.{kind.value}"
            parts = tuple(
                _person(case, person=person, key=f"{key}.{person.who}")
                for person in people
                if (person.situation, person.kind) == (situation, kind)
            )
            inputs = {"situation": situation.value, "kind": kind.value}
            found[key] = Explained(key, "hours", kind.value, hours, UNIT, "sum of the people", inputs, parts)
    return found


def _person(case: Case, *, person: PersonHours, key: str) -> Explained:
    parts = tuple(_lines(case, who=person.who, kind=person.kind, situation=person.situation, key=key))
    return Explained(key, "hours-person", person.who, person.hours, UNIT, "sum of the lines", {}, parts)


def _lines(case: Case, *, who: str, kind: HoursKind, situation: Situation, key: str) -> Iterable[Explained]:
    for line in lines_with_hours(case)[situation]:
        mine = [given for given in line.hours if (given.who, given.kind) == (who, kind)]
        for number, given in enumerate(mine, start=1):
            at = f"{key}.{line.name}.{number}"
            uses = () if given.use is None else (explain_use(case, given.use, unit=UNIT, key=f"{at}.quantity"),)
            value = uses[0].value if uses else None
            yield Explained(at, "hours-line", line.name, value, UNIT, "", {}, uses)
