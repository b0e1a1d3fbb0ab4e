"""Reads the budget that runs on a day with its sources and products, and what the base year was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets import rules
from wijkwaarde.kernel.budgets.models import AreaBudget, BaseCost, MoneySource, Product, Subsidy, VolumeCorrection
from wijkwaarde.kernel.errors import NotFound

# Rows as pages and higher nouns get them: they read them, and import no model.
type Budget = AreaBudget
type Source = MoneySource


@dataclass(frozen=True, slots=True)
class BudgetPlan:
    """A budget with everything that says how much it is: sources with their index, products, base costs, volume corrections."""

    budget: AreaBudget
    sources: tuple[MoneySource, ...]
    products: tuple[Product, ...]
    base_costs: tuple[BaseCost, ...]
    volumes: tuple[VolumeCorrection, ...]


def is_command(by: Actor) -> bool:
    """Whether a command or a background task asks."""
    return by.user_id is None and by.membership_id is None and by.person_id is None


def budget_on(day: date, *, by: Actor) -> AreaBudget | None:
    """The budget that runs on a day, or None; that there is one is no secret for who works here. Errors: NotFound."""
    if by.membership_id is None and not is_command(by):
        raise NotFound("area_budget")
    running = AreaBudget.objects.filter(partnership_id=by.inside, begin__lte=day, until__gt=day)
    return running.first()


def budget_for(budget_id: int, *, by: Actor) -> AreaBudget:
    """A budget for who reads it. Errors: NotFound."""
    rules.check_reads(by.role, is_command=is_command(by))
    found = AreaBudget.objects.filter(partnership_id=by.inside, pk=budget_id).first()
    if found is None:
        raise NotFound("area_budget", object_id=budget_id)
    return found


def budgets(*, by: Actor) -> list[AreaBudget]:
    """All budgets, the newest first. Errors: NotFound."""
    rules.check_reads(by.role, is_command=is_command(by))
    return list(AreaBudget.objects.filter(partnership_id=by.inside).order_by("-begin"))


def budget_plan(budget_id: int, *, by: Actor) -> BudgetPlan:
    """A budget with everything that says how much it is. Errors: NotFound."""
    found = budget_for(budget_id, by=by)
    costs = found.base_costs.select_related("source", "organisation", "product")
    sources = found.sources.select_related("funder").prefetch_related("index")
    volumes = VolumeCorrection.objects.filter(source__budget=found).select_related("source", "product")
    return BudgetPlan(
        found,
        tuple(sources.order_by("begin", "slug")),
        tuple(found.products.order_by("position", "slug")),
        tuple(costs.order_by("organisation__name", "product__position", "source__slug")),
        tuple(volumes.order_by("begin", "pk")),
    )


def products_of(budget: AreaBudget) -> list[Product]:
    """What is delivered on a budget, in order."""
    return list(budget.products.order_by("position", "slug"))


def subsidies(budget_id: int, *, by: Actor, year: int | None = None) -> list[Subsidy]:
    """The steps of the subsidies of a budget, of one year or all, the oldest first. Errors: NotFound."""
    found = budget_for(budget_id, by=by)
    steps = Subsidy.objects.filter(source__budget=found).select_related("source", "applicant", "receiver")
    return list((steps if year is None else steps.filter(year=year)).order_by("on", "pk"))
