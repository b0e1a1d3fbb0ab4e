"""Reads what a resident pays themselves, agreement by agreement."""

from __future__ import annotations

from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.own_costs.models import OwnCost


def own_costs_of(seen: SeenCase) -> dict[str, OwnCost]:
    """What was said, by the words of the agreement, in one query. Errors: NotFound for who may not read the case."""
    if not seen.may_read:
        raise NotFound("own_cost", subjects=(seen.case.resident_id,))
    return {one.what: one for one in OwnCost.objects.filter(case=seen.case)}
