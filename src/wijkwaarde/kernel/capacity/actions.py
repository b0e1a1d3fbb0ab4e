"""Writes what a professional says about their room; a word that was a slip is taken away again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.capacity.models import Capacity
from wijkwaarde.kernel.capacity.rules import check_says


@transaction.atomic
def say_room(*, by: Actor, has_room: bool, today: date) -> Capacity:
    """Say that there is room for somebody new, or that there is none; said twice it is once.

    Errors: NotFound for who is no professional.
    """
    check_says(by.role)
    said = {"has_room": has_room, "on": today}
    made, _is_new = Capacity.objects.update_or_create(
        partnership_id=by.inside, membership_id=by.membership_id or 0, defaults=said
    )
    by.record(Act.WRITE, "capacity", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def say_nothing(*, by: Actor) -> None:
    """Take away what was said, on whatever day. Errors: NotFound for who is no professional."""
    check_says(by.role)
    Capacity.objects.filter(partnership_id=by.inside, membership_id=by.membership_id or 0).delete()
    by.record(Act.WRITE, "capacity", object_id=None, subjects=[])
