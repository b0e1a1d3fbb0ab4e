"""Who looked over HTTP: parse, one call, render."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.looks.queries import looking_organisations, looks_at
from wijkwaarde.web.emergencies.told import own_card
from wijkwaarde.web.listing import PAGE, page_asked
from wijkwaarde.web.looks.forms import WantedForm
from wijkwaarde.web.looks.panels import days_of, organisations_of
from wijkwaarde.web.transaction import Asked


@require_safe
def looks(request: Asked) -> HttpResponse:
    """Who looked at my data, and why."""
    by = request.actor
    if by.person_id is None:
        raise NotFound("person")
    form = WantedForm(request.GET, organisations=looking_organisations(by=by))
    found = looks_at(by=by, page=page_asked(request.GET), wanted=form.wanted())
    rest = request.GET.copy()
    rest.pop(PAGE, None)
    by_name = form.is_by_organisation
    days = organisations_of(found, today=request.today) if by_name else days_of(found, today=request.today)
    told = {"days": days, "looks": found, "form": form}
    told |= {"narrowed": any(rest.values()), "rest": rest.urlencode()}
    told["emergencies"] = own_card(by=by, today=request.today)
    return render(request, "looks/looks.html", told)
