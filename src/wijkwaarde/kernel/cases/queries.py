"""Reads cases: the gate to one case, and lists for who takes part; whatever is read is noted for the trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import (
    BooleanField,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Right
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.cases import rules
from wijkwaarde.kernel.cases.models import Case, ContactNote, Participant, Share
from wijkwaarde.kernel.cases.terms import DIGITS_THAT_TELL, SHOWN_AT_ONCE, Extent, Manner, Part
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.parties.rules import Reach
from wijkwaarde.kernel.parties.terms import Channel

# A row as the pages get it: they read it, and import no model.
type TakingPart = Participant
type Noted = ContactNote
type AskedCase = Case

# How many cases get a contact in one go.
AT_ONCE = 100

WAITING = (
    *("case__key", "case__resident__name", "case__resident__phone", "case__resident__channel", "case__resident__via"),
    *("case__call_before", "case__came_back_on", "case__resident_id"),
)
RUNS = Q(case__closed_on__isnull=True)
WITH_CASE = ("case__resident", "case__asked_by__organisation")
REACHED = Q(taken_back=False) & ~Q(manner=Manner.UNREACHED.value)
HOLDS = Q(taken_back=False) & (~Q(manner=Manner.UNREACHED.value) | Q(next_on__isnull=False))
NO_PROMISE = ExpressionWrapper(Q(next_on__isnull=True), output_field=BooleanField())
KNOWN = ("case__resident_id", "case__resident__name", "case__resident__phone")
LAST_DIGITS = Right(
    Func(F("case__resident__phone"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace"),
    DIGITS_THAT_TELL,
    output_field=CharField(),
)
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
    # All of them, one or two: told to find only the first, the database goes through everybody's cases in that order.
    every = list(mine.select_related("membership__organisation", *WITH_CASE))
    found = min(every, key=lambda one: one.part, default=None)
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


def hold(seen: SeenCase, *, today: date, when_done: bool = False) -> None:
    """Keep the actor's part in the case as it is until the end of the transaction, before something is written.

    It may have ended, or see less, since the page began. Errors: NotFound then; Refused where the case is done, unless
    what is written belongs after the end too (`when_done`).
    """
    mine = Participant.objects.select_for_update(no_key=True).filter(running(today), pk=seen.participant.pk).first()
    part = None if mine is None else Part(mine.part)
    extent = _extent(mine, today=today)
    if not rules.may_see(part=part, extent=extent) or rules.may_read(part=part, extent=extent) != seen.may_read:
        raise NotFound("case", object_id=seen.case.pk, subjects=(seen.case.resident_id,))
    # Asked after the lock: whoever closes a case waits for everybody who writes in it, and the other way round.
    if not when_done and Case.objects.filter(pk=seen.case.pk, closed_on__isnull=False).exists():
        raise Refused(_("Jullie zijn klaar, dus hier verandert niets meer. Komt de bewoner terug, dan kan het weer."))


def own_cases(*, by: Actor, today: date) -> QuerySet[Case]:
    """The questions of the resident who asks, what is done last and else the newest first."""
    mine = Participant.objects.filter(running(today), case=OuterRef("pk"), person_id=by.person_id or 0)
    return Case.objects.filter(Exists(mine), partnership_id=by.inside).order_by(
        F("closed_on").desc(nulls_first=True), "-opened_on", "-pk"
    )


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


@dataclass(frozen=True, slots=True)
class Spoken:
    """When the resident was last spoken with, the newest note, and the next time that was promised, by which participant."""

    last_on: date | None = None
    note: Noted | None = None
    next_on: date | None = None
    promised_by_id: int | None = None


def spoken_of(case: Case) -> Spoken:
    """When somebody last spoke with the resident, and when they come back."""
    notes = (
        ContactNote.objects.filter(case=case, taken_back=False)
        .annotate(bare=NO_PROMISE)
        .select_related("case__resident")
    )
    # The newest of each kind: a handful, however long the case goes on.
    newest = list(notes.order_by("manner", "bare", "-pk").distinct("manner", "bare"))
    newest.sort(key=lambda note: note.pk, reverse=True)
    spoken = [note.on for note in newest if note.manner != Manner.UNREACHED.value]
    # Who was not reached was not called back: what was promised before stays.
    holds = next((note for note in newest if note.manner != Manner.UNREACHED.value or note.next_on), None)
    return Spoken(
        last_on=max(spoken, default=None),
        note=newest[0] if newest else None,
        next_on=None if holds is None else holds.next_on,
        promised_by_id=None if holds is None else holds.participant_id,
    )


def last_contact(case: Case) -> ContactNote | None:
    """When somebody last spoke with the resident."""
    return ContactNote.objects.filter(REACHED, case=case).order_by("-on", "-pk").first()


def cases_without_contact(*, by: Actor, today: date) -> list[Case]:
    """Some of the cases that have no fixed contact, or one who no longer works here; locked, the oldest first."""
    contact = Participant.objects.filter(works(today), case=OuterRef("pk"), part=Part.CONTACT.value)
    found = Case.objects.filter(~Exists(contact), partnership_id=by.inside, closed_on__isnull=True)
    return list(found.select_for_update(skip_locked=True).order_by("pk")[:AT_ONCE])


def works(today: date) -> Q:
    """The condition that somebody takes part today, and still works for an organisation of the partnership."""
    return running(today) & running(today, of="membership__") & running(today, of="membership__organisation__")


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for a first call: the key of their case, who, how they are reached, and before which day.

    `came_back_on`: since when they are back, where it had been done before.
    """

    case_key: UUID
    name: str
    reach: Reach
    before: date
    came_back_on: date | None = None


def reach_of(case: Case) -> Reach:
    """How the resident of a case wants to be reached."""
    one = case.resident
    return Reach(Channel(one.channel), one.phone, one.via)


def waiting_keys(*, by: Actor, today: date, most: int | None = None) -> list[int]:
    """The keys of who waits for the actor's first call, the most urgent first."""
    # Their own call: who follows another contact calls too, and who came back is called again.
    called = ContactNote.objects.filter(REACHED, participant=OuterRef("pk"), pk__gt=OuterRef("waits_after"))
    # The few keys first: else the database reads the case and the share of everybody in whose case they take part.
    few = list(
        _running(by=by, today=today).filter(~Exists(called), part=Part.CONTACT.value).values_list("pk", flat=True)
    )
    every = _participations(by=by, today=today).filter(RUNS, pk__in=few).order_by("case__call_before", "pk")
    return list(every.values_list("pk", flat=True)[:most])


def waiting_at(keys: Sequence[int], *, by: Actor) -> list[Waiting]:
    """These people who wait, in this order, noted for the trail."""
    rows = Participant.objects.filter(membership_id=by.membership_id or 0, partnership_id=by.inside, pk__in=keys)
    found = {pk: columns for pk, *columns in rows.values_list("pk", *WAITING)}
    note_search_about(by, residents=[columns[-1] for columns in found.values()])
    return [
        Waiting(case_key, name, Reach(Channel(channel), phone, via), before, back_on)
        for case_key, name, phone, channel, via, before, back_on, _who in (found[key] for key in keys if key in found)
    ]


def waiting_for(*, by: Actor, today: date) -> tuple[list[Waiting], bool]:
    """Who waits for the actor's first call, the most urgent first, and whether there are more."""
    found = waiting_keys(by=by, today=today, most=SHOWN_AT_ONCE + 1)
    return waiting_at(found[:SHOWN_AT_ONCE], by=by) if found else [], len(found) > SHOWN_AT_ONCE


@dataclass(frozen=True, slots=True)
class OwnNotes:
    """What the actor noted today and can still take back, the newest first; and the notes with a next time that has come
    and was not kept yet, the oldest promise first, and whether there are more of those.
    """

    noted: tuple[ContactNote, ...]
    due: tuple[ContactNote, ...]
    more_due: bool


def own_notes(*, by: Actor, today: date) -> OwnNotes:
    """The notes of a fixed contact that matter today, noted for the trail."""
    found = _notes_of_today(by=by, today=today)
    newest = sorted((one for one in found if one.on == today), key=lambda one: -one.pk)
    noted = newest[:SHOWN_AT_ONCE]
    due = [one for one in found if one.next_on is not None and one.next_on <= today]
    shown = due[:SHOWN_AT_ONCE]
    note_search_about(by, residents=sorted({one.case.resident_id for one in (*noted, *shown)}))
    return OwnNotes(tuple(noted), tuple(shown), len(due) > SHOWN_AT_ONCE)


def _notes_of_today(*, by: Actor, today: date) -> list[ContactNote]:
    """The actor's notes of today, and those with a next time that has come and was not kept yet; the few keys first."""
    matters = Q(on=today) | Q(next_on__lte=today)
    own = ContactNote.objects.filter(matters, participant__membership_id=by.membership_id or 0, taken_back=False)
    few = list(own.values_list("pk", flat=True))
    if not few:
        return []
    mine = _participations(by=by, today=today).filter(RUNS, part=Part.CONTACT.value)
    later = ContactNote.objects.filter(HOLDS, participant=OuterRef("participant"), pk__gt=OuterRef("pk"))
    found = ContactNote.objects.filter(Q(on=today) | ~Exists(later), pk__in=few, participant__in=mine)
    return list(found.select_related("case__resident").order_by("next_on", "pk"))


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom the actor knows already: their key, name and phone number."""

    person_id: int
    name: str
    phone: str


def is_open_to(case: Case, *, by: Actor, today: date) -> bool:
    """Whether the actor takes part in this case, and so may open it."""
    return _participations(by=by, today=today).filter(case=case).exists()


def brought_before(request_key: UUID, *, by: Actor) -> Case | None:
    """The case that this form of the actor made already."""
    return Case.objects.filter(asked_by_id=by.membership_id or 0, request_key=request_key).first()


def look_alikes(*, by: Actor, today: date, name: str, phone: str) -> list[Known]:
    """People with this name or number among those in whose case the actor takes part; nobody else is looked at."""
    digits = "".join(sign for sign in phone if sign.isdecimal())[-DIGITS_THAT_TELL:]
    alike = Q(case__resident__name__iexact=name)
    if len(digits) == DIGITS_THAT_TELL:
        alike |= Q(digits=digits)
    found = _participations(by=by, today=today).annotate(digits=LAST_DIGITS).filter(alike)
    return _known(found, by=by)


def known_person(person_id: int, *, by: Actor, today: date) -> Known:
    """Somebody in whose case the actor takes part. Errors: NotFound."""
    found = _known(_participations(by=by, today=today).filter(case__resident_id=person_id), by=by)
    if not found:
        raise NotFound("person", object_id=person_id)
    return found[0]


def _known(taking: QuerySet[Participant], *, by: Actor) -> list[Known]:
    rows = taking.order_by("case__resident__name").values_list(*KNOWN).distinct()
    found = [Known(*row) for row in rows[:SHOWN_AT_ONCE]]
    note_search_about(by, residents=[one.person_id for one in found])
    return found


def taking_part(*, by: Actor, today: date, words: str = "", done: bool = False) -> list[int]:
    """The keys of all running participations of a member in what runs, or in what is done, newest case first.

    `words` narrow by the resident's name.
    """
    found = _participations(by=by, today=today).filter(case__closed_on__isnull=not done)
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
