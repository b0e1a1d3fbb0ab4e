"""Reads who represents a resident: today, in one case; and who has to hear that it ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.cases.models import CaseCover, Participant, Share
from wijkwaarde.kernel.cases.queries import AskedCase, SeenCase, TakingPart, sees_today, works
from wijkwaarde.kernel.cases.rules import born_before
from wijkwaarde.kernel.cases.terms import Ground, Part
from wijkwaarde.kernel.covers.models import Cover
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.parties.models import Person
from wijkwaarde.kernel.representations import rules
from wijkwaarde.kernel.representations.models import EndNotice
from wijkwaarde.kernel.representations.rules import AGES, STILL_TOLD, Ending
from wijkwaarde.kernel.representations.terms import A_WEEK, BY_AGE, TOLD_BEFORE, Change, Step

# A row as the pages get it: they read it, and import no model.
type Told = EndNotice

A_DAY = timedelta(days=1)
HEARD = (
    *("change", "pk", "on", "key", "resident", "name", "phone", "reads"),
    *("holder", "holder_phone", "holder_reads", "done_on"),
)
# Who represents somebody is told as a person; colleagues have a log-in.
TOLD_TO_BOTH = BY_AGE | {Change.TERM}


@dataclass(frozen=True, slots=True)
class EndHeard:
    """What ends by itself, as its fixed contact hears it: for whom, who holds the role, and who of both reads no mail, with a number."""

    change: Change
    notice_id: int
    on: date
    case_key: UUID | None
    name: str
    holder: str
    mute: tuple[tuple[str, str], ...]


def representative(participant_id: int, *, seen: SeenCase, today: date) -> TakingPart:
    """Somebody who represents the resident of this case. Errors: NotFound."""
    rows = Participant.objects.filter(running(today), case=seen.case, part=Part.REPRESENTATIVE.value)
    found = rows.select_related("person").filter(pk=participant_id).first()
    if found is None:
        raise NotFound("participant", object_id=participant_id, subjects=(seen.case.resident_id,))
    return found


def grounds_for(seen: SeenCase) -> list[Ground]:
    """On which grounds who looks may name somebody."""
    is_parent = seen.is_represented and seen.is_resident and seen.participant.ground == Ground.PARENT.value
    is_self = seen.is_resident and not seen.is_represented
    is_contact = seen.part is Part.CONTACT and seen.stand_in_id is None
    return [one for one in Ground if rules.may_name(one, is_self=is_self, is_parent=is_parent, is_contact=is_contact)]


def asked_before(request_key: object, *, by: Actor) -> AskedCase | None:
    """The case of a child that this form of the parent made already."""
    mine = Participant.objects.filter(person_id=by.person_id or 0, ground=Ground.PARENT.value)
    found = mine.filter(case__request_key=str(request_key)).select_related("case").first()
    return None if found is None else found.case


# --- What ends by itself ---


def endings(*, by: Actor, today: date) -> list[Ending]:
    """Everything in the partnership that changes by itself around today, and who is told."""
    return [
        *_of_representatives(by=by, today=today),
        *_of_members(by=by, today=today),
        *_of_covers(by=by, today=today),
    ]


def _around(today: date, *, ahead: timedelta) -> tuple[date, date]:
    return today - STILL_TOLD, today + ahead


def _of_representatives(*, by: Actor, today: date) -> Iterator[Ending]:
    # A birthday on the 29th moves by a day; the rule has the last word.
    begin, end = _around(today, ahead=TOLD_BEFORE + timedelta(days=2))
    young = Q()
    for age in AGES.values():
        young |= Q(
            case__resident__born_on__range=(born_before(begin, age=age) - A_DAY, born_before(end, age=age) + A_DAY)
        )
    soon = (Q(ground=Ground.PARENT.value) & young) | (~Q(ground=Ground.PARENT.value) & Q(until__range=(begin, end)))
    rows = Participant.objects.filter(soon, partnership_id=by.inside, part=Part.REPRESENTATIVE.value)
    found = list(rows.select_related("person__user", "case__resident__user"))
    contacts = _contacts([one.case_id for one in found], today=today)
    shared = set(Share.objects.filter(running(today), participant__in=found).values_list("participant_id", flat=True))
    for one in found:
        born_on = one.case.resident.born_on
        for change, on in rules.changes(Ground(one.ground), born_on=born_on, begin=one.begin, until=one.until):
            # Who shares nothing with a parent since sixteen has nothing that ends at eighteen.
            if change is Change.ADULT and one.pk not in shared:
                continue
            yield Ending(
                change,
                on,
                None if change in BY_AGE else one.begin,
                about=(one.case.resident_id,),
                participant_id=one.pk,
                persons=_who_log_in(one.person, one.case.resident),
                members=contacts.get(one.case_id, ()),
            )


def _of_members(*, by: Actor, today: date) -> Iterator[Ending]:
    """Members whose work here ends: they themselves, those with whom they take part, and the fixed contacts of these."""
    rows = Membership.objects.filter(partnership_id=by.inside, until__range=_around(today, ahead=A_WEEK))
    leaving = {one.pk: one for one in rows}
    for gone in leaving.values():
        yield Ending(Change.MEMBERSHIP, gone.until or today, gone.begin, membership_id=gone.pk, members=(gone.pk,))
    took_part = Participant.objects.filter(membership__in=leaving, case__closed_on__isnull=True)
    still = took_part.filter(Q(until__isnull=True) | Q(until__gte=F("membership__until")))
    found = list(still.select_related("case__resident__user"))
    contacts = _contacts([one.case_id for one in found], today=today)
    for one in found:
        member = leaving[one.membership_id or 0]
        yield Ending(
            Change.MEMBERSHIP,
            member.until or today,
            member.begin,
            about=(one.case.resident_id,),
            participant_id=one.pk,
            persons=_who_log_in(one.case.resident),
            members=tuple(pk for pk in contacts.get(one.case_id, ()) if pk not in leaving),
        )


def _of_covers(*, by: Actor, today: date) -> Iterator[Ending]:
    """Covers that end: both colleagues, and the residents of the cases for which one was arranged apart."""
    rows = Cover.objects.filter(partnership_id=by.inside, until__range=_around(today, ahead=A_WEEK))
    ending = {one.pk: one for one in rows.exclude(until=F("begin"))}
    for one in ending.values():
        yield Ending(Change.COVER, one.until, one.begin, cover_id=one.pk, members=(one.absent_id, one.stand_in_id))
    here = CaseCover.objects.filter(cover__in=ending, cover__is_for_all=False, holds=True)
    of_absent = Q(case__participants__membership=F("cover__absent")) & running(today, of="case__participants__")
    for told in (
        here.filter(of_absent).select_related("case__resident__user").annotate(taking=F("case__participants__pk"))
    ):
        cover, resident = ending[told.cover_id], told.case.resident
        yield Ending(
            Change.COVER,
            cover.until,
            cover.begin,
            about=(resident.pk,),
            participant_id=vars(told)["taking"],
            persons=_who_log_in(resident),
        )


def _contacts(cases: Sequence[int], *, today: date) -> dict[int, tuple[int, ...]]:
    """The fixed contact of each of these cases, who works here today."""
    found = Participant.objects.filter(works(today), case__in=cases, part=Part.CONTACT.value)
    return {case: (pk,) for case, pk in found.values_list("case_id", "membership__pk")}


def _who_log_in(*people: Person | None) -> tuple[int, ...]:
    """Who of these reads mail; of the others the fixed contact hears that they have none."""
    return tuple(one.pk for one in people if one is not None and hasattr(one, "user") and one.user.is_active)


def to_tell(*, by: Actor, today: date) -> QuerySet[EndNotice]:
    """The notices that still matter, to who can read them: who works here, and everybody who is a resident."""
    still = Q(step=Step.DAY.value) | Q(step=Step.BEFORE.value, on__gt=today)
    reads = Q(to_membership__isnull=True) | running(today, of="to_membership__")
    rows = EndNotice.objects.filter(still, reads, partnership_id=by.inside, holds=True)
    return rows.select_related("to_person__user", "to_membership__user")


def ends_on_today(*, by: Actor, today: date, since: date) -> QuerySet[Any, tuple[Any, ...]]:
    """What the actor hears on their first page, as rows of `HEARD`: what ends in cases whose fixed contact they are, and their own."""
    mine = sees_today(by=by, today=today).filter(case=OuterRef("participant__case"), part=Part.CONTACT.value)
    own = Q(participant__isnull=True, to_membership=by.membership_id or 0, on__gte=today)
    rows = EndNotice.objects.filter(holds=True, to_membership__isnull=False, on__gt=since, partnership_id=by.inside)
    logs_in = Value(value=False)
    told = rows.filter(Exists(mine) | own).annotate(
        key=F("participant__case__key"),
        resident=F("participant__case__resident"),
        name=Coalesce("participant__case__resident__name", "cover__absent__name", Value("")),
        phone=Coalesce("participant__case__resident__phone", Value("")),
        reads=Coalesce("participant__case__resident__user__is_active", logs_in),
        holder=Coalesce(
            "participant__person__name", "participant__membership__name", "cover__stand_in__name", Value("")
        ),
        holder_phone=Coalesce("participant__person__phone", Value("")),
        holder_reads=Coalesce("participant__person__user__is_active", logs_in),
    )
    return told.values_list(*HEARD)


def ends_heard(rows: Sequence[tuple[Any, ...]]) -> list[tuple[EndHeard, int | None]]:
    """Rows of `HEARD` as what is shown of them, each end once, without what was done; and whom it is about."""
    done = {(change, on, key, holder) for change, _pk, on, key, *_who, holder, _phone, _reads, day in rows if day}
    found: dict[tuple[Any, ...], tuple[EndHeard, int | None]] = {}
    for change, pk, on, key, resident, name, phone, reads, holder, holder_phone, holder_reads, _done in rows:
        once = (change, on, key, holder)
        if once not in done:
            mute = tuple(
                (who, number)
                for who, number, is_mailed in ((name, phone, reads), (holder, holder_phone, holder_reads))
                if not is_mailed
            )
            told = EndHeard(
                Change(change), pk, on, key, name, holder, mute if Change(change) in TOLD_TO_BOTH else mute[:1]
            )
            found.setdefault(once, (told, resident))
    return sorted(found.values(), key=lambda one: (one[0].on, one[0].name))


def end_to_tell(notice_id: int, *, seen: SeenCase) -> EndNotice:
    """What ends by itself in this case, for its fixed contact. Errors: NotFound."""
    rows = EndNotice.objects.filter(pk=notice_id, participant__case=seen.case, to_membership__isnull=False, holds=True)
    found = rows.select_related(
        "participant__person__user", "participant__membership", "participant__case__resident__user"
    )
    one = found.first() if seen.part is Part.CONTACT else None
    if one is None:
        raise NotFound("end_notice", object_id=notice_id, subjects=(seen.case.resident_id,))
    return one


def ended_for(*, by: Actor, today: date) -> list[EndNotice]:
    """What ended these days of which a resident, or who represented one, is told; each once, the newest first."""
    rows = EndNotice.objects.filter(
        to_person=by.person_id or 0, step=Step.DAY.value, holds=True, on__gt=today - STILL_TOLD
    )
    return list(
        rows.select_related("participant__person", "participant__membership", "participant__case__resident").order_by(
            "-on", "pk"
        )
    )
