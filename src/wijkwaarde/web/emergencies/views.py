"""The pages of emergency access over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.cases.terms import Manner
from wijkwaarde.kernel.emergencies import actions, queries
from wijkwaarde.kernel.emergencies.rules import may_open
from wijkwaarde.kernel.emergencies.terms import KIND
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.web.cases.forms import MannerField
from wijkwaarde.web.cases.stale import rows_of
from wijkwaarde.web.doors import board_too, freshly_authenticated
from wijkwaarde.web.emergencies.forms import ConfirmForm, Found, LaterForm, ReviewForm, WantedForm, signed, unsigned
from wijkwaarde.web.emergencies.panels import (
    number_words,
    open_rows,
    opened_screen,
    review_rows,
    review_screen,
    saved_words,
    told_words,
)
from wijkwaarde.web.fields import RequestKey, sent
from wijkwaarde.web.transaction import Asked

COUNTING = {Role.BOARD.value, Role.MANAGER.value}
LATER = "later"


@board_too
@require_safe
def emergencies(request: Asked) -> HttpResponse:
    """What I have open, what waits for my review, and numbers for who sees to it."""
    by, today = request.actor, request.today
    told: dict[str, Any] = {"may_open": may_open(role=by.role)}
    told["is_reviewer"] = by.membership_id is not None and queries.is_reviewer(by=by, today=today)
    if not (told["may_open"] or told["is_reviewer"] or by.role in COUNTING):
        raise NotFound(KIND)
    if told["may_open"]:
        told["rows"] = open_rows(queries.opened_by_me(by=by, now=timezone.now()))
    if told["is_reviewer"] or by.role == Role.MANAGER.value:
        waiting, done = queries.reviews(by=by, today=today)
        told["waiting"], told["done"] = review_rows(waiting, today=today), review_rows(done, today=today)
    if by.role in COUNTING:
        told["numbers"] = number_words(queries.numbers(by=by, today=today))
    return render(request, "emergencies/emergencies.html", told)


@freshly_authenticated
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Asked) -> HttpResponse:
    """Who is in danger and why; who is found is asked once more."""
    if not may_open(role=request.actor.role):
        raise NotFound(KIND)
    form = WantedForm(request.POST or None)
    if form.is_valid():
        found = _found(request, form=form)
        if found is not None:
            return _ask_once_more(request, form=_confirm_form(form, found=found), found=found)
    return render(request, "emergencies/new.html", {"form": form}, status=422 if form.errors else 200)


def _found(request: Asked, *, form: WantedForm) -> Found | None:
    """Who is looked for; where nobody is found the form says so, and what was typed stays."""
    try:
        person = actions.look_for(form.wanted(), by=request.actor, now=timezone.now())
    except Refused as refused:
        form.add_error(None, refused.text)
        return None
    if person is None:
        form.add_error(None, _("Wij vinden niemand met precies deze naam en dit nummer of deze geboortedag."))
        return None
    return Found(person.pk, person.name, request.actor.membership_id or 0)


def _confirm_form(form: WantedForm, *, found: Found) -> ConfirmForm:
    carried = {name: form.cleaned_data[name] for name in ("danger", "reason", "ask_to_wait")}
    return ConfirmForm(initial={**carried, "found": signed(found)})


def _ask_once_more(request: Asked, *, form: ConfirmForm, found: Found) -> HttpResponse:
    waits = bool(form.fields["ask_to_wait"].to_python(form["ask_to_wait"].value()))
    told = {"form": form, "name": found.name, "reason": form["reason"].value()}
    told["told"] = told_words(waits=waits, today=request.today)
    return render(request, "emergencies/confirm.html", told, status=422 if form.errors else 200)


@require_POST
def confirm(request: Asked) -> HttpResponse:
    """One more yes, and it is open."""
    if not may_open(role=request.actor.role):
        raise NotFound(KIND)
    found = unsigned(request.POST.get("found", ""), membership_id=request.actor.membership_id)
    form = ConfirmForm(request.POST)
    if not form.is_valid():
        return _ask_once_more(request, form=form, found=found)
    opened = actions.break_glass(form.emergency(found), by=request.actor, request_key=form.key(), now=timezone.now())
    return redirect("emergency", emergency_id=opened.pk)


@require_safe
def opened(request: Asked, emergency_id: int) -> HttpResponse:
    """What is read in an emergency."""
    told = queries.opened_for(emergency_id, by=request.actor, now=timezone.now())
    return render(request, "emergencies/opened.html", {"screen": opened_screen(told, today=request.today)})


@require_POST
def spoken(request: Asked, emergency_id: int) -> HttpResponse:
    """One tap: I called, or tried in another way."""
    request_key = sent(RequestKey(), request.POST.get("request_key"))
    manner = Manner(sent(MannerField(), request.POST.get("manner")))
    actions.note_spoken(emergency_id, by=request.actor, manner=manner, request_key=request_key, now=timezone.now())
    messages.success(request, _("Genoteerd. Het vaste contact ziet dit ook."))
    return redirect("emergency", emergency_id=emergency_id)


@require_POST
def stop(request: Asked, emergency_id: int) -> HttpResponse:
    """End it at once."""
    actions.stop(emergency_id, by=request.actor, now=timezone.now())
    messages.success(request, _("De noodtoegang is gestopt."))
    return redirect("emergencies")


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: Asked, emergency_id: int) -> HttpResponse:
    """The second person says whether it was right."""
    one = queries.to_review(emergency_id, by=request.actor, today=request.today)
    form, stale = ReviewForm(request.POST or None, initial=_judged(one)), None
    if form.is_valid():
        try:
            done = actions.review(emergency_id, form.review(), by=request.actor, now=timezone.now())
        except Stale as found:
            stale, form = found, ReviewForm(initial=form.cleaned_data | {"version": found.version})
            one = queries.to_review(emergency_id, by=request.actor, today=request.today)
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
        else:
            messages.success(request, saved_words(done, today=request.today))
            return redirect("emergencies")
    return _review_page(request, one=one, form=form, stale=stale)


@require_POST
def tell(request: Asked, emergency_id: int) -> HttpResponse:
    """Tell the resident now, or later and why."""
    one = queries.to_review(emergency_id, by=request.actor, today=request.today)
    if request.POST.get("when") != LATER:
        actions.tell_now(emergency_id, by=request.actor, now=timezone.now())
        messages.success(request, _("De bewoner kan het nu lezen."))
        return redirect("review_emergency", emergency_id=emergency_id)
    form = LaterForm(request.POST)
    if form.is_valid():
        until, reason = form.until(), form.cleaned_data["wait_reason"]
        try:
            actions.tell_later(emergency_id, by=request.actor, until=until, reason=reason, now=timezone.now())
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
        else:
            messages.success(request, _("Bewaard. De bewoner leest het later."))
            return redirect("review_emergency", emergency_id=emergency_id)
    return _review_page(request, one=one, later=form)


def _judged(one: queries.Emergency) -> dict[str, Any]:
    return {"verdict": one.verdict, "sentence": one.sentence, "version": one.version}


def _review_page(
    request: Asked,
    *,
    one: queries.Emergency,
    form: ReviewForm | None = None,
    stale: Stale | None = None,
    later: LaterForm | None = None,
) -> HttpResponse:
    form = form or ReviewForm(initial=_judged(one))
    told: dict[str, Any] = {
        "form": form,
        "later": later or LaterForm(),
        "stale": stale,
        "texts": rows_of(stale, form=form),
    }
    told["screen"] = review_screen(one, by=request.actor, now=timezone.now(), today=request.today)
    told["is_too_late"] = bool(stale or form.errors) and not told["screen"].may_judge
    wrong = form.errors or (later is not None and later.errors)
    return render(request, "emergencies/review.html", told, status=409 if stale else 422 if wrong else 200)
