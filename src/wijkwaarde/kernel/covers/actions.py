"""Writes covers: names a colleague who stands in, ends it, and tells the colleague."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.accounts.actions import tell_one
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.accounts.queries import professional
from wijkwaarde.kernel.covers import rules
from wijkwaarde.kernel.covers.models import Cover
from wijkwaarde.kernel.covers.queries import cover_near, covers_to_come, made_before
from wijkwaarde.kernel.covers.rules import NewCover
from wijkwaarde.kernel.errors import NotFound, Refused

# Sends one neutral mail to an address.
type Letter = Callable[[str], None]


@transaction.atomic
def arrange_cover(
    new: NewCover, *, by: Actor, request_key: UUID, today: date, is_for_all: bool = True
) -> tuple[Cover, bool]:
    """Let a colleague stand in, and whether that is new; the same form again gives what it made.

    Errors: Refused; NotFound for who may not arrange this, or names somebody who is no professional here.
    """
    if by.membership_id is None or not rules.may_arrange(role=by.role, is_own=new.absent_id == by.membership_id):
        raise NotFound("cover")
    rules.check_two(new)
    rules.check_term(new, today=today)
    for membership_id in (new.absent_id, new.stand_in_id):
        professional(membership_id, by=by, today=today)
    _one_at_a_time(new)
    made = made_before(by=by, request_key=request_key)
    if made is not None:
        return made, False
    _check_no_chain(new)
    return _made(new, by=by, request_key=request_key, today=today, is_for_all=is_for_all), True


def _one_at_a_time(new: NewCover) -> None:
    """What two people arrange at once about the same colleagues waits here, so that no chain comes of it."""
    both = Membership.objects.filter(pk__in=(new.absent_id, new.stand_in_id)).order_by("pk")
    list(both.select_for_update(no_key=True).values_list("pk", flat=True))


def _check_no_chain(new: NewCover) -> None:
    there = Cover.objects.filter(begin__lt=new.until, until__gt=new.begin)
    rules.check_no_chain(
        colleague_is_away=there.filter(absent_id=new.stand_in_id, is_for_all=True).exists(),
        absent_stands_in=there.filter(stand_in_id=new.absent_id).exists(),
    )


def _made(new: NewCover, *, by: Actor, request_key: UUID, today: date, is_for_all: bool) -> Cover:
    try:
        with transaction.atomic():
            made = Cover.objects.create(
                partnership_id=by.inside,
                absent_id=new.absent_id,
                stand_in_id=new.stand_in_id,
                begin=new.begin,
                until=new.until,
                is_for_all=is_for_all,
                decided_on=today,
                decided_by_id=by.membership_id or 0,
                request_key=request_key,
            )
    except IntegrityError as error:
        text = _("Er is al een vervanger in deze dagen. Stop die vervanging eerst, of kies andere dagen.")
        raise Refused(text, field="begin") from error
    by.record(Act.WRITE, "cover", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def end_cover(cover_id: int, *, by: Actor, today: date) -> Cover:
    """End a cover at once; one that still has to begin never runs. Errors: NotFound, also for who may not end it."""
    found = cover_near(cover_id, by=by, today=today)
    mine = by.membership_id
    if not rules.may_end(role=by.role, is_absent=found.absent_id == mine, is_stand_in=found.stand_in_id == mine):
        raise NotFound("cover", object_id=cover_id)
    found.until = max(found.begin, today)
    found.save(update_fields=["until"])
    by.record(Act.WRITE, "cover", object_id=found.pk, subjects=[])
    return found


def tell_next_cover(*, by: Actor, letter: Letter, now: datetime) -> bool:
    """Write to one colleague who stands in, or will, and was not told yet; whether there was one."""
    today = timezone.localdate(now)
    waiting = covers_to_come(today=today).filter(partnership_id=by.inside)
    return tell_one(waiting.select_related("stand_in__user"), send=lambda one: letter(one.stand_in.user.email), now=now)
