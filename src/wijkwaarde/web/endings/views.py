"""The pages of an ending over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from waarde import HelpSource
from wijkwaarde.kernel.barriers.queries import barriers_of
from wijkwaarde.kernel.barriers.terms import BarrierState
from wijkwaarde.kernel.cases.queries import SeenCase, case_for, participants_of
from wijkwaarde.kernel.cases.terms import Manner
from wijkwaarde.kernel.endings import actions
from wijkwaarde.kernel.endings.queries import endings_of
from wijkwaarde.kernel.endings.rules import goes_on_by_itself, may_propose
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.plans.queries import SeenLine, SeenPlan, plan_for
from wijkwaarde.kernel.plans.terms import UNFINISHED_STATES, LineState
from wijkwaarde.web.cases.stale import rows_of
from wijkwaarde.web.endings.forms import BackForm, ContactEndingForm, EndingForm
from wijkwaarde.web.endings.panels import before_words, start_of
from wijkwaarde.web.fields import RequestKey, sent
from wijkwaarde.web.transaction import Asked


@require_http_methods(["GET", "HEAD", "POST"])
def ending(request: Asked, key: UUID) -> HttpResponse:
    """We are done: what stays, what we take along, and what does not stop."""
    seen = _seen(request, key=key)
    if seen.case.closed_on is not None:
        return redirect("case", key=key)
    plan = plan_for(seen)
    form = _form(request, seen=seen, plan=plan)
    if not form.is_valid():
        return _page(request, seen=seen, plan=plan, form=form, status=422 if form.errors else 200)
    try:
        _keep(form, request=request, seen=seen)
    except Stale as stale:
        return _beside(request, seen=seen, plan=plan, form=form, stale=stale)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        return _page(request, seen=seen, plan=plan, form=form, status=422)
    return redirect("case", key=key)


def _seen(request: Asked, *, key: UUID) -> SeenCase:
    seen = case_for(key, by=request.actor, today=request.today)
    if not may_propose(part=seen.part, may_read=seen.may_read):
        raise NotFound("ending", subjects=(seen.case.resident_id,))
    return seen


def _form(request: Asked, *, seen: SeenCase, plan: SeenPlan, data: Any = None, initial: Any = None) -> EndingForm:
    """The form that was sent, or the one to start with."""
    start = initial or start_of(endings_of(seen, today=request.today), today=request.today)
    asked = EndingForm if seen.is_resident else ContactEndingForm
    start = {"staying": _likely_to_stay(plan)} | start
    told = {"people": _people(seen, request=request), "lines": _lines(plan)}
    return asked(None if initial else data or request.POST or None, initial=start, **told)


def _people(seen: SeenCase, *, request: Asked) -> dict[int, str]:
    """Who takes part and may keep an eye, by name."""
    found = participants_of(seen, today=request.today)
    return {one.pk: f"{one.membership.name}, {one.membership.job}" for one in found if one.membership}


def _lines(plan: SeenPlan) -> dict[int, str]:
    return {line.pk: line.what for line in _unfinished(plan)}


def _unfinished(plan: SeenPlan) -> list[SeenLine]:
    lines = plan.agreed.lines if plan.agreed else ()
    return [line for line in lines if LineState(line.state) in UNFINISHED_STATES]


def _likely_to_stay(plan: SeenPlan) -> list[str]:
    """What people do for themselves and each other does not stop because a professional does."""
    return [str(line.pk) for line in _unfinished(plan) if goes_on_by_itself(HelpSource(line.source))]


def _keep(form: EndingForm, *, request: Asked, seen: SeenCase) -> None:
    told = {"version": form.cleaned_data["version"], "request_key": form.cleaned_data["request_key"]}
    act = actions.propose if form.is_proposal else actions.close
    act(form.ending(), by=request.actor, seen=seen, today=request.today, **told)
    words = _("Het voorstel staat bij het plan.") if form.is_proposal else _("Bewaard. Jullie zijn klaar.")
    messages.success(request, words)


def _beside(request: Asked, *, seen: SeenCase, plan: SeenPlan, form: EndingForm, stale: Stale) -> HttpResponse:
    """What one filled in oneself, beside what stands there now."""
    mine = _form(request, seen=seen, plan=plan, initial=form.cleaned_data | {"version": stale.version})
    return _page(request, seen=seen, plan=plan, form=mine, status=409, texts=rows_of(stale, form=mine), stale=stale)


def _page(
    request: Asked, *, seen: SeenCase, plan: SeenPlan, form: EndingForm, status: int, **more: Any
) -> HttpResponse:
    found = endings_of(seen, today=request.today)
    told = {
        "seen": seen,
        "form": form,
        "is_proposed": found.proposed is not None,
        "draft": plan.draft is not None,
        "barriers": [one.rule for one in barriers_of(seen) if one.state == BarrierState.OPEN.value],
        "before": before_words(found) if seen.is_resident else (),
    }
    return render(request, "endings/ending.html", told | more, status=status)


@require_POST
def ending_not(request: Asked, key: UUID) -> HttpResponse:
    """Take the proposal away: the plan goes on."""
    actions.withdraw(by=request.actor, seen=_seen(request, key=key), today=request.today)
    messages.success(request, _("Goed. Jullie gaan gewoon door."))
    return redirect("case", key=key)


@require_POST
def ending_undo(request: Asked, key: UUID) -> HttpResponse:
    """Not done after all, on the same day."""
    actions.undo(by=request.actor, seen=_seen(request, key=key), today=request.today)
    messages.success(request, _("Alles is weer zoals het was."))
    return redirect("case", key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: Asked, key: UUID) -> HttpResponse:
    """One tap opens the same case again, with a sentence or without."""
    seen = case_for(key, by=request.actor, today=request.today)
    if not seen.is_resident:
        raise NotFound("ending", subjects=(seen.case.resident_id,))
    form = BackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.come_back(by=request.actor, seen=seen, words=form.cleaned_data["words"], today=request.today)
        messages.success(request, _("Welkom terug. Je vaste contact belt je."))
        return redirect("case", key=key)
    return render(request, "endings/back.html", {"seen": seen, "form": form}, status=422 if form.errors else 200)


@require_POST
def stay_away(request: Asked, key: UUID) -> HttpResponse:
    """A slip: not coming back after all, on the same day."""
    seen = case_for(key, by=request.actor, today=request.today)
    actions.stay_away(by=request.actor, seen=seen, today=request.today)
    messages.success(request, _("Goed. Je kunt altijd terugkomen."))
    return redirect("case", key=key)


@require_POST
def light_asked(request: Asked, key: UUID) -> HttpResponse:
    """One tap of who keeps an eye: I asked how it goes."""
    seen = case_for(key, by=request.actor, today=request.today)
    request_key = sent(RequestKey(), request.POST.get("request_key"))
    told = {"manner": Manner.CALL, "request_key": request_key, "today": request.today}
    actions.note_light(by=request.actor, seen=seen, **told)
    messages.success(request, _("Genoteerd: je belde."))
    return redirect("case", key=key)


@require_POST
def light_off(request: Asked, key: UUID) -> HttpResponse:
    """The resident wants no more calls."""
    seen = case_for(key, by=request.actor, today=request.today)
    actions.put_out(by=request.actor, seen=seen, today=request.today)
    messages.success(request, _("Goed. Niemand belt je meer. Je kunt altijd terugkomen."))
    return redirect("case", key=key)
