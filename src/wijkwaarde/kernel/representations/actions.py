"""Writes representations: a parent asks for a child, somebody is named, shares with a parent, or it ends, with notice beforehand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.actions import add_user, tell_one
from wijkwaarde.kernel.accounts.queries import user_with
from wijkwaarde.kernel.cases.actions import end_part, open_case_of, represent, share_instead
from wijkwaarde.kernel.cases.queries import AskedCase, SeenCase, TakingPart, hold
from wijkwaarde.kernel.cases.terms import Extent, Ground, Part
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.parties.actions import add_child, add_person
from wijkwaarde.kernel.parties.models import Person
from wijkwaarde.kernel.representations import rules
from wijkwaarde.kernel.representations.models import EndNotice
from wijkwaarde.kernel.representations.queries import asked_before, end_to_tell, endings, representative, to_tell
from wijkwaarde.kernel.representations.rules import STILL_TOLD, Ending, due_step
from wijkwaarde.kernel.representations.terms import Change

# Sends one neutral mail to an address.
type Letter = Callable[[str], None]
type Fact = tuple[Change, date, int | None, int | None, int | None]
ONCE = (
    *("change", "step", "on", "participant_id", "cover_id", "membership_id"),
    *("to_person_id", "to_membership_id"),
)


@transaction.atomic
def ask_for_child(new: rules.ForChild, *, by: Actor, request_key: UUID, today: date) -> AskedCase:
    """Open a question for a child of the actor, who represents it until its eighteenth birthday.

    The same form again gives the case it made. Errors: Refused; NotFound for who is no resident.
    """
    if by.person_id is None:
        raise NotFound("person")
    rules.check_child(new, today=today)
    # One form of one parent at a time: a second click waits here, and then finds what the first one made.
    Person.objects.select_for_update(no_key=True).get(pk=by.person_id)
    made = asked_before(request_key, by=by)
    if made is not None:
        return made
    child = add_child(by=by, name=new.name, born_on=new.born_on)
    by.act_for(child.pk, about=child.pk)
    case = open_case_of(child.pk, by=by, words=new.words, request_key=request_key, today=today)
    until = rules.ends_on(Ground.PARENT, born_on=new.born_on)
    represent(case, person_id=by.person_id, ground=Ground.PARENT, today=today, until=until, seen_by=None)
    return case


@transaction.atomic
def name_representative(new: rules.NewRepresentative, *, by: Actor, seen: SeenCase, today: date) -> int:
    """Let somebody read and write for the resident, with a log-in of their own; the id of their part. Errors: Refused, NotFound."""
    is_contact = seen.part is Part.CONTACT and seen.stand_in_id is None
    is_parent = seen.is_represented and seen.participant.ground == Ground.PARENT.value and seen.is_resident
    is_self = seen.is_resident and not seen.is_represented
    if not rules.may_name(new.ground, is_self=is_self, is_parent=is_parent, is_contact=is_contact):
        raise Refused(_("Dit mag jij niet kiezen. Vraag het je vaste contact."), field="ground")
    born_on = seen.case.resident.born_on
    rules.check_new(new, is_contact=is_contact, born_on=born_on, today=today)
    hold(seen, today=today)
    made = represent(
        seen.case,
        person_id=_person(new, by=by, resident_id=seen.case.resident_id),
        ground=new.ground,
        today=today,
        until=rules.ends_on(new.ground, born_on=born_on, last_day=new.last_day),
        seen_by=by.membership_id if is_contact else None,
    )
    by.record(Act.WRITE, "participant", object_id=made, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return made


def _person(new: rules.NewRepresentative, *, by: Actor, resident_id: int) -> int:
    """The person with this address, made with a log-in when there is none yet. Errors: Refused."""
    user = user_with(new.email)
    if user is None:
        person = add_person(by=by, name=new.name)
        add_user(new.email, person=person)
        return person.pk
    known = Person.objects.filter(pk=user.person_id or 0, partnership_id=by.inside).first()
    if known is None or known.pk == resident_id:
        raise Refused(_("Met dit e-mailadres kan het niet. Kies een ander adres."), field="email")
    return known.pk


@transaction.atomic
def end_representation(participant_id: int, *, by: Actor, seen: SeenCase, today: date) -> TakingPart:
    """End it at once. Errors: Refused, NotFound."""
    found = representative(participant_id, seen=seen, today=today)
    may = rules.may_end(
        Ground(found.ground),
        is_self=seen.is_resident and not seen.is_represented,
        is_own=found.pk == seen.participant.pk,
        is_contact=seen.part is Part.CONTACT and seen.stand_in_id is None,
    )
    if not may:
        raise Refused(_("Dit kun jij niet stoppen. Vraag het je vaste contact."))
    hold(seen, today=today, when_done=True)
    end_part(found, today=today)
    by.record(Act.WRITE, "participant", object_id=found.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return found


@transaction.atomic
def share_with_parent(
    participant_id: int, *, by: Actor, seen: SeenCase, extent: Extent | None, today: date
) -> TakingPart:
    """Let a parent see what the child of sixteen or older chooses, or nothing. Errors: Refused, NotFound."""
    found = representative(participant_id, seen=seen, today=today)
    if seen.is_represented or not seen.is_resident or found.ground != Ground.PARENT.value:
        raise Refused(_("Alleen de bewoner zelf kiest dit."))
    hold(seen, today=today)
    share_instead(found, extent=extent, today=today)
    by.record(Act.WRITE, "participant", object_id=found.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return found


def make_end_notices(*, by: Actor, today: date) -> int:
    """Make the notices that are due of what ends by itself, and let go of what no longer ends then; how many were made."""
    found = endings(by=by, today=today)
    facts = {one.fact for one in found}
    told: set[Fact] = set()
    for row in EndNotice.objects.filter(partnership_id=by.inside, on__gt=today - STILL_TOLD):
        told.add(_fact(row))
        if row.holds != (_fact(row) in facts):
            row.holds = not row.holds
            row.save(update_fields=["holds"])
    made = [row for one in found for row in _notices(one, by=by, was_told=one.fact in told, today=today)]
    known = set(EndNotice.objects.filter(on__in={row.on for row in made}).values_list(*ONCE))
    new = [row for row in made if tuple(getattr(row, name) for name in ONCE) not in known]
    EndNotice.objects.bulk_create(new, ignore_conflicts=True)
    for one in found:
        if one.about and any(row.participant_id == one.participant_id for row in new):
            by.record(Act.WRITE, "end_notice", object_id=None, subjects=one.about, purpose=Purpose.TASK)
    return len(new)


def _fact(one: EndNotice) -> Fact:
    return Change(one.change), one.on, one.participant_id, one.cover_id, one.membership_id


def _notices(one: Ending, *, by: Actor, was_told: bool, today: date) -> list[EndNotice]:
    """The notice that is due of one ending, to each who hears of it."""
    step = due_step(one, was_told=was_told, today=today)
    if step is None:
        return []
    to = [*(("to_person_id", pk) for pk in one.persons), *(("to_membership_id", pk) for pk in one.members)]
    return [
        EndNotice(
            partnership_id=by.inside,
            change=one.change.value,
            step=step.value,
            on=one.on,
            participant_id=one.participant_id,
            cover_id=one.cover_id,
            membership_id=one.membership_id,
            made_on=today,
            **{column: pk},
        )
        for column, pk in to
    ]


def tell_next_end(*, by: Actor, letter: Letter, now: datetime) -> bool:
    """Write to one person or member about everything that ends by itself and waits for them; whether there was one.

    One mail is enough for all of it: it says nothing but where to look.
    """
    waiting = to_tell(by=by, today=timezone.localdate(now))

    def tell(one: EndNotice) -> None:
        letter(_address(one))
        same = waiting.filter(to_person=one.to_person_id, to_membership=one.to_membership_id, told_at__isnull=True)
        others = same.exclude(pk=one.pk).select_for_update(skip_locked=True, of=("self",)).values_list("pk", flat=True)
        EndNotice.objects.filter(pk__in=list(others)).update(told_at=now)

    return tell_one(waiting, send=tell, now=now)


def _address(one: EndNotice) -> str:
    if one.to_membership is not None:
        return one.to_membership.user.email
    assert one.to_person is not None, "the database sees to it"
    return one.to_person.user.email


@transaction.atomic
def note_end_told(notice_id: int, *, by: Actor, seen: SeenCase, is_done: bool, today: date) -> None:
    """Note that the fixed contact spoke with those whom it is about, or take that back. Errors: NotFound."""
    one = end_to_tell(notice_id, seen=seen)
    hold(seen, today=today, when_done=True)
    same = EndNotice.objects.filter(change=one.change, on=one.on, participant=one.participant_id)
    same.filter(to_membership__isnull=False).update(done_on=today if is_done else None)
    by.record(Act.WRITE, "end_notice", object_id=one.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
