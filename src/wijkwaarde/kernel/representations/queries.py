"""Reads who represents a resident: today, in one case; and who has to hear that it ends."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.cases.models import Participant
from wijkwaarde.kernel.cases.queries import AskedCase, SeenCase, TakingPart
from wijkwaarde.kernel.cases.terms import Ground, Part
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.representations import rules
from wijkwaarde.kernel.representations.terms import TOLD_BEFORE


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


def ending_soon(*, by: Actor, today: date) -> QuerySet[Participant]:
    """The parents whose part ends by itself in the next weeks, with their child."""
    near = Participant.objects.filter(running(today), partnership_id=by.inside, ground=Ground.PARENT.value)
    return near.filter(until__lte=today + TOLD_BEFORE).select_related("person__user", "case__resident__user")
