"""Writes who cares along: adds somebody, ends their part, and takes that back on the same day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.carers import rules
from wijkwaarde.kernel.carers.models import InformalCarer
from wijkwaarde.kernel.carers.queries import carer_for
from wijkwaarde.kernel.carers.rules import NewCarer
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.queries import SeenCase, hold
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.parties.actions import add_person


@transaction.atomic
def add_carer(new: NewCarer, *, by: Actor, seen: SeenCase, request_key: UUID, today: date) -> InformalCarer:
    """Keep that somebody cares along from today on; the same form sent again gives the one it made. Errors: Refused, NotFound."""
    _check_may_choose(seen)
    kept = rules.check_new(new, is_resident=seen.is_resident)
    _hold(seen, today=today)
    sent = InformalCarer.objects.filter(case=seen.case, request_key=request_key).first()
    if sent is not None:
        return sent
    rules.check_room(InformalCarer.objects.filter(running(today), case=seen.case).count())
    made = InformalCarer.objects.create(
        partnership_id=seen.case.partnership_id,
        case=seen.case,
        person=add_person(by=by, name=kept.name, phone=kept.phone),
        relation=kept.relation,
        added_by=seen.participant,
        begin=today,
        request_key=request_key,
    )
    _note(made, by=by, seen=seen)
    return made


@transaction.atomic
def end_carer(carer_id: int, *, by: Actor, seen: SeenCase, today: date) -> InformalCarer:
    """Keep that somebody does not care along any more; they are asked for no mark then. Errors: NotFound."""
    found = _found(carer_id, seen=seen, today=today)
    if found.until is None:
        found.until = today
        found.save(update_fields=["until"])
        _note(found, by=by, seen=seen)
    return found


@transaction.atomic
def bring_back_carer(carer_id: int, *, by: Actor, seen: SeenCase, today: date) -> InformalCarer:
    """Take back that somebody ended, on the same day. Errors: NotFound."""
    found = _found(carer_id, seen=seen, today=today)
    if found.until is not None and found.until != today:
        raise NotFound("informal_carer", object_id=carer_id, subjects=(seen.case.resident_id,))
    if found.until is not None:
        found.until = None
        found.save(update_fields=["until"])
        _note(found, by=by, seen=seen)
    return found


@transaction.atomic
def let_resident_see(carer_id: int, *, by: Actor, seen: SeenCase, sees: bool, today: date) -> None:
    """Keep whether the resident may see a carer's marks, as the carer said to who writes it down. Errors: NotFound."""
    if seen.is_resident:
        raise NotFound("informal_carer", object_id=carer_id, subjects=(seen.case.resident_id,))
    _hold(seen, today=today)
    found = carer_for(carer_id, seen=seen, today=today)
    found.resident_sees = sees
    found.save(update_fields=["resident_sees"])
    _note(found, by=by, seen=seen)


def keep_resident_sees(one: InformalCarer, *, by: Actor, sees: bool) -> None:
    """Keep the same as the carer said it themselves with their personal link, which the caller has checked."""
    one.resident_sees = sees
    one.save(update_fields=["resident_sees"])
    by.record(Act.WRITE, "informal_carer", object_id=one.pk, subjects=[one.person_id], purpose=Purpose.OWN)


def _check_may_choose(seen: SeenCase) -> None:
    if not (seen.may_read and rules.may_choose(part=seen.part)):
        raise NotFound("informal_carer", subjects=(seen.case.resident_id,))


def _hold(seen: SeenCase, *, today: date) -> None:
    """Keep the writer's part as it is, and let others who write about carers in this case wait; marks go on after the end."""
    hold(seen, today=today, when_done=True)
    Case.objects.select_for_update(no_key=True).get(pk=seen.case.pk)


def _found(carer_id: int, *, seen: SeenCase, today: date) -> InformalCarer:
    _check_may_choose(seen)
    _hold(seen, today=today)
    found = InformalCarer.objects.filter(case=seen.case, pk=carer_id).select_related("person").first()
    if found is None:
        raise NotFound("informal_carer", object_id=carer_id, subjects=(seen.case.resident_id,))
    return found


def _note(one: InformalCarer, *, by: Actor, seen: SeenCase) -> None:
    subjects = [one.person_id, seen.case.resident_id]
    by.record(Act.WRITE, "informal_carer", object_id=one.pk, subjects=subjects, purpose=seen.purpose)
