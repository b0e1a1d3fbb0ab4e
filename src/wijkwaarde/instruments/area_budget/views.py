"""The controller's page over HTTP: parse, one call, render."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkwaarde.instruments.area_budget.actions import keep_shown
from wijkwaarde.instruments.area_budget.panels import (
    YEAR,
    agreements_book,
    agreements_table,
    figures_book,
    is_product,
    looked_back_table,
    page_of,
    product_name,
)
from wijkwaarde.instruments.area_budget.queries import NoBudget, agreements_for, year_for
from wijkwaarde.instruments.area_budget.reading import Year
from wijkwaarde.instruments.area_budget.terms import LINES_A_PAGE
from wijkwaarde.kernel.budgets.rules import may_keep
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.listing import PAGE, paging
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.transaction import Asked

LONGEST_YEAR = 4
KIND = "soort"
FILES = {kind.value: kind for kind in (Kind.CSV, Kind.XLSX)}


def _asked(request: Asked) -> Year:
    """The year that the address asks for. Errors: NotFound."""
    said = request.GET.get(YEAR, "")
    if said and not (said.isdecimal() and len(said) == LONGEST_YEAR):
        raise NotFound("area_budget")
    return year_for(int(said) if said else None, by=request.actor, today=request.today)


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
    keep_shown(found, by=request.actor)
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
def agreements(request: Asked, product: str) -> HttpResponseBase:
    """The agreements of one product, by their number."""
    found = _asked(request)
    if not is_product(found, product):
        raise NotFound("product")
    rows = agreements_for(product, found=found)
    last = max(-(-len(rows) // LINES_A_PAGE), 1)
    said = request.GET.get(PAGE, "1")
    here = min(max(int(said), 1), last) if said.isdecimal() else 1
    shown = rows[(here - 1) * LINES_A_PAGE : here * LINES_A_PAGE]
    told = {"product": product, "name": product_name(found, product), "year": found.year, "count": len(rows)}
    listed = {"table": agreements_table(shown, year=found.year), "paging": paging(request.GET, current=here, last=last)}
    return render(request, "area_budget/product.html", told | listed)


@board_too
@require_safe
def agreements_file(request: Asked, product: str) -> HttpResponseBase:
    """The same as a file."""
    found = _asked(request)
    if not is_product(found, product):
        raise NotFound("product")
    rows = agreements_for(product, found=found)
    return answer(agreements_book(rows, year=found.year, product=product), kind=_kind(request))
