"""Given hours over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.given_hours import actions, queries
from wijkwaarde.kernel.given_hours.rules import may_open
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.given_hours.forms import GivenForm, PursuitForm
from wijkwaarde.web.given_hours.panels import given_table, hours_words
from wijkwaarde.web.transaction import Asked

AS_AMOUNT = "bedrag"


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def given(request: Asked) -> HttpResponse:
    """The hours that people gave, and those of a month more."""
    found = queries.pursuits(by=request.actor)
    mine = [(one.account_id, f"{one.name}, {one.organisation}") for one in found if one.is_told]
    form = GivenForm(request.POST or None, pursuits=mine, initial={"month": f"{request.today:%Y-%m}"})
    if form.is_valid():
        told = form.cleaned_data
        place = {"month": told["month"], "hours": told["hours"], "request_key": told["request_key"]}
        try:
            actions.give_hours(int(told["pursuit"]), by=request.actor, now=timezone.now(), **place)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("Geboekt. Dank aan wie ze gaf."))
            return redirect("given_hours")
    status = 422 if form.errors else 200
    return render(request, "given_hours/given.html", _shown(request, found=found, form=form, tells=mine), status=status)


def _shown(request: Asked, *, found: Sequence[queries.Pursuit], form: GivenForm, tells: object) -> dict[str, Any]:
    as_amount = AS_AMOUNT in request.GET
    last = queries.told_last(by=request.actor, today=request.today)
    return {
        "form": form if tells else None,
        "table": given_table(found, as_amount=as_amount) if found else None,
        "as_amount": as_amount,
        "told": [(one, hours_words(one.hours)) for one in last],
        "opens": may_open(request.actor.role),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def pursuit(request: Asked) -> HttpResponse:
    """A new activity."""
    form = PursuitForm(request.POST or None, parties=queries.parties(by=request.actor))
    if form.is_valid():
        try:
            actions.open_pursuit(
                int(form.cleaned_data["organisation"]), name=form.cleaned_data["name"], by=request.actor
            )
        except Refused as refused:
            form.add_error("name", refused.text)
        else:
            messages.success(request, _("De activiteit staat in de lijst."))
            return redirect("given_hours")
    return render(request, "given_hours/pursuit.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
def undo(request: Asked, hours_booking_id: int) -> HttpResponse:
    """It was a mistake."""
    actions.undo_hours(hours_booking_id, by=request.actor, now=timezone.now())
    messages.success(request, _("Ongedaan gemaakt. Het staat in de boeken."))
    return redirect("given_hours")
