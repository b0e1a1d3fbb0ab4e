"""Writes results: agrees, changes and lets go of one, and says that one was reached, which books a delivery."""

from __future__ import annotations

from datetime import date, datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from waarde import Period
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.budgets.queries import Budget, budget_for, is_command
from wijkwaarde.kernel.budgets.rules import check_keeps
from wijkwaarde.kernel.deliveries.actions import deliver, undo
from wijkwaarde.kernel.deliveries.queries import party_for
from wijkwaarde.kernel.deliveries.rules import NewDelivery
from wijkwaarde.kernel.errors import NotFound, Stale
from wijkwaarde.kernel.results import rules
from wijkwaarde.kernel.results.models import AgreedResult, ReachedResult
from wijkwaarde.kernel.results.queries import reached_for
from wijkwaarde.kernel.results.rules import NewReached, NewResult

DELIVERY = "results:{key}"


@transaction.atomic
def agree_result(budget: Budget, *, new: NewResult, by: Actor, today: date) -> AgreedResult:
    """Agree a result with a party; the same form again gives the one that is there. Errors: Refused, NotFound."""
    check_keeps(by.role, is_command=is_command(by))
    budget_for(budget.pk, by=by)
    party_for(new.organisation_id, by=by)
    if not budget.products.filter(pk=new.product_id).exists():
        raise NotFound("product", object_id=new.product_id)
    rules.check_result(new, budget=Period(budget.begin, budget.until))
    made, is_new = AgreedResult.objects.get_or_create(
        partnership_id=by.inside,
        request_key=new.request_key,
        defaults={
            "budget": budget,
            "organisation_id": new.organisation_id,
            "product_id": new.product_id,
            "agreed_on": today,
            **_said(new),
        },
    )
    if is_new:
        by.record(Act.WRITE, rules.KIND, object_id=made.pk, subjects=[])
    return made


def _said(new: NewResult) -> dict[str, object]:
    return {
        "what": new.what,
        "cents": new.cents,
        "times": new.times,
        "begin": new.begin,
        "until": new.until,
    }


@transaction.atomic
def change_result(result_id: int, *, new: NewResult, by: Actor, version: int) -> AgreedResult:
    """Change what was agreed; party and product stay, and the price too once something was reached. Errors: Refused, Stale, NotFound."""
    found = _held(result_id, by=by)
    rules.check_result(new, budget=Period(found.budget.begin, found.budget.until))
    if all(getattr(found, name) == value for name, value in _said(new).items()):
        return found
    if found.version != version:
        raise Stale(_("Iemand veranderde dit net. Kijk hoe het er nu staat."), saved={}, version=found.version)
    rules.check_change(new, cents=found.cents, begin=found.begin, last_reached=_last_reached(found))
    AgreedResult.objects.filter(pk=found.pk).update(**_said(new), version=version + 1)
    by.record(Act.WRITE, rules.KIND, object_id=found.pk, subjects=[])
    found.refresh_from_db()
    return found


@transaction.atomic
def let_go(result_id: int, *, by: Actor, today: date) -> None:
    """Let go of what of a result is still to be reached; said again it is as it was. Errors: NotFound."""
    found = _held(result_id, by=by)
    if found.withdrawn_on is None:
        AgreedResult.objects.filter(pk=found.pk).update(withdrawn_on=today)
        by.record(Act.WRITE, rules.KIND, object_id=found.pk, subjects=[])


@transaction.atomic
def bring_back(result_id: int, *, by: Actor) -> None:
    """Take back that a result was let go. Errors: NotFound."""
    found = _held(result_id, by=by)
    if found.withdrawn_on is not None:
        AgreedResult.objects.filter(pk=found.pk).update(withdrawn_on=None)
        by.record(Act.WRITE, rules.KIND, object_id=found.pk, subjects=[])


@transaction.atomic
def reach(result_id: int, *, new: NewReached, by: Actor, now: datetime, today: date) -> ReachedResult:
    """Say that a result was reached, and book it; the same form again gives the one that is there. Errors: Refused, NotFound."""
    agreed = _held(result_id, by=by)
    earlier = ReachedResult.objects.filter(partnership_id=by.inside, request_key=new.request_key).first()
    if earlier is not None:
        return earlier
    period = Period(agreed.begin, agreed.until)
    rules.check_reached(new, agreed=period, is_withdrawn=agreed.withdrawn_on is not None, today=today)
    delivery = deliver(agreed.budget, new=_delivery(new, agreed=agreed), by=by, now=now, today=today)
    made = ReachedResult.objects.create(
        partnership_id=by.inside,
        agreed=agreed,
        on=new.on,
        times=new.times,
        said_by=new.said_by.value,
        told_by_id=by.membership_id,
        delivery=delivery,
        request_key=new.request_key,
    )
    by.record(Act.WRITE, rules.KIND, object_id=agreed.pk, subjects=[])
    return made


def _delivery(new: NewReached, *, agreed: AgreedResult) -> NewDelivery:
    """What it is on the budget: on one day, and twice on a day is no slip, since a form counts once."""
    return NewDelivery(
        organisation_id=agreed.organisation_id,
        product_id=agreed.product_id,
        period=Period(new.on, date.fromordinal(new.on.toordinal() + 1)),
        cents=new.times * agreed.cents,
        document=f"result-{agreed.pk}",
        number=new.number,
        is_again=True,
        request_key=_key(new.request_key),
    )


def _key(request_key: UUID) -> UUID:
    return uuid5(NAMESPACE_OID, DELIVERY.format(key=request_key))


@transaction.atomic
def undo_reached(reached_id: int, *, by: Actor, now: datetime, today: date) -> None:
    """It was not reached after all: its delivery is booked back; said again it is as it was. Errors: NotFound."""
    undo(reached_for(reached_id, by=by).delivery_id, by=by, now=now, today=today)


def _last_reached(found: AgreedResult) -> date | None:
    """The last day on which it was reached and not booked back; None where there is none."""
    rows = ReachedResult.objects.filter(agreed=found, delivery__reversed_by__isnull=True)
    last: date | None = rows.aggregate(last=Max("on"))["last"]
    return last


def _held(result_id: int, *, by: Actor) -> AgreedResult:
    """A result for who keeps the budget, held until the end of the transaction. Errors: NotFound."""
    check_keeps(by.role, is_command=is_command(by))
    rows = AgreedResult.objects.select_for_update(of=("self",), no_key=True).select_related("budget")
    found = rows.filter(partnership_id=by.inside, pk=result_id).first()
    if found is None:
        raise NotFound(rules.KIND, object_id=result_id)
    return found
