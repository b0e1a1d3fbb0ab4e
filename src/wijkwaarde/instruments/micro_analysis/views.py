"""The pages of the micro-analysis over HTTP, to make one, to read it and to say how it went: parse, one call, render."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wijkwaarde.instruments.micro_analysis.actions import confirm_plan, make_analysis
from wijkwaarde.instruments.micro_analysis.forms import AnalysisForm, FollowUpForm
from wijkwaarde.instruments.micro_analysis.page import render_pdf
from wijkwaarde.instruments.micro_analysis.panels import FollowUpPage, MakePage, risk_table
from wijkwaarde.instruments.micro_analysis.queries import (
    Preparation,
    analysis_for,
    follow_up_for,
    preparation_for,
    risk_list_for,
    told_afterwards,
)
from wijkwaarde.instruments.micro_analysis.site_page import page_of
from wijkwaarde.kernel.cases.queries import SeenCase, readable_case_for
from wijkwaarde.kernel.errors import Refused, Stale
from wijkwaarde.web.transaction import Asked

FRAME = "page.html"
AMOUNTS, ON = "bedragen", "aan"
FILE_NAME = "micro-analyse.pdf"
DUTCH = "nl"
OK, WRONG, FORBIDDEN = 200, 422, 403


@require_safe
def micro_analysis(request: Asked, key: UUID) -> HttpResponse:
    """The newest analysis of a case; on the resident's own screen its amounts are off until they ask for them."""
    saved = analysis_for(key, by=request.actor, today=request.today)
    told = {"key": key, "is_resident": saved.is_resident, "frame": FRAME}
    if saved.is_resident and request.GET.get(AMOUNTS) != ON:
        return render(request, "micro_analysis/amounts_off.html", told)
    page = page_of(saved, language=get_language() or DUTCH)
    return render(request, "micro_analysis/site.html", told | {"page": page})


@require_safe
def micro_analysis_pdf(request: Asked, key: UUID) -> HttpResponse:
    """The same as an accessible PDF, under a name that says nothing about anybody."""
    saved = analysis_for(key, by=request.actor, today=request.today)
    paper = render_pdf(page_of(saved, language=get_language() or DUTCH))
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def make(request: Asked, key: UUID) -> HttpResponse:
    """Make an analysis of the plan from five answers beside it."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    try:
        prepared = preparation_for(seen, by=request.actor, today=request.today)
    except Refused as refused:
        return _none(request, key=key, why=refused.text)
    form = AnalysisForm(request.POST or None, prepared=prepared)
    if form.is_valid():
        try:
            _made(form, prepared=prepared, request=request)
        except Refused as problem:
            form = AnalysisForm(_again(request, base=prepared.amounts.base), prepared=prepared)
            form.add_error(_field(problem, form=form), problem.text)
        else:
            messages.success(request, _("De micro-analyse is klaar."))
            return redirect("micro_analysis", key=key)
    told = {"form": form, "page": MakePage(prepared), "key": key}
    return render(request, "micro_analysis/make.html", told, status=WRONG if form.errors else OK)


def _none(request: Asked, *, key: UUID, why: str) -> HttpResponse:
    return render(request, "micro_analysis/none.html", {"key": key, "why": why}, status=FORBIDDEN)


def _made(form: AnalysisForm, *, prepared: Preparation, request: Asked) -> None:
    sent = form.cleaned_data["request_key"]
    make_analysis(form.answers(), by=request.actor, prepared=prepared, request_key=sent, today=request.today)


def _again(request: Asked, **changed: Any) -> MultiValueDict[str, Any]:
    """What was sent, to show again: sent once more, it is another form."""
    told = request.POST.copy()
    for name, value in {"request_key": uuid4(), **changed}.items():
        told[name] = str(value)
    return told


def _field(problem: Refused, *, form: AnalysisForm) -> str | None:
    return problem.field if problem.field in form.fields else None


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up(request: Asked, key: UUID) -> HttpResponse:
    """Say how every line of the plan turned out, and what became of what was feared."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    try:
        page = FollowUpPage(follow_up_for(seen, by=request.actor, today=request.today))
    except Refused as refused:
        return _none(request, key=key, why=refused.text)
    form = page.form(request.POST or None)
    if form.is_valid():
        try:
            return _confirmed(form, seen=seen, request=request)
        except Refused as refused:
            form = page.form(_again(request))
            form.add_error(None, refused.text)
    told = {"form": form, "groups": form.groups(agreed=page.agreed), "page": page, "key": key}
    return render(request, "micro_analysis/follow_up.html", told, status=WRONG if form.errors else OK)


def _confirmed(form: FollowUpForm, *, seen: SeenCase, request: Asked) -> HttpResponse:
    """Keep the answers; to who answered about an analysis that is no longer the newest, the questions of the newest."""
    try:
        confirm_plan(
            form.turned(),
            happened=form.happened(),
            feared_happened=form.cleaned_data["feared_happened"],
            base=form.cleaned_data["base"],
            by=request.actor,
            seen=seen,
            request_key=form.cleaned_data["request_key"],
            today=request.today,
        )
    except Stale as stale:
        messages.warning(request, stale.text)
        return redirect("micro_analysis_follow_up", key=seen.case.key)
    messages.success(request, _("Bewaard: zo ging het. De micro-analyse is bijgewerkt."))
    return redirect("micro_analysis", key=seen.case.key)


@require_safe
def risks(request: Asked) -> HttpResponse:
    """The list of risks of the partnership, for who works here; nothing about anybody stands in it."""
    listed = risk_list_for(by=request.actor, today=request.today)
    told = told_afterwards(by=request.actor)
    page = {"table": risk_table(listed, told=told) if listed else None}
    return render(request, "micro_analysis/risks.html", page)
