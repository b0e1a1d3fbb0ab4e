"""The years of a budget over HTTP: how much per source and year, with which index, and the same as a file."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkwaarde.kernel.budgets.calculation import count_years
from wijkwaarde.kernel.budgets.queries import basis_of, budget_plan, years_of
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.web.budgets.panels import tabs
from wijkwaarde.web.budgets.years import Names, index_table, missing_words, names_of, origins, years_book, years_table
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.saves.forms import SaveForm
from wijkwaarde.web.transaction import Asked


@board_too
@require_safe
def years(request: Asked, budget_id: int) -> HttpResponse:
    """All years with what they are built on."""
    plan = budget_plan(budget_id, by=request.actor)
    basis = basis_of(plan.budget, by=request.actor)
    told = {"budget": plan.budget, "tabs": tabs(plan.budget, here="budget_years", today=request.today)}
    if basis.costs:
        names, every = names_of(plan), years_of(plan.budget)
        counted = count_years(basis, years=every)
        told |= {
            "table": years_table(counted, basis=basis, names=names),
            "index": index_table(basis, years=every, names=names),
            "missing": missing_words(basis),
            "origins": origins(counted, names=names),
        }
    return render(request, "budgets/years.html", told)


@board_too
@require_POST
def save_years(request: Asked, budget_id: int) -> HttpResponseBase:
    """The same as a file. Errors: Refused."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Kies als wat je dit wilt bewaren."))
    plan = budget_plan(budget_id, by=request.actor)
    basis = basis_of(plan.budget, by=request.actor)
    names: Names = names_of(plan)
    return answer(years_book(basis, years=years_of(plan.budget), names=names), kind=Kind(form.cleaned_data["kind"]))
