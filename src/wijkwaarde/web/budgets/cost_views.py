"""The costs of the base year over HTTP: one by hand, or many from a file that is shown first and written after."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.kernel.base_years.actions import take_in, undo_file
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.budgets.queries import BudgetPlan, budget_plan, organisations, source_for
from wijkwaarde.kernel.budgets.reading import CostReading, Known, OfAll, read_costs
from wijkwaarde.kernel.budgets.rules import products_by_word
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.sheets import UnusableTable
from wijkwaarde.kernel.sheets.table import tidy
from wijkwaarde.web.budgets.desk import Sheet, answer, kept
from wijkwaarde.web.budgets.file_form import FileForm, signed, unsigned
from wijkwaarde.web.budgets.forms import CostForm
from wijkwaarde.web.budgets.panels import named, preview
from wijkwaarde.web.fields import OLD_BUTTON, Version, sent
from wijkwaarde.web.transaction import Asked

LONGEST_FILE_NAME = 60


@require_http_methods(["GET", "HEAD", "POST"])
def new_cost(request: Asked, budget_id: int) -> HttpResponse:
    """What one party's product cost in the base year."""
    kept(request, budget_id=budget_id)
    plan = budget_plan(budget_id, by=request.actor)
    parties = organisations(by=request.actor)
    choices = {"organisation": named(parties), "product": named(plan.products), "source": named(plan.sources)}
    products = {str(one.pk): one for one in plan.products}

    def act(told: dict[str, Any]) -> str:
        source = source_for(int(told.pop("source")), by=request.actor)
        words: dict[str, Any] = {
            "organisation_id": int(told.pop("organisation")),
            "product": products[told.pop("product")],
        }
        actions.set_base_cost(source, by=request.actor, cents=told.pop("amount"), **words, **told)
        return _("Bewaard. Stond dit er al, dan is het nu vervangen.")

    lead = _("Wat kostte een product van een partij in {year}?").format(year=plan.budget.base_year)
    sheet = Sheet(_("Kosten van het basisjaar"), lead, _("Bewaren"), reverse("base_year", args=[budget_id]))
    return answer(request, make=lambda data: CostForm(data, choices=choices), act=act, sheet=sheet)


@require_http_methods(["GET", "HEAD", "POST"])
def from_file(request: Asked, budget_id: int) -> HttpResponse:
    """Read a file and show what it gives; send it again to write it."""
    found = kept(request, budget_id=budget_id)
    plan = budget_plan(budget_id, by=request.actor)
    choices = {"party": named(organisations(by=request.actor)), "source": named(plan.sources)}
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FileForm(*sent, choices=choices)
    told: dict[str, Any] = {"form": form, "budget": found}
    if form.is_valid() and form.cleaned_data["rows"]:
        return _write(request, plan=plan, told=form.cleaned_data)
    if form.is_valid():
        try:
            reading = _read(request, plan=plan, told=form.cleaned_data)
            told |= {
                "preview": preview(reading, plan=plan),
                "rows": signed(reading.rows, budget_id=budget_id),
                "name": _name(form.cleaned_data),
            }
        except UnusableTable as problem:
            form.add_error("file", f"{problem.what} {problem.remedy}")
    return render(request, "budgets/file.html", told, status=422 if form.errors else 200)


def _read(request: Asked, *, plan: BudgetPlan, told: Mapping[str, Any]) -> CostReading:
    file, parties = told["file"], {one.name: one.pk for one in organisations(by=request.actor)}
    party = next(((pk, name) for name, pk in parties.items() if str(pk) == told["party"]), None)
    of_all = OfAll(party, int(told["source"]) if told["source"] else None)
    known = Known(
        _by_name(parties),
        _by_name(products_by_word(plan.products)),
        _by_name({word: one.pk for one in plan.sources for word in (one.slug, one.name)}),
    )
    with NamedTemporaryFile(suffix=".xlsx") as copy:  # what is in it decides, but a workbook opens under this name only
        for piece in file.chunks():
            copy.write(piece)
        copy.flush()
        return read_costs(Path(copy.name), name=str(file.name)[:LONGEST_FILE_NAME], known=known, of_all=of_all)


def _by_name(those: Mapping[str, int]) -> dict[str, int]:
    return {tidy(name): key for name, key in those.items()}


def _name(told: Mapping[str, Any]) -> str:
    return str(told["file"].name if told["file"] else told["name"])[-LONGEST_FILE_NAME:]


def _write(request: Asked, *, plan: BudgetPlan, told: Mapping[str, Any]) -> HttpResponse:
    budget_id = plan.budget.pk
    rows = unsigned(told["rows"], budget_id=budget_id)
    sources, products = {one.pk for one in plan.sources}, {one.pk for one in plan.products}
    if not all(row.source_id in sources and row.product_id in products for row in rows):
        raise Refused(str(OLD_BUTTON))
    count = take_in(budget_id, by=request.actor, rows=rows, name=_name(told), today=request.today)
    words = ngettext("{count} regel is nieuw of veranderd.", "{count} regels zijn nieuw of veranderd.", count)
    messages.success(request, words.format(count=count))
    return redirect("base_year", budget_id=budget_id)


@require_POST
def undo(request: Asked, budget_id: int) -> HttpResponse:
    """Put back what stood there before a file of today; clicked twice it is that file, and not the one before it."""
    kept(request, budget_id=budget_id)
    file_id = sent(Version(), request.POST.get("which"))
    left = undo_file(budget_id, file_id=file_id, by=request.actor, today=request.today)
    words = _("Ongedaan gemaakt. Er staat weer wat er eerst stond.")
    if left:
        words = ngettext(
            "Ongedaan gemaakt, maar {count} regel veranderde daarna al. Die bleef zoals hij was.",
            "Ongedaan gemaakt, maar {count} regels veranderden daarna al. Die bleven zoals ze waren.",
            left,
        ).format(count=left)
    messages.success(request, words)
    return redirect("base_year", budget_id=budget_id)
