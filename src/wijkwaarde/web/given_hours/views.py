"""Given hours over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.given_hours import actions, queries
from wijkwaarde.kernel.given_hours.rules import check_opens, may_open
from wijkwaarde.kernel.given_hours.terms import HUNDREDTHS
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.format import trimmed
from wijkwaarde.web.given_hours.forms import GivenForm, NameForm, PursuitForm, RateForm
from wijkwaarde.web.given_hours.panels import booked_words, given_book, given_table, hours_words
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.saves.forms import SaveForm
from wijkwaarde.web.transaction import Asked

# The day of a booking is asked here as its month.
DAY_OF = {"on": "month"}


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def given(request: Asked) -> HttpResponse:
    """The hours that people gave, and those of a month more."""
    found = queries.pursuits(by=request.actor)
    mine = [(one.account_id, f"{one.name}, {one.organisation}") for one in found if one.is_told]
    began = {"month": f"{request.today:%Y-%m}"}
    form = GivenForm(request.POST or None, pursuits=mine, today=request.today, initial=began)
    if form.is_valid():
        told = form.cleaned_data
        place = {"month": told["month"], "hours": told["hours"], "request_key": told["request_key"]}
        try:
            made = actions.give_hours(int(told["pursuit"]), by=request.actor, now=timezone.now(), **place)
        except Refused as refused:
            field = DAY_OF.get(refused.field, refused.field)
            form.add_error(field if field in form.fields else None, refused.text)
        else:
            booked = queries.booked_for(made, by=request.actor)
            messages.success(request, booked_words(booked.on, month=told["month"]))
            return redirect("given_hours")
    status = 422 if form.errors else 200
    return render(request, "given_hours/given.html", _shown(request, found=found, form=form, tells=mine), status=status)


def _shown(request: Asked, *, found: Sequence[queries.Pursuit], form: GivenForm, tells: object) -> dict[str, Any]:
    asked = RateForm(request.GET)
    rate, opens = asked.rate(), may_open(request.actor.role)
    last = queries.told_last(by=request.actor, today=request.today)
    return {
        "form": form if tells else None,
        "table": given_table(found, rate=rate, opens=opens) if found else None,
        "rate": None if rate is None else trimmed(rate / HUNDREDTHS),
        "asks": asked,
        "told": [(one, hours_words(one.hours)) for one in last],
        "opens": opens,
    }


@board_too
@require_POST
def save(request: Asked) -> HttpResponseBase:
    """All hours as a file. Errors: Refused."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Kies als wat je dit wilt bewaren."))
    return answer(given_book(queries.pursuits(by=request.actor)), kind=Kind(form.cleaned_data["kind"]))


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
    told = {"form": form, "title": _("Een activiteit erbij"), "submit": _("In de lijst zetten")}
    return render(request, "given_hours/pursuit.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: Asked, pursuit_id: int) -> HttpResponse:
    """Call an activity otherwise."""
    check_opens(request.actor.role)
    found = queries.pursuit_for(pursuit_id, by=request.actor)
    form = NameForm(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        try:
            actions.name_pursuit(pursuit_id, name=form.cleaned_data["name"], by=request.actor)
        except Refused as refused:
            form.add_error("name", refused.text)
        else:
            messages.success(request, _("Bewaard. De uren blijven staan."))
            return redirect("given_hours")
    told = {"form": form, "topic": found.organisation, "title": _("Een activiteit anders noemen")}
    told["submit"] = _("Bewaren")
    return render(request, "given_hours/pursuit.html", told, status=422 if form.errors else 200)


@require_POST
def undo(request: Asked, hours_booking_id: int) -> HttpResponse:
    """It was a mistake."""
    actions.undo_hours(hours_booking_id, by=request.actor, now=timezone.now())
    messages.success(request, _("Ongedaan gemaakt. De uren tellen niet meer mee."))
    return redirect("given_hours")
