"""The assignment of a budget over HTTP: which results are wanted, and of each year its figures and its story."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.calculation import count_year
from wijkwaarde.kernel.budgets.queries import (
    Budget,
    assignment_of,
    basis_of,
    budget_for,
    organisations,
    stories_of,
    subsidies,
    years_of,
)
from wijkwaarde.kernel.budgets.rules import may_keep
from wijkwaarde.kernel.budgets.terms import BudgetUse, Purse
from wijkwaarde.kernel.deliveries.queries import delivered
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.staffing.queries import hours_by_party
from wijkwaarde.web.budgets.desk import Sheet, answer, kept
from wijkwaarde.web.budgets.forms import TextForm
from wijkwaarde.web.budgets.panels import Known, story_cards, tabs
from wijkwaarde.web.budgets.parties import purse_words, use_words
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.transaction import Asked


@board_too
@require_safe
def assignment(request: Asked, budget_id: int) -> HttpResponse:
    """What is wanted, and year by year what came of it."""
    budget = budget_for(budget_id, by=request.actor)
    told = {
        "budget": budget,
        "wanted": assignment_of(budget),
        "keeps": may_keep(request.actor.role),
        "use": use_words(BudgetUse(budget.use)),
        "purse": purse_words(Purse(budget.purse)),
        "cards": story_cards(budget, known=_known(request, budget=budget)),
        "tabs": tabs(budget, here="budget_assignment", today=request.today),
    }
    return render(request, "budgets/assignment.html", told)


def _known(request: Asked, *, budget: Budget) -> Known:
    """What is known of every year that began."""
    basis = basis_of(budget, by=request.actor)
    begun = [year for year in years_of(budget) if year <= request.today.year]
    return Known(
        years={year: count_year(basis, year=year) for year in begun},
        delivered=delivered(budget, by=request.actor),
        hours=hours_by_party(budget, by=request.actor),
        steps=subsidies(budget.pk, by=request.actor),
        stories=stories_of(budget),
        names={one.pk: one.name for one in organisations(by=request.actor)},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def wanted(request: Asked, budget_id: int) -> HttpResponse:
    """Say which results are wanted."""
    row = assignment_of(kept(request, budget_id=budget_id))
    began = {"text": row.wanted if row else "", "version": row.version if row else 0}

    def act(told: dict[str, Any]) -> str:
        actions.keep_assignment(budget_id, by=request.actor, wanted=told["text"], version=told["version"])
        return _("Bewaard.")

    back = reverse("budget_assignment", args=[budget_id])
    sheet = Sheet(_("De opdracht van de wijk"), _("Wat willen jullie samen bereiken?"), _("Bewaren"), back)
    label = _("Welke resultaten willen jullie?")
    return answer(request, make=lambda data: TextForm(data, initial=began, label=label), act=act, sheet=sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def story(request: Asked, *, budget_id: int, budget_year: int) -> HttpResponse:
    """Tell what a year brought."""
    budget = kept(request, budget_id=budget_id)
    if budget_year not in years_of(budget):
        raise NotFound("area_budget", object_id=budget_id)
    row = stories_of(budget).get(budget_year)
    began = {"text": row.story if row else "", "version": row.version if row else 0}

    def act(told: dict[str, Any]) -> str:
        actions.keep_story(budget_id, year=budget_year, by=request.actor, story=told["text"], version=told["version"])
        return _("Bewaard.")

    lead = _("De cijfers komen uit de boeken. Vertel hier wat ze niet laten zien.")
    back = reverse("budget_assignment", args=[budget_id])
    sheet = Sheet(_("Het verhaal van {year}").format(year=budget_year), lead, _("Bewaren"), back)
    label = _("Wat veranderde er in de wijk?")
    return answer(request, make=lambda data: TextForm(data, initial=began, label=label), act=act, sheet=sheet)
