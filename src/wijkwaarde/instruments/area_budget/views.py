"""The controller's page over HTTP: parse, one call, render."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwaarde.instruments.area_budget.actions import keep_shown
from wijkwaarde.instruments.area_budget.forms import AskedForm
from wijkwaarde.instruments.area_budget.panels import listed, page_of
from wijkwaarde.instruments.area_budget.queries import NoBudget, agreements_at, places_for, year_for
from wijkwaarde.instruments.area_budget.reading import Year
from wijkwaarde.instruments.area_budget.report import (
    agreements_book,
    figures_book,
    is_there,
    looked_back_table,
    when_of,
)
from wijkwaarde.instruments.area_budget.rules import Wanted
from wijkwaarde.instruments.area_budget.terms import LINES_A_PAGE
from wijkwaarde.kernel.budgets.rules import may_keep
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.listing import PAGE, paging
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.transaction import Asked

KIND, AGREEMENTS = "soort", "afspraken"
FILES = {kind.value: kind for kind in (Kind.CSV, Kind.XLSX)}


def _form(request: Asked) -> AskedForm:
    """What the address asks for. Errors: NotFound."""
    form = AskedForm(request.GET)
    if not form.is_valid():
        raise NotFound("area_budget")
    return form


def _asked(request: Asked) -> Year:
    """The year that the address asks for. Errors: NotFound."""
    return year_for(_form(request).cleaned_data["jaar"], by=request.actor, today=request.today)


def _wanted(request: Asked, *, product: str | None) -> tuple[Year, Wanted]:
    """The year and the agreements that the address asks for. Errors: NotFound."""
    found, wanted = _asked(request), _form(request).wanted(product)
    if not is_there(wanted, found=found):
        raise NotFound("product")
    return found, wanted


def _kind(request: Asked) -> Kind:
    said = request.GET.get(KIND, Kind.CSV.value)
    if said not in FILES:
        raise NotFound("area_budget")
    return FILES[said]


@board_too
@require_safe
def area_budget(request: Asked) -> HttpResponseBase:
    """The budget of a year: what there is, is promised, was spent, is left and is expected."""
    try:
        found = _asked(request)
    except NoBudget:
        return render(request, "area_budget/none.html", {"may_begin": may_keep(request.actor.role)})
    page = page_of(found)
    keep_shown(found, by=request.actor, now=timezone.now())
    return render(request, "area_budget/budget.html", {"page": page})


@board_too
@require_safe
def looked_back(request: Asked) -> HttpResponseBase:
    """How the forecast would have done in the year before."""
    found = _asked(request)
    tried = found.looked_back()
    told = {"year": found.year - 1, "tried": tried, "table": tried and looked_back_table(tried)}
    return render(request, "area_budget/looked_back.html", told)


@board_too
@require_safe
def figures(request: Asked) -> HttpResponseBase:
    """The figures of the page as a file."""
    return answer(figures_book(_asked(request)), kind=_kind(request))


@board_too
@require_safe
def agreements(request: Asked, product: str | None = None) -> HttpResponseBase:
    """Agreements of one product, party, law or month, by their number."""
    found, wanted = _wanted(request, product=product)
    places = places_for(wanted, found=found)
    last = max(-(-len(places) // LINES_A_PAGE), 1)
    here = min(_form(request).cleaned_data[PAGE] or 1, last)
    page = places[(here - 1) * LINES_A_PAGE : here * LINES_A_PAGE]
    shown = agreements_at(page, wanted=wanted, found=found)
    turned = paging(request.GET, current=here, last=last)
    told = listed(shown, wanted=wanted, found=found, turned=turned)
    return render(request, "area_budget/product.html", told | {"count": len(places)})


@board_too
@require_safe
def agreements_file(request: Asked, product: str | None = None) -> HttpResponseBase:
    """The same as a file."""
    found, wanted = _wanted(request, product=product)
    rows = agreements_at(places_for(wanted, found=found), wanted=wanted, found=found)
    when, name = when_of(wanted, year=found.year), f"wijkbudget-{found.year}-{product or AGREEMENTS}"
    return answer(agreements_book(rows, when=when, name=name), kind=_kind(request))
