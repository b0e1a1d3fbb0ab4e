"""The pages of the mark over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.kernel.cases.queries import SeenCase, case_for, readable_case_for
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.measurements import actions
from wijkwaarde.kernel.measurements.actions import NewMark
from wijkwaarde.kernel.measurements.queries import link_for, mark_for
from wijkwaarde.kernel.measurements.terms import HowGiven
from wijkwaarde.web.doors import public
from wijkwaarde.web.marks.forms import MarkForm, WrittenMarkForm
from wijkwaarde.web.marks.panels import given, question, square_code
from wijkwaarde.web.transaction import Asked

YES, NO = "ja", "nee"


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: Asked, key: UUID) -> HttpResponse:
    """The fixed question: the resident answers it, or somebody writes down what they said."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    form = _form(request, seen=seen)
    if form.is_valid():
        new, request_key = _new(form, request=request), form.cleaned_data["request_key"]
        try:
            made = actions.give_mark(new, by=request.actor, seen=seen, request_key=request_key, today=request.today)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            return redirect("mark_given", key=key, mark_id=made.pk)
    told = {"form": form, "seen": seen, "question": question(seen, today=request.today)}
    return render(request, "marks/mark.html", told, status=422 if form.is_bound and form.errors else 200)


def _form(request: Asked, *, seen: SeenCase) -> MarkForm:
    if seen.is_resident:
        return MarkForm(request.POST or None)
    return WrittenMarkForm(request.POST or None, initial={"given_on": request.today})


def _new(form: MarkForm, *, request: Asked) -> NewMark:
    """The mark as the form says it; the resident's own is of today."""
    told = form.cleaned_data
    return NewMark(told["mark"], told.get("given_on", request.today), told.get("how_given", HowGiven.SELF))


@require_http_methods(["GET", "HEAD", "POST"])
def mark_given(request: Asked, *, key: UUID, mark_id: int) -> HttpResponse:
    """The mark said back, to talk about; and whether the fixed contact may know that it fell."""
    seen = case_for(key, by=request.actor, today=request.today)
    one = mark_for(mark_id, seen=seen)
    if request.method == "POST":
        if request.POST.get("tell") not in {YES, NO}:
            raise Refused(_("Kies ja of nee."))
        tell = request.POST["tell"] == YES
        actions.tell_contact(one.pk, by=request.actor, seen=seen, tell=tell, today=request.today)
        messages.success(request, _("Bewaard."))
        return redirect("case", key=key)
    told = {"seen": seen, "given": given(one, seen=seen, today=request.today)}
    return render(request, "marks/given.html", told)


@require_POST
def mark_taken_back(request: Asked, *, key: UUID, mark_id: int) -> HttpResponse:
    """A wrong tap: the mark of today is taken back."""
    seen = case_for(key, by=request.actor, today=request.today)
    actions.take_back(mark_id, by=request.actor, seen=seen, today=request.today)
    messages.success(request, _("Het cijfer is weg."))
    return redirect("mark", key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def mark_link(request: Asked, key: UUID) -> HttpResponse:
    """The fixed contact makes a link for the resident; the page shows it once."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    if seen.part is not Part.CONTACT:
        raise NotFound("mark_link", subjects=(seen.case.resident_id,))
    url = ""
    if request.method == "POST":
        token = actions.make_link(by=request.actor, seen=seen, today=request.today)
        url = request.build_absolute_uri(reverse("mark_by_link", args=[token]))
    told = {"seen": seen, "url": url, "code": square_code(url) if url else ""}
    return render(request, "marks/make_link.html", told)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def mark_by_link(request: Asked, token: str) -> HttpResponse:
    """The fixed question without log-in: looking at it does nothing, so a mail scanner gives no mark."""
    found = link_for(token, today=request.today)
    if found is None or (found.is_used and request.method != "POST"):
        return render(request, "marks/link_gone.html", status=404)
    form = MarkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.give_by_link(token, today=request.today, **form.cleaned_data)
        except NotFound:
            return render(request, "marks/link_gone.html", status=404)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            return render(request, "marks/link_done.html")
    return render(request, "marks/link.html", {"form": form}, status=422 if form.errors else 200)
