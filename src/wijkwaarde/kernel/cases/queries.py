"""Reads cases: the gate to one case, and lists for who takes part; whatever is read is noted for the trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.accounts.queries import members_by_id, running
from wijkwaarde.kernel.cases import rules
from wijkwaarde.kernel.cases.models import Case, ContactNote, Participant, Share
from wijkwaarde.kernel.cases.terms import SHOWN_AT_ONCE, Extent, Part
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.trail.queries import TrailLine, lines_about

# A row as the pages get it: they read it, and import no model.
type TakingPart = Participant

# How many cases get a contact in one go.
AT_ONCE = 100

WAITING = ("case__key", "case__resident__name", "case__resident__phone", "case__call_before", "case__resident_id")
WITH_CASE = ("case__resident",)
PURPOSES = {Part.RESIDENT: Purpose.OWN, Part.CONTACT: Purpose.CONTACT, Part.PROFESSIONAL: Purpose.PROFESSIONAL}


@dataclass(frozen=True, slots=True)
class SeenCase:
    """A case as one participant may see it: their part in it, and whether they read what is written."""

    case: Case
    participant: Participant
    part: Part
    may_read: bool

    @property
    def is_resident(self) -> bool:
        """Whether who looks is the resident whose case it is."""
        return self.part is Part.RESIDENT

    @property
    def purpose(self) -> Purpose:
        """Why they look, as the trail says it."""
        return PURPOSES[self.part]


def case_for(key: UUID, *, by: Actor, today: date) -> SeenCase:
    """The case with this key, for somebody who takes part in it. Errors: NotFound, also when it is forbidden."""
    participant, extent = _own_participation(key, by=by, today=today)
    part = None if participant is None else Part(participant.part)
    if participant is None or part is None or not rules.may_see(part=part, extent=extent):
        raise _not_found(key, by=by)
    case = participant.case
    by.record(Act.READ, "case", object_id=case.pk, subjects=[case.resident_id], purpose=PURPOSES[part])
    return SeenCase(case, participant, part, rules.may_read(part=part, extent=extent))


def _not_found(key: UUID, *, by: Actor) -> NotFound:
    """That it is not there, with whom it is about where it is there for others."""
    case = Case.objects.filter(key=key, partnership_id=by.inside).first()
    return NotFound("case") if case is None else NotFound("case", object_id=case.pk, subjects=(case.resident_id,))


def readable_case_for(key: UUID, *, by: Actor, today: date) -> SeenCase:
    """The case with this key, for somebody who may read what is written in it. Errors: NotFound."""
    seen = case_for(key, by=by, today=today)
    if not seen.may_read:
        raise NotFound("case", object_id=seen.case.pk, subjects=(seen.case.resident_id,))
    return seen


def _own_participation(key: UUID, *, by: Actor, today: date) -> tuple[Participant | None, Extent | None]:
    """How the actor takes part, and what they may see; the fixed contact before a chosen professional, where one is both."""
    mine = _with_extent(
        Participant.objects.filter(running(today), case__key=key, partnership_id=by.inside), today=today
    )
    if by.membership_id is not None:
        mine = mine.filter(membership_id=by.membership_id)
    elif by.person_id is not None:
        mine = mine.filter(person_id=by.person_id)
    else:
        return None, None
    found = mine.select_related("membership__organisation", *WITH_CASE).order_by("part").first()
    return found, None if found is None else _told_extent(found)


def _with_extent(taking: QuerySet[Participant], *, today: date) -> QuerySet[Participant]:
    """The same rows, each with what is shared with them today."""
    shared = Share.objects.filter(running(today), participant=OuterRef("pk"))
    return taking.annotate(extent=Subquery(shared.values("extent")[:1]))


def _told_extent(participant: Participant) -> Extent | None:
    told: str | None = vars(participant)["extent"]
    return None if told is None else Extent(told)


def _extent(participant: Participant | None, *, today: date) -> Extent | None:
    if participant is None:
        return None
    share = Share.objects.filter(running(today), participant=participant).first()
    return None if share is None else Extent(share.extent)


def hold(seen: SeenCase, *, today: date) -> None:
    """Keep the actor's part in the case as it is until the end of the transaction, before something is written.

    It may have ended, or see less, since the page began. Errors: NotFound then.
    """
    mine = Participant.objects.select_for_update(no_key=True).filter(running(today), pk=seen.participant.pk).first()
    part = None if mine is None else Part(mine.part)
    extent = _extent(mine, today=today)
    if not rules.may_see(part=part, extent=extent) or rules.may_read(part=part, extent=extent) != seen.may_read:
        raise NotFound("case", object_id=seen.case.pk, subjects=(seen.case.resident_id,))


def own_cases(*, by: Actor, today: date) -> QuerySet[Case]:
    """The questions of the resident who asks, newest first."""
    mine = Participant.objects.filter(running(today), case=OuterRef("pk"), person_id=by.person_id or 0)
    return Case.objects.filter(Exists(mine), partnership_id=by.inside).order_by("-opened_on", "-pk")


def participants_of(seen: SeenCase, *, today: date) -> list[Participant]:
    """Who takes part in a case today, with their organisation: the resident, the fixed contact, then by begin."""
    found = (
        _with_extent(Participant.objects.filter(running(today), case=seen.case), today=today)
        .select_related("membership__organisation", "person")
        .order_by("begin", "pk")
    )
    order = list(Part)
    return sorted(found, key=lambda one: order.index(Part(one.part)))


def extents_of(participants: Sequence[Participant]) -> dict[int, Extent | None]:
    """What each of these participants may see, by their id; they come from `participants_of`."""
    return {one.pk: _told_extent(one) for one in participants}


def contact_of(participants: Sequence[Participant]) -> Participant | None:
    """The fixed contact among these participants."""
    return next((one for one in participants if one.part == Part.CONTACT.value), None)


def last_contact(case: Case) -> ContactNote | None:
    """When somebody last spoke with the resident."""
    return ContactNote.objects.filter(case=case).order_by("-on", "-pk").first()


def cases_without_contact(*, by: Actor, today: date) -> list[Case]:
    """Some of the cases that have no fixed contact, or one who no longer works here; locked, the oldest first."""
    contact = Participant.objects.filter(works(today), case=OuterRef("pk"), part=Part.CONTACT.value)
    found = Case.objects.filter(~Exists(contact), partnership_id=by.inside)
    return list(found.select_for_update(skip_locked=True).order_by("pk")[:AT_ONCE])


def works(today: date) -> Q:
    """The condition that somebody takes part today, and still works for an organisation of the partnership."""
    return running(today) & running(today, of="membership__") & running(today, of="membership__organisation__")


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for a first call: the key of their case, who, on which number, and before which day."""

    case_key: UUID
    name: str
    phone: str
    before: date


def waiting_for(*, by: Actor, today: date) -> tuple[list[Waiting], bool]:
    """Who waits for the actor's first call, the most urgent first, and whether there are more."""
    # Their own call: who follows another contact calls too.
    called = ContactNote.objects.filter(participant=OuterRef("pk"))
    # The few keys first: else the database reads the case and the share of everybody in whose case they take part.
    few = list(
        _running(by=by, today=today).filter(~Exists(called), part=Part.CONTACT.value).values_list("pk", flat=True)
    )
    every = _participations(by=by, today=today).filter(pk__in=few).order_by("case__call_before", "pk")
    found = list(every.values_list(*WAITING)[: SHOWN_AT_ONCE + 1])
    shown = found[:SHOWN_AT_ONCE]
    note_search_about(by, residents=[resident_id for *_columns, resident_id in shown])
    waiting = [Waiting(key, name, phone, before) for key, name, phone, before, _resident_id in shown]
    return waiting, len(found) > SHOWN_AT_ONCE


def taking_part(*, by: Actor, today: date, words: str = "") -> list[int]:
    """The keys of all running participations of a member, newest case first; `words` narrow by the resident's name."""
    found = _participations(by=by, today=today)
    for word in words.split():
        found = found.filter(case__resident__name__icontains=word)
    return list(found.order_by("-case__opened_on", "-pk").values_list("pk", flat=True))


def participations(keys: Sequence[int], *, by: Actor) -> list[Participant]:
    """These participations of a member with their case, in this order, noted for the trail."""
    rows = Participant.objects.filter(membership_id=by.membership_id or 0, partnership_id=by.inside)
    found = rows.select_related("case__resident").in_bulk(list(keys))
    note_search_about(by, residents=[one.case.resident_id for one in found.values()])
    return [found[key] for key in keys if key in found]


def _participations(*, by: Actor, today: date) -> QuerySet[Participant]:
    shared = Share.objects.filter(running(today), participant=OuterRef("pk"))
    return _running(by=by, today=today).filter(Exists(shared))


def _running(*, by: Actor, today: date) -> QuerySet[Participant]:
    return Participant.objects.filter(running(today), membership_id=by.membership_id or 0, partnership_id=by.inside)


def note_search(by: Actor, *, cases: Sequence[Case]) -> None:
    """Note that a list showed these cases: one SEARCH line with everybody it is about."""
    note_search_about(by, residents=[case.resident_id for case in cases])


def note_search_about(by: Actor, *, residents: Sequence[int]) -> None:
    """Note that a list showed something of these people: one SEARCH line with everybody it is about."""
    if residents:
        by.record(Act.SEARCH, "case", object_id=None, subjects=residents)


@dataclass(frozen=True, slots=True)
class Look:
    """One look: who (empty for somebody without a part in it), for which organisation, what they did, and why.

    `part`, `since` and `until` (None while it goes on) tell how who looked takes part; `command` is set where no person looked but the system did.
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


def looks_at(*, by: Actor, page: int) -> Looks:
    """The looks of others at the data of the resident who asks, by day. Errors: NotFound."""
    if by.person_id is None:
        raise NotFound("person")
    lines, has_more = lines_about(by.person_id, page=page)
    members = members_by_id({line.membership_id for line in lines if line.membership_id}, by=by)
    parts = _parts(by.person_id, members=set(members))
    days: dict[date, list[Look]] = {}
    for line in lines:
        look = _look(line, members=members, parts=parts)
        days.setdefault(timezone.localdate(look.at), []).append(look)
    by.record(Act.READ, "trail", object_id=None, subjects=[by.person_id], purpose=Purpose.OWN)
    return Looks(tuple(Day(day, tuple(looks)) for day, looks in days.items()), page, has_more)


def _parts(person_id: int, *, members: set[int]) -> dict[int | None, Participant]:
    """How each of these members takes part in a case of this person; what goes on before what ended, and then the newest."""
    rows = Participant.objects.filter(case__resident_id=person_id, membership_id__in=members).order_by(
        F("until").asc(nulls_last=True), "begin", "-part"
    )
    return {row.membership_id: row for row in rows}


def _look(line: TrailLine, *, members: dict[int, Membership], parts: dict[int | None, Participant]) -> Look:
    who, taking = members.get(line.membership_id or 0), parts.get(line.membership_id)
    return Look(
        at=line.at,
        name="" if who is None else who.name,
        organisation="" if who is None else who.organisation.name,
        job="" if who is None else who.job,
        act=Act(line.act),
        kind=line.kind,
        purpose=Purpose(line.purpose),
        command=line.command,
        part=None if taking is None else Part(taking.part),
        since=None if taking is None else taking.begin,
        until=None if taking is None else taking.until,
    )
