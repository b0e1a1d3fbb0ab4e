"""Reads who looked at a resident's data, and how each of them takes part; it tells it to that resident alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import F
from django.utils import timezone

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.accounts.queries import members_by_id
from wijkwaarde.kernel.cases.models import Participant
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.emergencies.queries import hidden_since
from wijkwaarde.kernel.emergencies.rules import is_told
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.parties.queries import names_of
from wijkwaarde.kernel.trail.models import Line
from wijkwaarde.kernel.trail.queries import TrailLine, trail_time
from wijkwaarde.kernel.trail.terms import PAGE

# The function filters the partnership itself: under the policy, the search in an array would lose its index.
ABOUT = """
SELECT * FROM trail_lines_about(%(person)s) WHERE person_id IS DISTINCT FROM %(person)s
    AND at >= %(begin)s::date::timestamp AT TIME ZONE 'Europe/Amsterdam'
    AND at < (%(until)s::date + 1)::timestamp AT TIME ZONE 'Europe/Amsterdam'
    AND (%(organisation)s::bigint IS NULL OR organisation_id = %(organisation)s::bigint)
ORDER BY at DESC, id DESC LIMIT %(most)s OFFSET %(before)s
"""
ORGANISATIONS = (
    "SELECT DISTINCT organisation_id FROM trail_lines_about(%(person)s) "
    "WHERE person_id IS DISTINCT FROM %(person)s AND organisation_id IS NOT NULL"
)
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2999, 12, 31)
# More than this in one period are not shown by organisation; the pages by day have all.
MOST_BY_ORGANISATION = 2000


@dataclass(frozen=True, slots=True)
class Look:
    """One look: who (empty for somebody without a part in it), for which organisation, what they did, and why.

    `instead_of`: the colleague in whose place they looked; `represents`: who looked does so for the resident. `part`, `since` and `until` (None while it goes on) tell how who looked takes part; `command` is set where no person looked but the system did.
    """

    at: datetime
    name: str
    organisation: str
    job: str
    act: Act
    kind: str
    purpose: Purpose
    command: str
    part: Part | None
    since: date | None
    until: date | None
    instead_of: str = ""
    represents: bool = False
    line_id: int = 0


@dataclass(frozen=True, slots=True)
class Day:
    """The looks of one day, newest first."""

    day: date
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class Looks:
    """A page of the looks at one person's data."""

    days: tuple[Day, ...]
    page: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which looks are asked for: of which days, and for one organisation or all; all of them in one go where `is_whole`."""

    begin: date | None = None
    until: date | None = None
    organisation_id: int | None = None
    is_whole: bool = False


EVERYTHING = Wanted()


def looks_at(*, by: Actor, page: int, wanted: Wanted = EVERYTHING) -> Looks:
    """The looks of others at the data of the resident who asks, by day. Errors: NotFound."""
    if by.person_id is None:
        raise NotFound("person")
    every, has_more = _lines(by.person_id, page=page, wanted=wanted)
    lines = _told(every, person_id=by.person_id)
    members = members_by_id(_members(lines), by=by)
    people = names_of({line.person_id for line in lines if line.person_id}, by=by)
    parts = _parts(by.person_id, members=set(members))
    days: dict[date, list[Look]] = {}
    for line in lines:
        look = _look(line, members=members, parts=parts, people=people)
        days.setdefault(timezone.localdate(look.at), []).append(look)
    by.record(Act.READ, "trail", object_id=None, subjects=[by.person_id], purpose=Purpose.OWN)
    return Looks(tuple(Day(day, tuple(looks)) for day, looks in days.items()), page, has_more)


def look_at(line_id: int, *, by: Actor, person_id: int) -> Look:
    """One look of somebody else at the data of this person, who asks or about whom is asked. Errors: NotFound."""
    lines = Line.objects.filter(pk=line_id, partnership_id=by.inside, subject_ids__contains=[person_id])
    told = _told(list(lines.exclude(person_id=person_id)), person_id=person_id)
    if not told:
        raise NotFound("trail", object_id=line_id)
    members = members_by_id(_members(told), by=by)
    people = names_of({line.person_id for line in told if line.person_id}, by=by)
    return _look(told[0], members=members, parts=_parts(person_id, members=set(members)), people=people)


def looking_organisations(*, by: Actor) -> list[tuple[int, str]]:
    """The organisations for which anybody looked at the data of the resident who asks, by name."""
    with connection.cursor() as cursor:
        cursor.execute(ORGANISATIONS, {"person": by.person_id or 0})
        found = [key for (key,) in cursor.fetchall()]
    rows = Organisation.objects.filter(pk__in=found, partnership_id=by.inside)
    return list(rows.order_by("name").values_list("pk", "name"))


def _lines(person_id: int, *, page: int, wanted: Wanted) -> tuple[Sequence[TrailLine], bool]:
    most = MOST_BY_ORGANISATION if wanted.is_whole else PAGE
    told = {
        "person": person_id,
        "begin": wanted.begin or FIRST_DAY,
        "until": wanted.until or LAST_DAY,
        "organisation": wanted.organisation_id,
        "most": most + 1,
        "before": (page - 1) * most,
    }
    found = list(Line.objects.raw(ABOUT, told))
    return found[:most], len(found) > most


def _told(lines: Sequence[TrailLine], *, person_id: int) -> list[TrailLine]:
    """The lines without what an emergency holds back for now: it is told afterwards."""
    now = trail_time()
    since = hidden_since(person_id, today=timezone.localdate(now))
    return [line for line in lines if is_told(act=Act(line.act), kind=line.kind, at=line.at, since=since, now=now)]


def _members(lines: Sequence[TrailLine]) -> set[int]:
    """Who looked, and in whose place: for a member, that is a member too."""
    looked = [line for line in lines if line.membership_id]
    return {one for line in looked for one in (line.membership_id, line.on_behalf_of_id) if one}


def _parts(person_id: int, *, members: set[int]) -> dict[int | None, Participant]:
    """How each of these members takes part in a case of this person; what goes on before what ended, and then the newest."""
    rows = Participant.objects.filter(case__resident_id=person_id, membership_id__in=members).order_by(
        F("until").asc(nulls_last=True), "begin", "-part"
    )
    return {row.membership_id: row for row in rows}


def _look(
    line: TrailLine,
    *,
    members: dict[int, Membership],
    parts: dict[int | None, Participant],
    people: dict[int, str],
) -> Look:
    who, taking = members.get(line.membership_id or 0), parts.get(line.membership_id)
    absent = members.get(line.on_behalf_of_id or 0) if line.membership_id else None
    return Look(
        at=line.at,
        name=(people.get(line.person_id or 0, "") if line.on_behalf_of_id else "") if who is None else who.name,
        organisation="" if who is None else who.organisation.name,
        job="" if who is None else who.job,
        act=Act(line.act),
        kind=line.kind,
        purpose=Purpose(line.purpose),
        command=line.command,
        part=None if taking is None else Part(taking.part),
        since=None if taking is None else taking.begin,
        until=None if taking is None else taking.until,
        represents=line.person_id is not None and line.on_behalf_of_id is not None,
        instead_of="" if absent is None else absent.name,
        line_id=line.pk,
    )
