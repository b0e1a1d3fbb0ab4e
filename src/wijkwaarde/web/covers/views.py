"""The pages of covers over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.cases import actions as cases
from wijkwaarde.kernel.cases.queries import SeenCase, case_for, told_cover
from wijkwaarde.kernel.cases.rules import check_may_choose
from wijkwaarde.kernel.covers import actions
from wijkwaarde.kernel.covers.queries import colleagues, covers_near
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.web.covers.forms import CoverForm
from wijkwaarde.web.covers.panels import cover_rows, told_words
from wijkwaarde.web.transaction import Asked

ARRANGING = {Role.PROFESSIONAL.value, Role.MANAGER.value}


@require_http_methods(["GET", "HEAD", "POST"])
def covers(request: Asked) -> HttpResponse:
    """Who stands in for me and for whom I stand in; name somebody."""
    if request.actor.role not in ARRANGING:
        raise NotFound("cover")
    form = _form(request)
    if form.is_valid():
        try:
            actions.arrange_cover(form.cover(), by=request.actor, request_key=form.key(), today=request.today)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("De vervanging staat. De bewoners zien het op hun plan."))
            return redirect("covers")
    rows = cover_rows(covers_near(by=request.actor, today=request.today), by=request.actor)
    return render(request, "covers/covers.html", {"form": form, "rows": rows}, status=422 if form.errors else 200)


@require_POST
def stop(request: Asked, cover_id: int) -> HttpResponse:
    """End a cover at once."""
    actions.end_cover(cover_id, by=request.actor, today=request.today)
    messages.success(request, _("De vervanging is gestopt."))
    return redirect("covers")


@require_http_methods(["GET", "HEAD", "POST"])
def here(request: Asked, key: UUID) -> HttpResponse:
    """Somebody stands in for me in this case alone."""
    seen = case_for(key, by=request.actor, today=request.today)
    if seen.stand_in_id or request.actor.membership_id is None:
        raise NotFound("cover", subjects=(seen.case.resident_id,))
    form = _form(request)
    if form.is_valid():
        try:
            cases.cover_here(form.cover(), by=request.actor, seen=seen, request_key=form.key(), today=request.today)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("De vervanging staat. De bewoner ziet het op het plan."))
            return redirect("case", key=key)
    return render(request, "covers/here.html", {"form": form, "seen": seen}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Asked, *, key: UUID, cover_id: int) -> HttpResponse:
    """The resident says whether a colleague may stand in, or rather not."""
    seen = case_for(key, by=request.actor, today=request.today)
    check_may_choose(part=seen.part)
    if request.method == "POST":
        return _answered(request, seen=seen, cover_id=cover_id)
    told = told_cover(cover_id, seen=seen, today=request.today)
    return render(request, "covers/answer.html", {"seen": seen, "told": told, "when": told_words(told)})


def _answered(request: Asked, *, seen: SeenCase, cover_id: int) -> HttpResponse:
    holds = request.POST.get("holds") == "ja"
    told = cases.answer_cover(cover_id, by=request.actor, seen=seen, holds=holds, today=request.today)
    words = _("{name} vervangt bij jou.") if holds else _("{name} vervangt niet bij jou. Je hulp gaat gewoon door.")
    messages.success(request, words.format(name=told.name))
    return redirect("case", key=seen.case.key)


def _form(request: Asked) -> CoverForm:
    by = request.actor
    absent_id = None if by.role == Role.MANAGER.value else by.membership_id
    found = colleagues(by=by, today=request.today)
    return CoverForm(request.POST or None, colleagues=found, absent_id=absent_id, initial={"begin": request.today})
