"""Reads who has room: of oneself what was said, and for a manager the colleagues of their organisation, in numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.accounts.queries import professionals, running
from wijkwaarde.kernel.capacity.models import Capacity
from wijkwaarde.kernel.capacity.rules import Away, Workload, by_room, check_sees
from wijkwaarde.kernel.cases.models import ContactNote, Participant
from wijkwaarde.kernel.cases.queries import REACHED, RUNS
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.covers.queries import covers_to_come

# A row as the pages get it: they read it, and import no model.
type Said = Capacity

TOLD = tuple(one.name for one in fields(Workload))
COVER = JSONObject(stand_in="stand_in__name", begin="begin", until="until")


def own_capacity(*, by: Actor) -> Capacity | None:
    """What the actor said last about their room."""
    return Capacity.objects.filter(membership_id=by.membership_id or 0).first()


def workloads(*, by: Actor, today: date) -> list[Workload]:
    """How busy the professionals of a manager's own organisation are, who has most room first.

    Numbers and colleagues, so nothing is noted for the trail. Errors: NotFound for who is no manager.
    """
    check_sees(by.role)
    rows = professionals(by=by, today=today).filter(organisation_id=by.organisation_id or 0).select_related(None)
    found = [_workload(told) for told in _told(rows, today=today)]
    return sorted(found, key=lambda one: by_room(one, today=today))


def _told(rows: QuerySet[Membership], *, today: date) -> Iterable[dict[str, Any]]:
    contacts = Participant.objects.filter(running(today), RUNS, membership=OuterRef("pk"), part=Part.CONTACT.value)
    called = ContactNote.objects.filter(REACHED, participant=OuterRef("pk"), pk__gt=OuterRef("waits_after"))
    away = covers_to_come(today=today).filter(absent=OuterRef("pk"), is_for_all=True).order_by("begin", "pk")
    for_whom = covers_to_come(today=today).filter(stand_in=OuterRef("pk"), is_for_all=True, begin__lte=today)
    told: Iterable[dict[str, Any]] = rows.annotate(
        membership_id=F("pk"),
        people=_count(contacts),
        waiting=_count(contacts.filter(~Exists(called))),
        has_room=F("capacity__has_room"),
        said_on=F("capacity__on"),
        away=Subquery(away.values(told=COVER)[:1]),
        stands_in_for=ArraySubquery(for_whom.order_by("absent__name").values("absent__name")),
    ).values(*TOLD)
    return told


def _count(taking: QuerySet[Participant]) -> Coalesce:
    counted = taking.order_by().values("membership").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _workload(told: dict[str, Any]) -> Workload:
    cover = told["away"]
    away = cover and Away(cover["stand_in"], date.fromisoformat(cover["begin"]), date.fromisoformat(cover["until"]))
    return Workload(**told | {"away": away, "stands_in_for": tuple(told["stands_in_for"])})
