"""The page of what each party adds over HTTP: nothing is kept of what is typed there."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from waarde import MOST_PARTIES
from wijkwaarde.instruments.shared_savings.added.forms import GroupsForm
from wijkwaarde.instruments.shared_savings.added.panels import added_table
from wijkwaarde.instruments.shared_savings.queries import choices
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.transaction import Asked

OK, WRONG = 200, 422


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def added(request: Asked) -> HttpResponse:
    """What each party adds, averaged over all orders in which they may have joined."""
    known = choices(by=request.actor, today=request.today)[0].parties
    parties = {one.code: "" if one.is_residents else one.organisation for one in known}
    fits = 1 < len(parties) <= MOST_PARTIES
    form = GroupsForm(request.POST or None, parties=parties if fits else {})
    is_told = fits and form.is_bound and form.is_valid()
    context = {
        "form": form if fits else None,
        "most": MOST_PARTIES,
        "found": added_table(form.worth(), parties=parties) if is_told else None,
    }
    return render(request, "shared_savings/added.html", context, status=WRONG if form.errors else OK)
