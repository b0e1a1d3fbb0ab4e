"""Writes representations: a parent asks for a child, somebody is named, shares with a parent, or it ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.accounts.actions import add_user, tell_one
from wijkwaarde.kernel.accounts.queries import user_with
from wijkwaarde.kernel.cases.actions import end_part, open_case_of, represent, share_instead
from wijkwaarde.kernel.cases.queries import AskedCase, SeenCase, TakingPart, hold
from wijkwaarde.kernel.cases.terms import Extent, Ground, Part
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.parties.actions import add_child, add_person
from wijkwaarde.kernel.parties.models import Person
from wijkwaarde.kernel.representations import rules
from wijkwaarde.kernel.representations.queries import asked_before, ending_soon, representative

# Sends one neutral mail to an address.
type Letter = Callable[[str], None]


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
        until=rules.ends_on(new.ground, born_on=born_on),
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


def tell_next_end(*, by: Actor, letter: Letter, now: datetime) -> bool:
    """Write to one parent, and to the child where it has a log-in, that something ends soon; whether there was one."""
    waiting = ending_soon(by=by, today=timezone.localdate(now))

    def tell(one: TakingPart) -> None:
        for address in _addresses(one):
            letter(address)

    return tell_one(waiting, send=tell, now=now)


def _addresses(one: TakingPart) -> list[str]:
    """Where both read their mail; who has no log-in is told by the fixed contact."""
    both = (one.person, one.case.resident)
    return [person.user.email for person in both if person is not None and hasattr(person, "user")]
