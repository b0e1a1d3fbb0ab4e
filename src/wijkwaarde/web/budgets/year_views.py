"""The years of a budget over HTTP: how much per source and year, with which index, and the same as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.budgets.calculation import count_years
from wijkwaarde.kernel.budgets.queries import basis_of, budget_plan, series_names, years_of
from wijkwaarde.kernel.budgets.rules import may_keep
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.index_values.actions import take_away, tell_value
from wijkwaarde.kernel.index_values.queries import told_values
from wijkwaarde.web.budgets.desk import Sheet, kept
from wijkwaarde.web.budgets.desk import answer as answer_form
from wijkwaarde.web.budgets.forms import IndexForm, Settled
from wijkwaarde.web.budgets.panels import tabs
from wijkwaarde.web.budgets.years import (
    Names,
    index_table,
    missing_words,
    names_of,
    origins,
    told_lines,
    years_book,
    years_table,
)
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.fields import Version, sent
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
            "told": told_lines(told_values(by=request.actor)),
            "keeps": may_keep(request.actor.role),
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


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Asked, budget_id: int) -> HttpResponse:
    """What an index was in a year, provisional or definitive."""
    budget = kept(request, budget_id=budget_id)
    known = series_names(by=request.actor)

    def act(told: dict[str, Any]) -> str:
        is_definitive = told.pop("state") == Settled.DEFINITIVE.value
        tell_value(told.pop("series"), by=request.actor, is_definitive=is_definitive, today=request.today, **told)
        return _("Bewaard. Zijn alle indexen van dat jaar ingevuld? Dan rekent het budget ermee.")

    lead = _("Wordt een voorlopig cijfer definitief? Vul het definitieve erbij in. Het verschil komt in het jaar erna.")
    back = reverse("budget_years", args=[budget_id])
    sheet = Sheet(_("Een index invullen"), lead, _("Bewaren"), back, topic=budget.name)
    return answer_form(request, make=lambda data: IndexForm(data, known=known), act=act, sheet=sheet)


@require_POST
def forget(request: Asked, budget_id: int) -> HttpResponse:
    """Take away a value of an index that was a mistake."""
    kept(request, budget_id=budget_id)
    take_away(sent(Version(), request.POST.get("which")), by=request.actor)
    messages.success(request, _("Weggehaald. Het budget rekent er niet meer mee."))
    return redirect("budget_years", budget_id=budget_id)
