"""The pages of the mark over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.kernel.carers.actions import let_resident_see
from wijkwaarde.kernel.carers.queries import CaringAlong, carer_for
from wijkwaarde.kernel.cases.queries import SeenCase, case_for, readable_case_for
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.measurements import actions
from wijkwaarde.kernel.measurements.actions import NewMark
from wijkwaarde.kernel.measurements.queries import FoundLink, link_for, whose_mark
from wijkwaarde.kernel.measurements.terms import HowGiven
from wijkwaarde.web.doors import public
from wijkwaarde.web.marks.forms import KeyForm, MarkForm, WrittenMarkForm, yes_or_no
from wijkwaarde.web.marks.panels import by_link, given, is_own, question, square_code
from wijkwaarde.web.transaction import Asked

TELL, SEES, NO_MARKS = "tell", "sees", "no"


@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: Asked, *, key: UUID, carer_id: int | None = None) -> HttpResponse:
    """The fixed question: the resident answers it, or somebody writes down what they, or who cares along, said."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    carer = _carer(carer_id, request=request, seen=seen)
    form = _form(request, seen=seen)
    if form.is_valid():
        new, request_key = _new(form, request=request), form.cleaned_data["request_key"]
        told: dict[str, Any] = {"by": request.actor, "seen": seen, "carer": carer, "today": request.today}
        try:
            made = actions.give_mark(new, request_key=request_key, **told)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            return redirect("mark_given", key=key, mark_id=made.pk)
    shown = {"form": form, "seen": seen, "question": question(seen, carer=carer, today=request.today)}
    return render(request, "marks/mark.html", shown, status=422 if form.is_bound and form.errors else 200)


def _carer(carer_id: int | None, *, request: Asked, seen: SeenCase) -> CaringAlong | None:
    """Who cares along and is asked, on a page about them. Errors: NotFound, also for the resident: it is not their mark."""
    if carer_id is None:
        return None
    if seen.is_resident:
        raise NotFound("informal_carer", object_id=carer_id, subjects=(seen.case.resident_id,))
    return carer_for(carer_id, seen=seen, today=request.today)


def _form(request: Asked, *, seen: SeenCase) -> MarkForm:
    if is_own(seen):
        return MarkForm(request.POST or None)
    return WrittenMarkForm(request.POST or None, initial={"given_on": request.today})


def _new(form: MarkForm, *, request: Asked) -> NewMark:
    """The mark as the form says it; the resident's own is of today."""
    told = form.cleaned_data
    return NewMark(told["mark"], told.get("given_on", request.today), told.get("how_given", HowGiven.SELF))


@require_http_methods(["GET", "HEAD", "POST"])
def mark_given(request: Asked, *, key: UUID, mark_id: int) -> HttpResponse:
    """The mark said back, to talk about; and who may know of it."""
    seen = case_for(key, by=request.actor, today=request.today)
    carer, one = whose_mark(mark_id, seen=seen)
    if request.method == "POST":
        told: dict[str, Any] = {"by": request.actor, "seen": seen, "today": request.today}
        if carer is not None and SEES in request.POST:
            let_resident_see(carer.pk, sees=yes_or_no(request.POST[SEES]), **told)
        else:
            actions.tell_contact(one.pk, tell=yes_or_no(request.POST.get(TELL)), **told)
        messages.success(request, _("Bewaard."))
        return redirect("case", key=key) if carer is None else redirect("mark_given", key=key, mark_id=mark_id)
    shown = {"seen": seen, "given": given(one, seen=seen, carer=carer, today=request.today)}
    return render(request, "marks/given.html", shown)


@require_POST
def mark_taken_back(request: Asked, *, key: UUID, mark_id: int) -> HttpResponse:
    """A wrong tap: the mark of today is taken back."""
    seen = case_for(key, by=request.actor, today=request.today)
    carer, _one = whose_mark(mark_id, seen=seen)
    actions.take_back(mark_id, by=request.actor, seen=seen, today=request.today)
    messages.success(request, _("Het cijfer is weg."))
    return redirect("mark", key=key) if carer is None else redirect("carer_mark", key=key, carer_id=carer.pk)


@require_POST
def no_marks(request: Asked, *, key: UUID, carer_id: int | None = None) -> HttpResponse:
    """Somebody wants to be asked for no mark, or takes that back."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    carer = _carer(carer_id, request=request, seen=seen)
    act = actions.say_no if yes_or_no(request.POST.get(NO_MARKS)) else actions.say_yes_again
    act(by=request.actor, seen=seen, carer=carer, today=request.today)
    messages.success(request, _("Bewaard."))
    return redirect("mark", key=key) if carer is None else redirect("carer_mark", key=key, carer_id=carer.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def mark_link(request: Asked, *, key: UUID, carer_id: int | None = None) -> HttpResponse:
    """The fixed contact makes a link for the resident, or for who cares along; the page shows it once."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    if seen.part is not Part.CONTACT:
        raise NotFound("mark_link", subjects=(seen.case.resident_id,))
    carer, url = _carer(carer_id, request=request, seen=seen), ""
    if request.method == "POST":
        token = actions.make_link(by=request.actor, seen=seen, carer=carer, today=request.today)
        url = request.build_absolute_uri(reverse("mark_by_link", args=[token]))
    told = {"seen": seen, "url": url, "code": square_code(url) if url else "", "carer": carer}
    return render(request, "marks/make_link.html", told)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def mark_by_link(request: Asked, token: str) -> HttpResponse:
    """The fixed question without log-in: looking at it does nothing, so a mail scanner gives no mark."""
    found = link_for(token, today=request.today)
    if found is None or (found.is_used and request.method != "POST"):
        return _gone(request)
    form = MarkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            told = actions.give_by_link(token, today=request.today, **form.cleaned_data)
        except NotFound:
            return _gone(request)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            return _thanks(request, token=token, told=told, key=form.cleaned_data["request_key"])
    return _asks(request, token=token, found=found, form=form)


@public
@require_POST
def answer_by_link(request: Asked, token: str) -> HttpResponse:
    """What else somebody says with a personal link: who may know of their mark, or that they want to be asked for none."""
    form = KeyForm(request.POST)
    try:
        if NO_MARKS in request.POST:
            actions.no_by_link(token, wants_none=yes_or_no(request.POST[NO_MARKS]), today=request.today)
            return redirect("mark_by_link", token=token)
        if not form.is_valid():
            return _gone(request)
        told = actions.answer_by_link(token, today=request.today, **form.cleaned_data, **_answers(request))
    except NotFound:
        return _gone(request)
    return _thanks(request, token=token, told=told, key=form.cleaned_data["request_key"], is_saved=True)


def _answers(request: Asked) -> dict[str, Any]:
    """Which question was answered, and how."""
    if SEES in request.POST:
        return {"resident_sees": yes_or_no(request.POST[SEES])}
    return {TELL: yes_or_no(request.POST.get(TELL))}


def _gone(request: Asked) -> HttpResponse:
    return render(request, "marks/link_gone.html", status=404)


def _asks(request: Asked, *, token: str, found: FoundLink, form: MarkForm) -> HttpResponse:
    told = {"form": form, "token": token, "link": found}
    return render(request, "marks/link.html", told, status=422 if form.errors else 200)


def _thanks(request: Asked, *, token: str, told: actions.ByLink, key: UUID, is_saved: bool = False) -> HttpResponse:
    shown: dict[str, Any] = {"token": token, "key": key, "given": by_link(told), "is_saved": is_saved}
    return render(request, "marks/link_done.html", shown)
