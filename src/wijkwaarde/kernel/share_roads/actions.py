"""Writes by which road a part of a share travelled, and takes it back; the share and the determination stay as they are."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.agreements.queries import Share, span_of
from wijkwaarde.kernel.agreements.rules import check_keeps
from wijkwaarde.kernel.agreements.terms import Road
from wijkwaarde.kernel.budgets.queries import is_command
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.refusals.actions import check_arrangeable, hold_share
from wijkwaarde.kernel.share_roads import rules
from wijkwaarde.kernel.share_roads.models import ShareRoad
from wijkwaarde.kernel.share_roads.queries import determinations, left_of, road_for, share_now, travelled
from wijkwaarde.kernel.share_roads.rules import NewRoad


@transaction.atomic
def note_road(share_id: int, new: NewRoad, *, by: Actor, today: date) -> ShareRoad:
    """Say in which determination or agreement apart a part of a share travelled; the same form again gives what it made.

    Errors: Refused by another road than was agreed, above what is left, of what is not definitive or a party refuses; NotFound.
    """
    check_keeps(by.role, is_command=is_command(by))
    share = hold_share(share_id, by=by)
    earlier = ShareRoad.objects.filter(partnership_id=by.inside, request_key=new.request_key).first()
    if earlier is not None:
        return earlier
    road = Road(share.road)
    rules.check_road(road, is_definitive=share.settled.is_definitive)
    check_arrangeable(share, by=by)
    told = _determined(share, new, by=by) if road is Road.DETERMINATION else _apart(new, today=today)
    left = left_of(share, found=travelled(by=by, span=span_of(share.settled)))
    made = ShareRoad.objects.create(
        partnership_id=by.inside,
        share=share,
        cents=rules.signed(new.cents, left=left, share=share.cents),
        noted_on=today,
        noted_by_id=by.membership_id,
        request_key=new.request_key,
        **told,
    )
    by.record(Act.WRITE, "share_road", object_id=made.pk, subjects=[])
    return made


def _determined(share: Share, new: NewRoad, *, by: Actor) -> dict[str, int]:
    found = {one.pk for one in determinations(span_of(share.settled), by=by)}
    if new.subsidy_id not in found:
        raise Refused(_("Kies de vaststelling waar dit deel in zit."), field="subsidy")
    return {"subsidy_id": new.subsidy_id}


def _apart(new: NewRoad, *, today: date) -> dict[str, str | date | None]:
    rules.check_apart(new, today=today)
    return {"name": new.name, "on": new.on, "document": new.document}


@transaction.atomic
def take_back_road(road_id: int, *, by: Actor, today: date) -> Share:
    """Take back what was said about a share, and give that share as it is now; said again it stays as it was. Errors: NotFound."""
    check_keeps(by.role, is_command=is_command(by))
    found = road_for(road_id, by=by)
    if ShareRoad.objects.filter(pk=found.pk, undone_on__isnull=True).update(undone_on=today):
        by.record(Act.WRITE, "share_road", object_id=found.pk, subjects=[])
    return share_now(found, by=by)
