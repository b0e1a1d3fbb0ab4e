"""Reads who stands in for whom: what runs today, what is to come, and colleagues to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.models import Membership, PrivacyContact
from wijkwaarde.kernel.accounts.queries import named, professionals, running
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.asked_often import asked_often
from wijkwaarde.kernel.covers.models import Cover
from wijkwaarde.kernel.errors import NotFound

# Rows as the pages get them: they read them, and import no model.
type Standing = Cover
type Colleague = Membership


def still_works(today: date) -> Q:
    """The condition that the colleague who stands in works here still."""
    return running(today, of="stand_in__") & running(today, of="stand_in__organisation__")


def covers_by(by: Actor, *, today: date) -> QuerySet[Cover]:
    """The covers in which the actor stands in for somebody today."""
    return Cover.objects.filter(running(today), stand_in_id=by.membership_id or 0, partnership_id=by.inside)


def with_covers(by: Actor, *, today: date) -> Actor:
    """The same actor with their name, and whether they stand in for anybody today: who does not has quicker lists."""
    if by.membership_id is None:
        return replace(named(by), stands_in=False)
    found = next(iter(_name_and_covers(by=by, today=today)), None)
    return by if found is None else replace(by, name=found[0], stands_in=found[1], is_privacy_contact=found[2])


@asked_often
def _name_and_covers(*, by: Actor, today: date) -> QuerySet[Membership, tuple[str, bool, bool]]:
    mine = Membership.objects.filter(pk=by.membership_id or 0)
    answers = PrivacyContact.objects.filter(running(today), membership=OuterRef("pk"))
    return mine.values_list("name", Exists(covers_by(by, today=today)), Exists(answers))


def covers_to_come(*, today: date) -> QuerySet[Cover]:
    """The covers of today and to come, by who works here still; one that was stopped before it began never runs."""
    return Cover.objects.filter(still_works(today), until__gt=today).exclude(until=F("begin"))


def hold_cover(cover_id: int, *, today: date) -> bool:
    """Whether this cover still runs; it stays as it is until the end of the transaction."""
    found = Cover.objects.filter(running(today), pk=cover_id)
    return found.select_for_update(no_key=True).first() is not None


def covers_near(*, by: Actor, today: date) -> list[Cover]:
    """The covers of today and to come that concern the actor; a manager sees those of everybody."""
    found = covers_to_come(today=today).filter(partnership_id=by.inside)
    if by.role != Role.MANAGER.value:
        mine = by.membership_id or 0
        found = found.filter(Q(absent_id=mine) | Q(stand_in_id=mine))
    rows = found.select_related("absent__organisation", "stand_in__organisation").order_by("begin", "pk")
    return list(rows)


def cover_near(cover_id: int, *, by: Actor, today: date) -> Cover:
    """One of the covers that concern the actor. Errors: NotFound."""
    found = next((one for one in covers_near(by=by, today=today) if one.pk == cover_id), None)
    if found is None:
        raise NotFound("cover", object_id=cover_id)
    return found


def made_before(*, by: Actor, request_key: UUID) -> Cover | None:
    """The cover that the actor's same form made already."""
    return Cover.objects.filter(decided_by_id=by.membership_id or 0, request_key=request_key).first()


def colleagues(*, by: Actor, today: date) -> Sequence[Membership]:
    """Everybody who may be away or stand in: the professionals of the partnership, those of the actor's organisation first."""
    found = professionals(by=by, today=today)
    return sorted(found, key=lambda one: (one.organisation_id != by.organisation_id, one.name, one.pk))
