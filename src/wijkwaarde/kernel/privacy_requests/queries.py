"""Reads what residents ask about their data: their own, and for the privacy contact everybody's; it changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.queries import members_by_id, privacy_contact
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.queries import own_cases
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.looks.queries import Day, Looks, Wanted, looks_at
from wijkwaarde.kernel.privacy_requests.models import Complaints, PrivacyRequest
from wijkwaarde.kernel.privacy_requests.reading import Part, WithheldBy, everything_about, names_of_members
from wijkwaarde.kernel.privacy_requests.terms import WEEKS_TO_OBJECT, Outcome, RequestKind
from wijkwaarde.kernel.retention.queries import binding

KIND = "privacy_request"
WITH_NAMES = ("person", "asked_by", "answered_by__organisation")
OPEN = Q(outcome="", withdrawn_on__isnull=True)
TO_DO = Q(
    kind=RequestKind.ERASURE.value, outcome__in=[Outcome.GRANTED.value, Outcome.PARTLY.value], done_on__isnull=True
)

# A row as the pages get it: they read it, and import no model.
type AskedRequest = PrivacyRequest


@dataclass(frozen=True, slots=True)
class WhereTo:
    """To whom somebody turns who does not agree; empty where the partnership said nothing yet."""

    objection_where: str = ""
    weeks_to_object: int = WEEKS_TO_OBJECT
    supervisor: str = ""
    supervisor_where: str = ""
    version: int = 0


def own_requests(*, by: Actor) -> list[PrivacyRequest]:
    """What a resident asked, or had asked by who represents them, the newest first. Errors: NotFound."""
    if by.person_id is None:
        raise NotFound(KIND)
    found = list(_everybodys(by=by).filter(person_id=by.person_id).order_by("-asked_on", "-pk"))
    by.record(Act.READ, KIND, object_id=None, subjects=[by.person_id], purpose=Purpose.OWN)
    return found


def own_request(request_id: int, *, by: Actor, today: date) -> PrivacyRequest:
    """What the actor asked for themselves, or for whom they represent today. Errors: NotFound."""
    found = _everybodys(by=by).filter(pk=request_id).first()
    if found is None or by.person_id is None:
        raise NotFound(KIND, object_id=request_id)
    is_mine = found.person_id == by.person_id
    if not is_mine and not (found.asked_by_id == by.person_id and represents(found.person_id, by=by, today=today)):
        raise NotFound(KIND, object_id=request_id)
    if not is_mine:
        by.act_for(found.person_id, about=found.person_id)
    by.record(Act.READ, KIND, object_id=found.pk, subjects=[found.person_id], purpose=Purpose.OWN)
    return found


def represents(person_id: int, *, by: Actor, today: date) -> bool:
    """Whether the actor acts today for this resident in one of their cases, also in one that they cannot open now."""
    return own_cases(by=by, today=today, when_restricted=True).filter(resident_id=person_id).exists()


def check_privacy_contact(*, by: Actor, today: date) -> None:
    """Keep out who is not the privacy contact of their partnership today. Errors: NotFound."""
    named = privacy_contact(by=by, today=today) if by.membership_id else None
    if named is None or named.pk != by.membership_id:
        raise NotFound(KIND)


def waiting_requests(*, by: Actor, today: date) -> list[PrivacyRequest]:
    """What waits for the privacy contact, the first due first: an answer, or carrying out what was granted. Errors: NotFound."""
    check_privacy_contact(by=by, today=today)
    return _listed(_everybodys(by=by).filter(OPEN | TO_DO).order_by("due_on", "pk"), by=by)


def settled_requests(*, by: Actor, today: date) -> QuerySet[PrivacyRequest]:
    """What was answered or taken back, the last first; not noted until it is shown. Errors: NotFound."""
    check_privacy_contact(by=by, today=today)
    return _everybodys(by=by).exclude(OPEN | TO_DO).order_by("-asked_on", "-pk")


def note_listed(found: list[PrivacyRequest], *, by: Actor) -> None:
    """Note for the trail whose requests a list showed."""
    if found:
        by.record(Act.SEARCH, KIND, object_id=None, subjects=[one.person_id for one in found], purpose=Purpose.TASK)


def request_for(request_id: int, *, by: Actor, today: date) -> PrivacyRequest:
    """One request, for the privacy contact. Errors: NotFound."""
    check_privacy_contact(by=by, today=today)
    found = _everybodys(by=by).filter(pk=request_id).first()
    if found is None:
        raise NotFound(KIND, object_id=request_id)
    by.record(Act.READ, KIND, object_id=found.pk, subjects=[found.person_id], purpose=Purpose.TASK)
    return found


def where_to(*, by: Actor) -> WhereTo:
    """To whom a resident turns who does not agree with an answer."""
    found = Complaints.objects.filter(partnership_id=by.inside).first()
    if found is None:
        return WhereTo()
    return WhereTo(
        found.objection_where, found.weeks_to_object, found.supervisor, found.supervisor_where, found.version
    )


@dataclass(frozen=True, slots=True)
class PersonCopy:
    """Everything about one person: the rows of all tables, and everybody who looked; `withheld`: which rules keep something back."""

    parts: tuple[Part, ...]
    looks: Looks
    members: dict[int, str]

    @property
    def withheld(self) -> tuple[WithheldBy, ...]:
        """The rules by which something is not in it."""
        return tuple(sorted({rule for part in self.parts for rule, _count in part.withheld}))


def own_copy(*, by: Actor, today: date) -> PersonCopy:
    """Everything about the resident who asks; an EXPORT in the trail. Errors: NotFound for who is no resident."""
    if by.person_id is None:
        raise NotFound("person_copy")
    parts = tuple(everything_about(by.person_id, partnership_id=by.inside, today=today))
    days: list[Day] = []
    page, more = 1, True
    while more:
        looks = looks_at(by=by, page=page, wanted=Wanted(is_whole=True))
        days, page, more = [*days, *looks.days], page + 1, looks.has_more
    named = {row.pk: f"{row.name} ({row.organisation.name})" for row in members_by_id(_members(parts), by=by).values()}
    by.record(Act.EXPORT, "person_copy", object_id=by.person_id, subjects=[by.person_id], purpose=Purpose.OWN)
    return PersonCopy(parts, Looks(tuple(days), 1, has_more=False), named)


def _members(parts: tuple[Part, ...]) -> set[int]:
    """The members to whom these rows point."""
    found = {(part.label, name) for part in parts for name in names_of_members(part.label)}
    return {
        row[name] for part in parts for row in part.rows for name in row if (part.label, name) in found and row[name]
    }


@dataclass(frozen=True, slots=True)
class Stays:
    """A case that may not be removed: opened when, under which laws, and until when somebody holds it."""

    opened_on: date
    laws: tuple[str, ...]
    held_until: date | None


@dataclass(frozen=True, slots=True)
class ToErase:
    """What a request to remove is about: the cases that may go, and those that may not."""

    goes: tuple[int, ...]
    stays: tuple[Stays, ...]


def to_erase(person_id: int, *, by: Actor, today: date) -> ToErase:
    """Which cases of this person may go on request; a law with a term of its own, or a hold, keeps one."""
    cases = list(Case.objects.filter(resident_id=person_id, partnership_id=by.inside).order_by("opened_on", "pk"))
    bound = binding([case.pk for case in cases], today=today)
    goes, stays = [], []
    for case in cases:
        laws, held = bound[case.pk].laws, bound[case.pk].hold
        if laws or held:
            stays.append(Stays(case.opened_on, laws, held.until if held else None))
        else:
            goes.append(case.pk)
    return ToErase(tuple(goes), tuple(stays))


def _everybodys(*, by: Actor) -> QuerySet[PrivacyRequest]:
    return PrivacyRequest.objects.filter(partnership_id=by.inside).select_related(*WITH_NAMES)


def _listed(rows: QuerySet[PrivacyRequest], *, by: Actor) -> list[PrivacyRequest]:
    found = list(rows)
    note_listed(found, by=by)
    return found
