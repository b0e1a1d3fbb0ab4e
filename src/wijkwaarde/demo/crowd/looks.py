"""Writes what the trail would say of the stories: who opened and changed each case on which day; the trail itself has no past."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from wijkwaarde.demo.crowd.rows import Around, Written, at
from wijkwaarde.demo.crowd.story import CONTACT, RESIDENT
from wijkwaarde.demo.crowd.tables import table
from wijkwaarde.kernel.access import Act, Purpose
from wijkwaarde.kernel.cases.terms import Part

PURPOSES = {Part.RESIDENT: Purpose.OWN, Part.CONTACT: Purpose.CONTACT, Part.PROFESSIONAL: Purpose.PROFESSIONAL}
TRAIL = "trail.Line"

type Look = tuple[date, str, Act, str]


def write_looks(found: list[Written], *, around: Around, keys: Random, today: date) -> int:
    """Write the lines of these cases in the order of their days; how many there are."""
    users = _users(found)
    lines = [
        _line(look, written=one, around=around, users=users, keys=keys)
        for one in found
        for look in _looks(one)
        if look[0] < today
    ]
    lines.sort(key=lambda line: line.at)
    table(TRAIL).objects.bulk_create(lines)
    return len(lines)


def _users(found: list[Written]) -> dict[int, int]:
    """The log-in of every resident who has one."""
    rows = table("accounts.User").objects.filter(person__in=[one.resident for one in found])
    return dict(rows.values_list("person_id", "pk"))


def _looks(one: Written) -> Iterator[Look]:
    """Who did what on which day, as the pages would have noted it."""
    story = one.story
    yield story.opened_on, CONTACT if story.asked_by else RESIDENT, Act.WRITE, "case"
    for call in story.calls:
        yield call.on, CONTACT, Act.READ, "case"
        yield call.on, CONTACT, Act.WRITE, "contact_note"
    if story.agreed_on is not None:
        yield story.agreed_on, CONTACT, Act.WRITE, "plan_version"
        yield story.agreed_on, RESIDENT, Act.WRITE, "plan_version"
    for helper in story.helpers:
        yield helper.since, RESIDENT, Act.WRITE, "participant"
        yield helper.since + timedelta(days=1), helper.key, Act.READ, "case"
    for line in story.lines:
        if line.said is not None:
            who = line.who.removeprefix("@")
            yield line.said.on, who if who in one.parts else RESIDENT, Act.WRITE, "plan_line"
    for mark in story.marks:
        yield mark.on, RESIDENT if mark.how.value == "self" else CONTACT, Act.WRITE, "measurement"
    for barrier in story.in_the_way:
        yield barrier.raised_on, CONTACT, Act.WRITE, "barrier"
    if story.closed_on is not None:
        yield story.closed_on, RESIDENT, Act.WRITE, "case"


def _line(look: Look, *, written: Written, around: Around, users: dict[int, int], keys: Random) -> Any:
    day, who, act, kind = look
    part = written.parts[who]
    member = part.membership
    return table(TRAIL)(
        at=at(day) + timedelta(minutes=keys.randint(-180, 240)),
        partnership_id=around.partnership_id,
        user_id=member.user_id if member else users.get(written.resident.pk),
        person_id=None if member else written.resident.pk,
        membership_id=member.pk if member else None,
        organisation_id=member.organisation_id if member else None,
        act=act.value,
        kind=kind,
        object_id=written.case.pk if kind == "case" else None,
        subject_ids=[written.resident.pk],
        purpose=PURPOSES[Part(part.part)].value,
        trace_id=UUID(int=keys.getrandbits(128), version=4).hex,
    )
