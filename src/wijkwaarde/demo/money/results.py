"""The results of the example neighbourhood that a party is paid for: agreed for this year, some reached up to today."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import NAMESPACE_OID, UUID, uuid5

from django.utils import timezone

from wijkwaarde.demo.money.draw import told_in_file
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.barriers.queries import organisations
from wijkwaarde.kernel.budgets.queries import Budget, products_of
from wijkwaarde.kernel.results.actions import agree_result, reach
from wijkwaarde.kernel.results.rules import NewReached, NewResult
from wijkwaarde.kernel.results.terms import Sayer
from wijkwaarde.kernel.trail.actions import recorded

HUNDREDTHS = 100
MORNING = time(9)


def agree_and_reach(budget: Budget, *, by: Actor, today: date) -> None:
    """Agree each result of money.toml and say what was reached of it by today; `by` keeps the budget."""
    with recorded(by=by):
        parties = {name: pk for pk, name in organisations(by=by, today=today)}
        products = {one.slug: one.pk for one in products_of(budget)}
        begin = date(today.year, 1, 1)
        for one in told_in_file()["result"]:
            agreed = agree_result(
                budget, new=_agreed(one, parties=parties, products=products, today=today), by=by, today=begin
            )
            for turn in one["reached"]:
                on = date(today.year, *turn["day"])
                if on <= today:
                    key, said_by = _key(f"{one['what']}-{on}"), Sayer(turn["said_by"])
                    new = NewReached(on=on, times=turn["times"], said_by=said_by, request_key=key)
                    now = timezone.make_aware(datetime.combine(on, MORNING))
                    reach(agreed.pk, new=new, by=by, now=now, today=on)


def _agreed(one: dict[str, Any], *, parties: dict[str, int], products: dict[str, int], today: date) -> NewResult:
    return NewResult(
        organisation_id=parties[one["party"]],
        product_id=products[one["product"]],
        what=one["what"],
        cents=one["euros"] * HUNDREDTHS,
        times=one["times"],
        begin=date(today.year, 1, 1),
        until=date(today.year + 1, 1, 1),
        request_key=_key(one["what"]),
    )


def _key(name: str) -> UUID:
    return uuid5(NAMESPACE_OID, f"result-{name}")
