"""Reads with whom a fixed contact speaks: who waits for a call, what was noted today, and whom they promised to come back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.asked_often import asked_often
from wijkwaarde.kernel.cases.models import Case, ContactNote, Participant, Share
from wijkwaarde.kernel.cases.queries import (
    HOLDS,
    REACHED,
    RUNS,
    Noted,
    acts_in,
    note_search_about,
    takes_part_today,
)
from wijkwaarde.kernel.cases.terms import SHOWN_AT_ONCE, Manner, Part
from wijkwaarde.kernel.parties.rules import Reach
from wijkwaarde.kernel.parties.terms import Channel

FAR_MORE = 1_000_000  # than anybody's cases
NO_PROMISE = ExpressionWrapper(Q(next_on__isnull=True), output_field=BooleanField())
WAITING = (
    *("case__key", "case__resident__name", "case__resident__phone", "case__resident__channel", "case__resident__via"),
    *("case__call_before", "case__came_back_on", "membership_id", "membership__name", "case__resident_id"),
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """When the resident was last spoken with, the newest note, and the next time that was promised, by which participant."""

    last_on: date | None = None
    note: Noted | None = None
    next_on: date | None = None
    promised_by_id: int | None = None


def spoken_of(case: Case) -> Spoken:
    """When somebody last spoke with the resident, and when they come back."""
    newest = sorted(_newest_of_each_kind(case_id=case.pk), key=lambda note: note.pk, reverse=True)
    spoken = [note.on for note in newest if note.manner != Manner.UNREACHED.value]
    # Who was not reached was not called back: what was promised before stays.
    holds = next((note for note in newest if note.manner != Manner.UNREACHED.value or note.next_on), None)
    return Spoken(
        last_on=max(spoken, default=None),
        note=newest[0] if newest else None,
        next_on=None if holds is None else holds.next_on,
        promised_by_id=None if holds is None else holds.participant_id,
    )


@asked_often
def _newest_of_each_kind(*, case_id: int) -> QuerySet[ContactNote]:
    """A handful, however long the case goes on."""
    notes = ContactNote.objects.filter(case_id=case_id, taken_back=False).annotate(bare=NO_PROMISE)
    return notes.select_related("case__resident").order_by("manner", "bare", "-pk").distinct("manner", "bare")


def last_contact(case: Case) -> ContactNote | None:
    """When somebody last spoke with the resident."""
    return ContactNote.objects.filter(REACHED, case=case).order_by("-on", "-pk").first()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for a first call: the key of their case, who, how they are reached, and before which day.

    `came_back_on`: since when they are back, where it had been done before. `instead_of`: the colleague for whom the actor
    stands in.
    """

    case_key: UUID
    name: str
    reach: Reach
    before: date
    came_back_on: date | None = None
    instead_of: str = ""


def waiting_keys(*, by: Actor, today: date) -> list[int]:
    """The keys of who waits for the actor's first call, the most urgent first."""
    return list(_waits(by=by, today=today).values_list("pk", flat=True))


def _waits(*, by: Actor, today: date) -> QuerySet[Participant]:
    # Their own call: who follows another contact calls too, and who came back is called again.
    called = ContactNote.objects.filter(REACHED, participant=OuterRef("pk"), pk__gt=OuterRef("waits_after"))
    # The few keys first: else the database reads the case and the share of everybody in whose case they take part. A limit
    # keeps it from taking both questions for one.
    few = takes_part_today(by=by, today=today).filter(~Exists(called), part=Part.CONTACT.value).values("pk")[:FAR_MORE]
    shared = Share.objects.filter(running(today), participant=OuterRef("pk"))
    return Participant.objects.filter(RUNS, Exists(shared), pk__in=few).order_by("case__call_before", "pk")


def waiting_at(keys: Sequence[int], *, by: Actor, today: date) -> list[Waiting]:
    """These people who wait, in this order, noted for the trail."""
    rows = Participant.objects.filter(acts_in(by, today=today), partnership_id=by.inside, pk__in=keys)
    found = {pk: columns for pk, *columns in rows.values_list("pk", *WAITING)}
    return _shown([found[key] for key in keys if key in found], by=by)


def _shown(rows: Sequence[Sequence[Any]], *, by: Actor) -> list[Waiting]:
    note_search_about(by, residents=[columns[-1] for columns in rows])
    return [_waiting(columns, by=by) for columns in rows]


def _waiting(columns: Sequence[Any], *, by: Actor) -> Waiting:
    case_key, name, phone, channel, via, before, back_on, membership_id, member, _resident_id = columns
    instead_of = "" if membership_id == by.membership_id else member
    return Waiting(case_key, name, Reach(Channel(channel), phone, via), before, back_on, instead_of)


@asked_often
def _waits_first(*, by: Actor, today: date) -> QuerySet[Participant, tuple[Any, ...]]:
    return _waits(by=by, today=today).values_list(*WAITING)[: SHOWN_AT_ONCE + 1]


def waiting_for(*, by: Actor, today: date) -> tuple[list[Waiting], bool]:
    """Who waits for the actor's first call, the most urgent first, and whether there are more."""
    found = _waits_first(by=by, today=today)
    return _shown(found[:SHOWN_AT_ONCE], by=by), len(found) > SHOWN_AT_ONCE


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
    mine = [one for one in found if one.on == today and _is_by(one, by=by)]
    newest = sorted(mine, key=lambda one: -one.pk)
    noted = newest[:SHOWN_AT_ONCE]
    due = [one for one in found if one.next_on is not None and one.next_on <= today]
    shown = due[:SHOWN_AT_ONCE]
    note_search_about(by, residents=sorted({one.case.resident_id for one in (*noted, *shown)}))
    return OwnNotes(tuple(noted), tuple(shown), len(due) > SHOWN_AT_ONCE)


def _is_by(note: ContactNote, *, by: Actor) -> bool:
    """Whether the actor spoke, and not the colleague for whom they stand in, or who stood in for them."""
    return by.membership_id == (note.stand_in_id or note.participant.membership_id)


@asked_often
def _notes_of_today(*, by: Actor, today: date) -> QuerySet[ContactNote]:
    """The actor's notes of today, and those with a next time that has come and was not kept yet; the few keys first, kept apart by a limit."""
    matters = Q(on=today) | Q(next_on__lte=today)
    own = ContactNote.objects.filter(matters, acts_in(by, today=today, of="participant__"), taken_back=False)
    shared = Share.objects.filter(running(today), participant=OuterRef("participant"))
    later = ContactNote.objects.filter(HOLDS, participant=OuterRef("participant"), pk__gt=OuterRef("pk"))
    contact = running(today, of="participant__") & Q(participant__part=Part.CONTACT.value)
    mine = ContactNote.objects.filter(RUNS, contact, Exists(shared), pk__in=own.values("pk")[:FAR_MORE])
    found = mine.filter(Q(on=today) | ~Exists(later))
    return found.select_related("case__resident", "participant__membership").order_by("next_on", "pk")
