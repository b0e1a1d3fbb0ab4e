"""The base year over HTTP: what it is, putting it to the parties, and each of them signing; and the same as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.base_years import actions
from wijkwaarde.kernel.base_years.queries import BaseYear, SeenText, base_year_of, cost_file_of_today
from wijkwaarde.kernel.budgets.queries import budget_plan
from wijkwaarde.kernel.budgets.rules import may_keep
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.web.budgets.base_years import base_year_book, base_year_page
from wijkwaarde.web.budgets.desk import Sheet, answer, kept
from wijkwaarde.web.budgets.forms import PaperForm
from wijkwaarde.web.budgets.panels import cost_lines, tabs
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.fields import Version, sent
from wijkwaarde.web.saves.files import Kind
from wijkwaarde.web.saves.files import answer as saved
from wijkwaarde.web.saves.forms import SaveForm
from wijkwaarde.web.transaction import Asked


@board_too
@require_safe
def base_year(request: Asked, budget_id: int) -> HttpResponse:
    """The costs of the base year, and who signed them."""
    plan = budget_plan(budget_id, by=request.actor)
    found = base_year_of(plan, today=request.today)
    keeps = may_keep(request.actor.role)
    told = {
        "budget": plan.budget,
        "page": base_year_page(found, budget=plan.budget, by=request.actor, today=request.today),
        "lines": cost_lines(plan) if keeps else (),
        "keeps": keeps,
        "file": cost_file_of_today(budget_id, by=request.actor, today=request.today) if keeps else None,
        "is_ready": bool(plan.sources and plan.products),
        "tabs": tabs(plan.budget, here="base_year", today=request.today),
    }
    return render(request, "budgets/base_year.html", told)


@require_POST
def put(request: Asked, budget_id: int) -> HttpResponse:
    """Ask the parties to sign the base year as it is now."""
    actions.put_to_parties(budget_id, by=request.actor, today=request.today)
    messages.success(request, _("Het basisjaar ligt voor. Elke partij kan nu tekenen."))
    return redirect("base_year", budget_id=budget_id)


@board_too
@require_POST
def sign(request: Asked, budget_id: int) -> HttpResponse:
    """Say yes for one's own party."""
    text_id, organisation_id = _sent(request)
    actions.sign(text_id, organisation_id, by=request.actor, today=request.today)
    messages.success(request, _("Je tekende het basisjaar. Was het een vergissing? Vandaag kun je het terugnemen."))
    return redirect("base_year", budget_id=budget_id)


@board_too
@require_POST
def take_back(request: Asked, budget_id: int) -> HttpResponse:
    """Take back a signature of today."""
    text_id, organisation_id = _sent(request)
    actions.take_back(text_id, organisation_id, by=request.actor, today=request.today)
    messages.success(request, _("De handtekening is teruggenomen."))
    return redirect("base_year", budget_id=budget_id)


def _sent(request: Asked) -> tuple[int, int]:
    return sent(Version(), request.POST.get("text")), sent(Version(), request.POST.get("organisation"))


@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: Asked, *, budget_id: int, organisation_id: int) -> HttpResponse:
    """Note what a party of which nobody can sign here signed on paper."""
    kept(request, budget_id=budget_id)
    text = _newest(base_year_of(budget_plan(budget_id, by=request.actor), today=request.today))
    party = next((one for one in text.parties if one.organisation_id == organisation_id and one.is_absent), None)
    if party is None:
        raise NotFound("base_year", object_id=organisation_id)

    def act(told: dict[str, Any]) -> str:
        actions.sign(text.pk, organisation_id, by=request.actor, today=request.today, **told)
        return _("Genoteerd.")

    lead = _("Niemand van deze partij kan hier tekenen. Noteer op welk stuk de handtekening staat.")
    back = reverse("base_year", args=[budget_id])
    sheet = Sheet(_("Getekend op papier"), lead, _("Noteren"), back, topic=party.name)
    return answer(request, make=PaperForm, act=act, sheet=sheet)


def _newest(found: BaseYear) -> SeenText:
    if found.newest is None:
        raise NotFound("base_year")
    return found.newest


@board_too
@require_POST
def save(request: Asked, budget_id: int) -> HttpResponseBase:
    """The base year as it stands, as every version had it, and every signature. Errors: Refused."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Kies als wat je dit wilt bewaren."))
    found = base_year_of(budget_plan(budget_id, by=request.actor), today=request.today)
    return saved(base_year_book(found), kind=Kind(form.cleaned_data["kind"]))
