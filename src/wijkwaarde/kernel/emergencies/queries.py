"""Reads emergency access: the gate to what is open now, what waits for review, and what the resident reads of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.accounts.queries import privacy_contact, running
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.asked_often import asked_often
from wijkwaarde.kernel.cases.models import Case, Participant, Share
from wijkwaarde.kernel.cases.queries import SeenCase, acts_in, note_search_about, sees_today
from wijkwaarde.kernel.cases.terms import Extent, Part
from wijkwaarde.kernel.emergencies import rules
from wijkwaarde.kernel.emergencies.models import BreakGlass, EmergencyNote, EmergencyNotice
from wijkwaarde.kernel.emergencies.rules import Wanted
from wijkwaarde.kernel.emergencies.terms import (
    CASES_READ,
    CONFIRM_WITHIN,
    HEARD_FOR,
    KIND,
    SHOWN_AT_ONCE,
    TOLD_FOR,
    Verdict,
)
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.parties.models import Person
from wijkwaarde.kernel.representations.queries import EndHeard, ends_heard, ends_on_today

# Rows as the pages get them: they read them, and import no model.
type Emergency = BreakGlass
type Spoke = EmergencyNote

PEOPLE = ("opened_by__organisation", "reviewed_by", "resident")


@dataclass(frozen=True, slots=True)
class Opened:
    """What somebody reads in an emergency: the cases of the resident, newest first; nothing of it can be written in."""

    emergency: Emergency
    cases: tuple[SeenCase, ...]
    notes: tuple[Spoke, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """An emergency and what the actor is in it."""

    emergency: Emergency
    is_opener: bool
    is_contact: bool
    is_reviewer: bool

    @property
    def purpose(self) -> Purpose:
        """Why they look at it, as the trail says it."""
        if self.is_opener:
            return Purpose.EMERGENCY
        return Purpose.CONTACT if self.is_contact else Purpose.TASK


@dataclass(frozen=True, slots=True)
class Looked:
    """That somebody looked out of fear at a resident whose fixed contact the actor is, and did not open that page yet."""

    case_key: UUID
    name: str
    phone: str
    on: date


@dataclass(frozen=True, slots=True)
class Numbers:
    """How often it happened since a day, how many wait for review, how many of those too long, and how many were not right."""

    opened: int
    waiting: int
    late: int
    wrong: int


def runs(now: datetime) -> Q:
    """The condition that emergency access is open at this moment."""
    return Q(opened_at__lte=now, ends_at__gt=now, stopped_at__isnull=True)


def person_wanted(wanted: Wanted, *, by: Actor) -> Person | None:
    """The one resident with this whole name and this number or birthday, who asked a question; None where there is none, or more."""
    asked = Exists(Case.objects.filter(resident=OuterRef("pk")))
    alike = Person.objects.filter(asked, partnership_id=by.inside, name__iexact=wanted.name)
    found = [one for one in alike if rules.is_wanted(wanted, phone=one.phone, born_on=one.born_on)]
    return found[0] if len(found) == 1 else None


def takes_part(resident_id: int, *, by: Actor, today: date) -> bool:
    """Whether the actor reads something of this resident already, so that there is no glass to break."""
    reads = Share.objects.filter(running(today), participant=OuterRef("pk"), extent=Extent.WHAT.value)
    mine = Participant.objects.filter(running(today), acts_in(by, today=today), case__resident_id=resident_id)
    return mine.filter(Exists(reads)).exists()


def opened_by_me(*, by: Actor, now: datetime) -> list[BreakGlass]:
    """What the actor has open at this moment, noted for the trail."""
    mine = BreakGlass.objects.filter(runs(now), opened_by_id=by.membership_id or 0, partnership_id=by.inside)
    found = list(mine.select_related("resident").order_by("ends_at"))
    _note_list(found, by=by, purpose=Purpose.EMERGENCY)
    return found


def opened_for(emergency_id: int, *, by: Actor, now: datetime) -> Opened:
    """What the actor opened and still may read, noted as such for the trail. Errors: NotFound, also when it is over."""
    mine = BreakGlass.objects.filter(runs(now), opened_by_id=by.membership_id or 0, partnership_id=by.inside)
    found = mine.select_related("resident").filter(pk=emergency_id).first()
    if found is None:
        raise _not_found(emergency_id)
    cases = Case.objects.filter(resident=found.resident_id, partnership_id=by.inside)
    newest_first = cases.select_related("resident", "asked_by__organisation").order_by(
        F("closed_on").desc(nulls_first=True), "-opened_on", "-pk"
    )
    _note(Act.BREAK_GLASS, found, by=by, purpose=Purpose.EMERGENCY)
    return Opened(found, tuple(_seen(one) for one in newest_first[:CASES_READ]), tuple(found.notes.order_by("-at")))


def _seen(case: Case) -> SeenCase:
    """The case to read: its part is nobody's, so whoever would write in it holds nothing and is refused."""
    nobody = Participant(partnership_id=case.partnership_id, case=case, part=Part.PROFESSIONAL.value)
    return SeenCase(case, nobody, Part.PROFESSIONAL, may_read=True)


def standing_in(emergency_id: int, *, by: Actor, today: date) -> Standing:
    """An emergency for who opened it, the fixed contact and who reviews it. Errors: NotFound for everybody else."""
    rows = BreakGlass.objects.filter(pk=emergency_id, partnership_id=by.inside).select_related(*PEOPLE)
    found = rows.first()
    if found is None or by.membership_id is None:
        raise _not_found(emergency_id)
    standing = Standing(
        found,
        is_opener=found.opened_by_id == by.membership_id,
        is_contact=contacts_of(found.resident_id, today=today).filter(acts_in(by, today=today)).exists(),
        is_reviewer=_reviews(found, by=by, privacy=privacy_contact(by=by, today=today)),
    )
    if not (standing.is_opener or standing.is_contact or standing.is_reviewer):
        raise _not_found(emergency_id)
    return standing


def to_review(emergency_id: int, *, by: Actor, today: date) -> BreakGlass:
    """An emergency for who reviews it, noted for the trail. Errors: NotFound for everybody else."""
    standing = standing_in(emergency_id, by=by, today=today)
    if not standing.is_reviewer:
        raise _not_found(emergency_id)
    _note(Act.READ, standing.emergency, by=by, purpose=Purpose.TASK)
    return standing.emergency


def _reviews(one: BreakGlass, *, by: Actor, privacy: Membership | None) -> bool:
    return rules.may_review(
        membership_id=by.membership_id,
        role=by.role,
        opened_by_id=one.opened_by_id,
        privacy_contact_id=None if privacy is None else privacy.pk,
    )


def may_judge(one: BreakGlass, *, by: Actor, today: date) -> bool:
    """Whether who reviews it says now whether it was right, or says it again; `to_review` gave it."""
    return rules.may_judge(
        membership_id=by.membership_id,
        reviewed_by_id=one.reviewed_by_id,
        reviewed_on=None if one.reviewed_at is None else timezone.localdate(one.reviewed_at),
        today=today,
    )


def contacts_of(resident_id: int, *, today: date) -> QuerySet[Participant]:
    """The fixed contacts of a resident today."""
    return Participant.objects.filter(running(today), case__resident_id=resident_id, part=Part.CONTACT.value)


def reviewers(one: Emergency, *, by: Actor, today: date) -> list[Membership]:
    """Who may review it today: the privacy contact, or else the managers."""
    privacy = privacy_contact(by=by, today=today)
    if privacy is not None and privacy.pk != one.opened_by_id:
        return [privacy]
    managers = Membership.objects.filter(
        running(today), running(today, of="organisation__"), partnership_id=by.inside, role=Role.MANAGER.value
    )
    return list(managers.exclude(pk=one.opened_by_id).order_by("name", "pk"))


def reviews(*, by: Actor, today: date) -> tuple[list[BreakGlass], list[BreakGlass]]:
    """What waits for the actor's review, the oldest first, and what was reviewed last; noted for the trail."""
    privacy = privacy_contact(by=by, today=today)
    mine = BreakGlass.objects.filter(partnership_id=by.inside).exclude(opened_by_id=by.membership_id or 0)
    if privacy is None or privacy.pk != by.membership_id:
        left = mine if privacy is None else mine.filter(opened_by=privacy)
        mine = left if by.role == Role.MANAGER.value else BreakGlass.objects.none()
    told = mine.select_related(*PEOPLE)
    waiting = list(told.filter(reviewed_at__isnull=True).order_by("review_before", "pk")[:SHOWN_AT_ONCE])
    done = list(told.filter(reviewed_at__isnull=False).order_by("-reviewed_at", "-pk")[:SHOWN_AT_ONCE])
    _note_list([*waiting, *done], by=by, purpose=Purpose.TASK)
    return waiting, done


def is_reviewer(*, by: Actor, today: date) -> bool:
    """Whether the actor is the one who reviews."""
    privacy = privacy_contact(by=by, today=today)
    return privacy.pk == by.membership_id if privacy is not None else by.role == Role.MANAGER.value


def numbers(*, by: Actor, today: date) -> Numbers:
    """How often this year, and how the reviews go: nobody's name."""
    late = Q(reviewed_at__isnull=True, review_before__lte=today)
    this_year = date(today.year, 1, 1)
    told = BreakGlass.objects.filter(partnership_id=by.inside).aggregate(
        opened=Count("pk", filter=Q(opened_on__gte=this_year)),
        waiting=Count("pk", filter=Q(reviewed_at__isnull=True)),
        late=Count("pk", filter=late),
        wrong=Count("pk", filter=Q(opened_on__gte=this_year, verdict=Verdict.WRONG.value)),
    )
    return Numbers(**told)


def told_in(seen: SeenCase, *, today: date) -> list[BreakGlass]:
    """What the page of a case tells about emergency access: to the resident from the day that they are told, to the contact at once."""
    was_feared = vars(seen.participant).get("was_feared", True)
    if not was_feared or (not seen.is_resident and seen.part is not Part.CONTACT):
        return []
    member = seen.stand_in_id or seen.participant.membership_id or 0
    found = _about(resident_id=seen.case.resident_id, since=today - TOLD_FOR, member=member)
    return [one for one in found if not seen.is_resident or one.tell_on <= today]


def heard_today(*, by: Actor, today: date) -> tuple[list[Looked], list[EndHeard]]:
    """What a fixed contact has to hear on their first page: who looked out of fear, and what ends by itself; noted for the trail.

    Both in one question: that page asks often enough; a manager is nobody's fixed contact, and asks nothing.
    """
    if by.role == Role.MANAGER.value:
        return [], []
    rows = _heard(by=by, today=today, since=today - HEARD_FOR)
    looked = {row[1]: (Looked(row[3], row[5], row[6], row[2]), row[4]) for row in rows if row[0] == KIND}
    ends = ends_heard([row for row in rows if row[0] != KIND])
    note_search_about(by, residents=sorted({resident for _one, resident in (*looked.values(), *ends)} - {None}))
    return [one for one, _resident in looked.values()], [one for one, _resident in ends]


@asked_often
def _heard(*, by: Actor, today: date, since: date) -> QuerySet[Any, tuple[Any, ...]]:
    about = "case__resident__emergencies__"
    known = EmergencyNotice.objects.filter(membership=by.membership_id or 0, seen_at__isnull=False)
    mine = sees_today(by=by, today=today).filter((f"{about}opened_on__gt", since), part=Part.CONTACT.value)
    no, none = Value(value=False), Value("")
    told = mine.filter(~Exists(known.filter(emergency=OuterRef(f"{about}pk")))).annotate(
        heard=Value(KIND),
        reads=no,
        holder=none,
        holder_phone=none,
        holder_reads=no,
        done_on=Value(None, output_field=DateField()),
    )
    glass = told.values_list(
        *("heard", f"{about}pk", f"{about}opened_on", "case__key", "case__resident_id"),
        *(
            "case__resident__name",
            "case__resident__phone",
            "reads",
            "holder",
            "holder_phone",
            "holder_reads",
            "done_on",
        ),
    )
    return ends_on_today(by=by, today=today, since=since).union(glass, all=True)


def unknown_to(found: Sequence[BreakGlass], *, by: Actor) -> list[BreakGlass]:
    """Those of these that the actor did not open yet, as a fixed contact; `told_in` gave them."""
    return [one for one in found if vars(one).get("is_unknown") and by.membership_id is not None]


def told_to(person_id: int, *, today: date) -> list[BreakGlass]:
    """What a resident reads about emergency access beside who looked."""
    return [one for one in _about(resident_id=person_id, since=today - TOLD_FOR, member=0) if one.tell_on <= today]


@asked_often
def _about(*, resident_id: int, since: date, member: int) -> QuerySet[BreakGlass]:
    known = EmergencyNotice.objects.filter(emergency=OuterRef("pk"), membership=member, seen_at__isnull=False)
    found = BreakGlass.objects.filter(resident_id=resident_id, opened_on__gte=since).annotate(is_unknown=~Exists(known))
    return found.select_related("opened_by__organisation", "reviewed_by").order_by("-opened_at")


def hidden_since(person_id: int, *, today: date) -> datetime | None:
    """From which moment on looks out of an emergency are not told to this resident yet; None where nothing is held back."""
    rows = BreakGlass.objects.filter(resident_id=person_id, tell_on__gt=today).order_by("opened_at")
    first = rows.values_list("opened_at", flat=True).first()
    return None if first is None else first - CONFIRM_WITHIN


def _not_found(emergency_id: int) -> NotFound:
    """That it is not there; not about whom, since a resident may read of it later only."""
    return NotFound(KIND, object_id=emergency_id)


def _note(act: Act, one: BreakGlass, *, by: Actor, purpose: Purpose) -> None:
    by.record(act, KIND, object_id=one.pk, subjects=[one.resident_id], purpose=purpose)


def _note_list(found: list[BreakGlass], *, by: Actor, purpose: Purpose) -> None:
    if found:
        by.record(Act.SEARCH, KIND, object_id=None, subjects={one.resident_id for one in found}, purpose=purpose)
