"""The agreement numbers of a party over HTTP, as a page and as a file for its own programs: parse, one call, render."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkwaarde.kernel.deliveries import queries
from wijkwaarde.kernel.deliveries.overview import numbers_for
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.web.deliveries.forms import OrganisationForm
from wijkwaarde.web.deliveries.panels import numbers_book, numbers_listing
from wijkwaarde.web.deliveries.views import kept_or_read
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.transaction import Asked

KIND = "soort"
FILES = {kind.value: kind for kind in (Kind.CSV, Kind.XLSX)}


@board_too
@require_safe
def numbers(request: Asked) -> HttpResponse:
    """Choose a party, and see its agreements by their numbers."""
    budget = kept_or_read(request)
    form = OrganisationForm(request.GET or None, organisations=queries.parties_of(by=request.actor))
    told: dict[str, object] = {"form": form}
    if form.is_valid():
        party = queries.party_for(form.cleaned_data["organisatie"], by=request.actor)
        rows = numbers_for(party.pk, budget=budget, by=request.actor)
        told |= {"party": party, "listing": numbers_listing(rows, asked=request.GET)}
    return render(request, "deliveries/numbers.html", told, status=422 if form.errors else 200)


@board_too
@require_safe
def numbers_file(request: Asked) -> HttpResponseBase:
    """The same as a file. Errors: NotFound."""
    budget = kept_or_read(request)
    form = OrganisationForm(request.GET, organisations=queries.parties_of(by=request.actor))
    kind = FILES.get(request.GET.get(KIND, ""))
    if not form.is_valid() or kind is None:
        raise NotFound("organisation")
    rows = numbers_for(form.cleaned_data["organisatie"], budget=budget, by=request.actor)
    return answer(numbers_book(rows), kind=kind)
