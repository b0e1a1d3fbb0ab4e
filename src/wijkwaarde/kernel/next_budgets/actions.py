"""Begins the budget after another one, with its sources and products, and takes one away that was begun by mistake."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import transaction

from waarde import Unit
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets.actions import NewBudget, add_product, add_source, make_budget, remove
from wijkwaarde.kernel.budgets.queries import Budget, BudgetPlan, Source, budget_plan, budgets

if TYPE_CHECKING:
    from wijkwaarde.kernel.budgets.models import Product


@transaction.atomic
def begin_budget(new: NewBudget, *, by: Actor, takes_over: bool) -> Budget:
    """Begin a budget, with the sources and products of the one before it where that is asked. Errors: Refused, NotFound."""
    made = make_budget(new, by=by)
    before = next((one for one in budgets(by=by) if one.begin < made.begin), None)
    there = budget_plan(made.pk, by=by)
    if takes_over and before is not None and not there.sources and not there.products:
        _take_over(made, before=budget_plan(before.pk, by=by), by=by)
    return made


def _take_over(made: Budget, *, before: BudgetPlan, by: Actor) -> None:
    """The sources that took part until the end, each with its index, and all products; from the first day on."""
    for one in before.sources:
        if one.until is None or one.until >= before.budget.until:
            words = {name: getattr(one, name) for name in ("slug", "name", "bearer", "funder_id")}
            index = {part.series: part.weight for part in one.index.all()}
            add_source(made.pk, by=by, begin=made.begin, index=index, **words)
    for thing in before.products:
        words = {name: getattr(thing, name) for name in ("slug", "name", "price_key", "also_called")}
        add_product(made.pk, by=by, unit=Unit(thing.unit), **words)


@transaction.atomic
def take_budget_away(budget: Budget, *, by: Actor) -> None:
    """Take away a budget that was begun by mistake, with its sources and products. Errors: Refused where more rests on it; NotFound."""
    there = budget_plan(budget.pk, by=by)
    rows: tuple[Source | Product | Budget, ...] = (*there.sources, *there.products, budget)
    part = replace(by, seen={})
    for row in rows:
        remove(row, by=part)
    by.seen.update(part.seen)  # of what was refused half-way nothing was written
