"""The subsidies of a budget over HTTP: where each source stands in a year, one step further, and one step back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.queries import (
    budget_plan,
    organisations,
    source_for,
    step_for,
    subsidies,
    taken_steps,
    years_of,
)
from wijkwaarde.kernel.budgets.rules import NewStep, may_keep
from wijkwaarde.kernel.budgets.terms import SubsidyStep
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.share_roads.queries import in_determinations
from wijkwaarde.web.budgets.desk import Sheet, answer, kept
from wijkwaarde.web.budgets.forms import StepForm
from wijkwaarde.web.budgets.panels import named, tabs
from wijkwaarde.web.budgets.subsidies import subsidy_cards
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.transaction import Asked


@board_too
@require_safe
def subsidies_of(request: Asked, *, budget_id: int, budget_year: int) -> HttpResponse:
    """Where the subsidy of each source stands in a year."""
    plan = budget_plan(budget_id, by=request.actor)
    years = years_of(plan.budget)
    if budget_year not in years:
        raise NotFound("area_budget", object_id=budget_id)
    steps, keeps = subsidies(budget_id, by=request.actor, year=budget_year), may_keep(request.actor.role)
    told = {
        "budget": plan.budget,
        "year": budget_year,
        "years": years,
        "cards": subsidy_cards(
            plan,
            steps=steps,
            shares=in_determinations(budget_id, year=budget_year, by=request.actor),
            year=budget_year,
            keeps=keeps,
        ),
        "tabs": tabs(plan.budget, here="budget_subsidies", today=request.today),
    }
    return render(request, "budgets/subsidies.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def step(request: Asked, *, budget_id: int, budget_year: int, source_id: int) -> HttpResponse:
    """Take a step of a subsidy."""
    kept(request, budget_id=budget_id)
    source = source_for(source_id, by=request.actor)
    if source.budget_id != budget_id:
        raise NotFound("area_budget", object_id=source_id)
    parties = named(organisations(by=request.actor))
    choices = {"applicant": parties, "receiver": parties}
    began = StepForm.began([row for _done, row in taken_steps(source, year=budget_year)])

    def act(told: dict[str, Any]) -> str:
        new = NewStep(
            year=budget_year,
            step=SubsidyStep(told["step"]),
            cents=told["amount"],
            applicant_id=int(told["applicant"]),
            receiver_id=int(told["receiver"]) if told["receiver"] else None,
            **{name: told[name] for name in ("on", "document", "request_key")},
        )
        actions.take_step(source, new, by=request.actor, now=timezone.now())
        return _("De stap staat erin. Wat er aan geld bewoog, is geboekt.")

    sheet = _step_sheet(source.name, back=reverse("budget_subsidies", args=[budget_id, budget_year]), year=budget_year)
    return answer(request, make=lambda data: StepForm(data, choices=choices, initial=began), act=act, sheet=sheet)


def _step_sheet(name: str, *, back: str, year: int) -> Sheet:
    lead = _("Van aanvraag naar vaststelling. Elke stap heeft een besluit of een stuk.")
    return Sheet(_("Een stap verder met de subsidie"), lead, _("Bewaren"), back, topic=f"{name}, {year}")


@require_POST
def undo(request: Asked, *, budget_id: int, step_id: int) -> HttpResponse:
    """Undo a step; its booking is reversed."""
    kept(request, budget_id=budget_id)
    row = step_for(step_id, by=request.actor)
    if row.source.budget_id != budget_id:
        raise NotFound("subsidy", object_id=step_id)
    actions.undo_step(step_id, by=request.actor, today=request.today, now=timezone.now())
    messages.success(request, _("De stap is ongedaan gemaakt. Wat geboekt was, is teruggeboekt."))
    return redirect("budget_subsidies", budget_id=budget_id, budget_year=row.year)
