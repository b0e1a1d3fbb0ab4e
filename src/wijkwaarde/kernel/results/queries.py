"""Reads the results of a budget: what was agreed, what was reached of it, and what that came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.budgets.queries import Budget, is_command
from wijkwaarde.kernel.budgets.rules import check_reads
from wijkwaarde.kernel.deliveries.models import Delivery
from wijkwaarde.kernel.deliveries.queries import DeliveryRow
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.results import rules
from wijkwaarde.kernel.results.models import AgreedResult, ReachedResult

# What was booked back was not reached.
STANDS = Q(reached__delivery__reversed_by__isnull=True)
# Rows as pages get them: they read them, and import no model.
type ResultRow = AgreedResult
type ReachedRow = ReachedResult


@dataclass(frozen=True, slots=True)
class Result:
    """A result with how often it was reached, and what that came to in cents."""

    row: AgreedResult
    reached: int

    @property
    def cents(self) -> int:
        """What was paid for it."""
        return self.reached * self.row.cents

    @property
    def left(self) -> int:
        """How often it is still to be reached; below 0 where it was reached more often than was agreed."""
        return self.row.times - self.reached


def results(budget: Budget, *, by: Actor) -> list[Result]:
    """The results of a budget, by party and begin (one question), without those let go before any was reached. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    by.record(Act.READ, rules.KIND, object_id=None, subjects=[])
    rows = _told().filter(partnership_id=by.inside, budget=budget)
    rows = rows.filter(Q(withdrawn_on__isnull=True) | Q(times_reached__gt=0))
    return [Result(row, row.times_reached) for row in rows.order_by("organisation__name", "begin", "pk")]  # type: ignore[attr-defined]


def result_for(result_id: int, *, by: Actor) -> Result:
    """One result for who reads the budget, also one that was let go. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    row = _told().filter(partnership_id=by.inside, pk=result_id).first()
    if row is None:
        raise NotFound(rules.KIND, object_id=result_id)
    by.record(Act.READ, rules.KIND, object_id=row.pk, subjects=[])
    return Result(row, row.times_reached)  # type: ignore[attr-defined]


def reached_of(result: Result) -> list[ReachedResult]:
    """What was said of a result, the newest first, also what was booked back."""
    rows = ReachedResult.objects.filter(agreed=result.row).select_related("delivery__reversed_by", "told_by")
    return list(rows.order_by("-on", "-pk"))


def reached_for(reached_id: int, *, by: Actor) -> ReachedResult:
    """One result that was reached, for who reads the budget. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    found = ReachedResult.objects.filter(partnership_id=by.inside, pk=reached_id).first()
    if found is None:
        raise NotFound(rules.KIND, object_id=reached_id)
    return found


def _told() -> QuerySet[AgreedResult]:
    rows = AgreedResult.objects.select_related("organisation", "product", "budget")
    return rows.annotate(times_reached=Coalesce(Sum("reached__times", filter=STANDS), 0))


def deliveries_by_booking(booking_ids: Sequence[int], *, by: Actor) -> list[DeliveryRow]:
    """The deliveries that these bookings are, results and others, with their files. Errors: NotFound for who reads no budget."""
    check_reads(by.role, is_command=is_command(by))
    rows = Delivery.objects.filter(partnership_id=by.inside, booking_id__in=booking_ids)
    return list(rows.select_related("file"))
