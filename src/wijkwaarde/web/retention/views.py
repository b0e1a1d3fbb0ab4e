"""How long things are kept over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.kernel.cases.queries import readable_case_for
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.retention.actions import choose_laws, decide_term, end_holds, hold_case
from wijkwaarde.kernel.retention.queries import check_looks_after
from wijkwaarde.kernel.retention.rules import may_hold
from wijkwaarde.web.doors import board_too
from wijkwaarde.web.retention.forms import DecisionForm, HoldForm, LawsForm
from wijkwaarde.web.retention.panels import kept_page, looked_after
from wijkwaarde.web.transaction import Asked


@board_too
@require_http_methods(["GET", "HEAD", "POST"])
def retention(request: Asked) -> HttpResponse:
    """What goes, what stays and what went, in numbers; and what the board decided."""
    check_looks_after(by=request.actor)
    form = DecisionForm(request.POST or None, initial={"since": request.today})
    if form.is_valid():
        try:
            decide_term(by=request.actor, today=request.today, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
        else:
            messages.success(request, _("Het besluit staat. Het werkt vanaf de dag die je koos."))
            return redirect("retention")
    looked = looked_after(by=request.actor, today=request.today)
    context = {"form": form, "looked": looked}
    return render(request, "retention/retention.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def kept(request: Asked, key: UUID) -> HttpResponse:
    """How long this case stays, and why; the fixed contact says under which law it falls."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    page = kept_page(seen, by=request.actor, today=request.today)
    form = LawsForm(request.POST if request.method == "POST" else None, initial={"laws": page.kept.laws})
    if form.is_valid():
        choose_laws(by=request.actor, seen=seen, laws=form.chosen(), today=request.today)
        messages.success(request, _("Gezegd. De bewoner ziet het hier ook."))
        return redirect("kept", key=key)
    context = {"seen": seen, "page": page, "form": form}
    return render(request, "retention/kept.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def keep_longer(request: Asked, key: UUID) -> HttpResponse:
    """Let a case stay until a day, with a reason."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    if not may_hold(part=seen.part):
        raise NotFound("hold", subjects=(seen.case.resident_id,))
    form = HoldForm(request.POST or None)
    if form.is_valid():
        try:
            hold_case(by=request.actor, seen=seen, today=request.today, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("Dit blijft nu staan."))
            return redirect("kept", key=key)
    return render(request, "retention/hold.html", {"seen": seen, "form": form}, status=422 if form.errors else 200)


@require_POST
def let_go(request: Asked, key: UUID) -> HttpResponse:
    """Let it go again when its time is over."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    end_holds(by=request.actor, seen=seen, today=request.today)
    messages.success(request, _("Dit houdt niemand meer vast."))
    return redirect("kept", key=key)
