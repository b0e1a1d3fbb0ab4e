"""Reads cases: the gate to one case, and lists for who takes part; whatever is read is noted for the trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.cases import rules
from wijkwaarde.kernel.cases.models import Case, ContactNote, Participant, Share
from wijkwaarde.kernel.cases.terms import Extent, Part
from wijkwaarde.kernel.errors import NotFound

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
    case = Case.objects.filter(key=key, partnership_id=by.partnership_id).select_related("resident").first()
    if case is None:
        raise NotFound("case")
    participant = _own_participation(case, by=by, today=today)
    part = None if participant is None else Part(participant.part)
    extent = _extent(participant, today=today)
    if participant is None or part is None or not rules.may_see(part=part, extent=extent):
        raise NotFound("case", object_id=case.pk, subjects=(case.resident_id,))
    by.record(Act.READ, "case", object_id=case.pk, subjects=[case.resident_id], purpose=PURPOSES[part])
    return SeenCase(case, participant, part, rules.may_read(part=part, extent=extent))


def _own_participation(case: Case, *, by: Actor, today: date) -> Participant | None:
    """How the actor takes part; the fixed contact before a chosen professional, where somebody is both."""
    mine = Participant.objects.filter(running(today), case=case)
    if by.membership_id is not None:
        mine = mine.filter(membership_id=by.membership_id)
    elif by.person_id is not None:
        mine = mine.filter(person_id=by.person_id)
    else:
        return None
    return mine.select_related("membership__organisation").order_by("part").first()


def _extent(participant: Participant | None, *, today: date) -> Extent | None:
    if participant is None:
        return None
    share = Share.objects.filter(running(today), participant=participant).first()
    return None if share is None else Extent(share.extent)


def own_cases(*, by: Actor, today: date) -> QuerySet[Case]:
    """The questions of the resident who asks, newest first."""
    mine = Participant.objects.filter(running(today), case=OuterRef("pk"), person_id=by.person_id or 0)
    return Case.objects.filter(Exists(mine), partnership_id=by.partnership_id).order_by("-opened_on", "-pk")


def participants_of(seen: SeenCase, *, today: date) -> list[Participant]:
    """Who takes part in a case today, with their organisation: the resident, the fixed contact, then by begin."""
    found = (
        Participant.objects.filter(running(today), case=seen.case)
        .select_related("membership__organisation", "person")
        .order_by("begin", "pk")
    )
    order = list(Part)
    return sorted(found, key=lambda one: order.index(Part(one.part)))


def extents_of(participants: Sequence[Participant], *, today: date) -> dict[int, Extent]:
    """What each of these participants may see, by their id."""
    shares = Share.objects.filter(running(today), participant__in=participants)
    return {share.participant_id: Extent(share.extent) for share in shares}


def contact_of(participants: Sequence[Participant]) -> Participant | None:
    """The fixed contact among these participants."""
    return next((one for one in participants if one.part == Part.CONTACT.value), None)


def last_contact(case: Case) -> ContactNote | None:
    """When somebody last spoke with the resident."""
    return ContactNote.objects.filter(case=case).order_by("-on", "-pk").first()


def waiting_for(*, by: Actor, today: date) -> list[Participant]:
    """The cases in which somebody waits for the actor's first call, the most urgent first; one SEARCH line."""
    called = ContactNote.objects.filter(case=OuterRef("case"))
    found = list(
        _participations(by=by, today=today)
        .filter(~Exists(called), part=Part.CONTACT.value)
        .order_by("case__call_before", "pk")
    )
    note_search(by, cases=[one.case for one in found])
    return found


def taking_part(*, by: Actor, today: date) -> QuerySet[Participant]:
    """All running participations of a member, newest case first; who shows them notes a SEARCH line."""
    return _participations(by=by, today=today).order_by("-case__opened_on", "-pk")


def _participations(*, by: Actor, today: date) -> QuerySet[Participant]:
    shared = Share.objects.filter(running(today), participant=OuterRef("pk"))
    return (
        Participant.objects.filter(running(today), Exists(shared), membership_id=by.membership_id or 0)
        .filter(partnership_id=by.partnership_id)
        .select_related("case__resident")
    )


def note_search(by: Actor, *, cases: Sequence[Case]) -> None:
    """Note that a list showed these cases: one SEARCH line with everybody it is about."""
    if cases:
        by.record(Act.SEARCH, "case", object_id=None, subjects=[case.resident_id for case in cases])
