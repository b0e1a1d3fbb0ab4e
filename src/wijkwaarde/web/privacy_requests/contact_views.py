"""The privacy contact's pages over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.access import Act, Purpose
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.privacy_requests import actions, queries
from wijkwaarde.kernel.privacy_requests.terms import RequestKind
from wijkwaarde.web.listing import PAGE, paging
from wijkwaarde.web.privacy_requests.forms import AnswerForm, LaterForm, WhereForm
from wijkwaarde.web.privacy_requests.panels import letter_of, page_of, rows_of, stays_words
from wijkwaarde.web.transaction import Asked

PAGE_SIZE = 20
READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_safe
def requests(request: Asked) -> HttpResponse:
    """What waits, the first due first, and what was answered."""
    by, today = request.actor, request.today
    waiting = queries.waiting_requests(by=by, today=today)
    page = Paginator(queries.settled_requests(by=by, today=today), PAGE_SIZE).get_page(request.GET.get(PAGE))
    settled = list(page)
    queries.note_listed(settled, by=by)
    told: dict[str, Any] = {
        "waiting": rows_of(waiting, today=today),
        "settled": rows_of(settled, today=today),
        "paging": paging(request.GET, current=page.number, last=page.paginator.num_pages),
        "where": queries.where_to(by=by),
    }
    return render(request, "privacy_requests/requests.html", told)


@require_http_methods(READ_AND_WRITE)
def one(request: Asked, request_id: int) -> HttpResponse:
    """One request, and the answer to it."""
    found = queries.request_for(request_id, by=request.actor, today=request.today)
    form = AnswerForm(request.POST or None, kind=RequestKind(found.kind), initial={"version": found.version})
    stale: Stale | None = None
    if form.is_valid():
        version = form.cleaned_data["version"]
        try:
            actions.answer(request_id, form.new(), by=request.actor, version=version, today=request.today)
        except Stale as late:
            stale = late
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
        else:
            messages.success(request, _("Je antwoord is bewaard. De brief staat klaar."))
            return redirect("privacy_request", request_id=request_id)
    told = {"form": form, "page": page_of(found, by=request.actor, today=request.today), "stale": stale}
    told["stays"] = _stays(found, request=request)
    return render(request, "privacy_requests/request.html", told, status=409 if stale else 422 if form.errors else 200)


def _stays(found: queries.AskedRequest, *, request: Asked) -> list[str]:
    """What may not be removed, where that is asked."""
    if found.kind != RequestKind.ERASURE.value or found.done_on is not None:
        return []
    return stays_words(queries.to_erase(found.person_id, by=request.actor, today=request.today))


@require_http_methods(READ_AND_WRITE)
def remove(request: Asked, request_id: int) -> HttpResponse:
    """Remove what was granted: a page that says what it means, then it is done."""
    found = queries.request_for(request_id, by=request.actor, today=request.today)
    page = page_of(found, by=request.actor, today=request.today)
    if not page.to_remove and not page.is_removed:
        raise NotFound(queries.KIND, object_id=request_id)
    if request.method == "POST":
        actions.carry_out(request_id, by=request.actor, today=request.today)
        messages.success(request, _("Het is weggehaald."))
        return redirect("privacy_request", request_id=request_id)
    told = {"page": page, "stays": _stays(found, request=request)}
    return render(request, "privacy_requests/remove.html", told)


@require_http_methods(READ_AND_WRITE)
def later(request: Asked, request_id: int) -> HttpResponse:
    """Take more time, once, with a reason."""
    found = queries.request_for(request_id, by=request.actor, today=request.today)
    form = LaterForm(request.POST or None, initial={"version": found.version})
    if form.is_valid():
        version, because = form.cleaned_data["version"], form.cleaned_data["because"]
        try:
            actions.put_off(request_id, by=request.actor, because=because, version=version, today=request.today)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("Bewaard. De bewoner leest waarom het langer duurt."))
            return redirect("privacy_request", request_id=request_id)
    told = {"form": form, "page": page_of(found, by=request.actor, today=request.today)}
    return render(request, "privacy_requests/later.html", told, status=422 if form.errors else 200)


@require_POST
def lift(request: Asked, request_id: int) -> HttpResponse:
    """End a restriction."""
    queries.request_for(request_id, by=request.actor, today=request.today)
    actions.lift(request_id, by=request.actor, today=request.today)
    messages.success(request, _("De beperking is opgeheven."))
    return redirect("privacy_request", request_id=request_id)


@require_safe
def letter(request: Asked, request_id: int) -> HttpResponse:
    """The answer as a letter on paper."""
    found = queries.request_for(request_id, by=request.actor, today=request.today)
    made = letter_of(found, where=queries.where_to(by=request.actor))
    request.actor.record(
        Act.PRINT, queries.KIND, object_id=request_id, subjects=[found.person_id], purpose=Purpose.TASK
    )
    return render(request, "privacy_requests/letter.html", {"letter": made, "pk": request_id, "is_own": False})


@require_http_methods(READ_AND_WRITE)
def where(request: Asked) -> HttpResponse:
    """To whom residents turn who do not agree."""
    queries.check_privacy_contact(by=request.actor, today=request.today)
    now = queries.where_to(by=request.actor)
    saved = {name: getattr(now, name) for name in WhereForm.base_fields}
    form = WhereForm(request.POST or None, initial=saved)
    if form.is_valid():
        try:
            actions.say_where_to(form.where(), by=request.actor, today=request.today)
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
        else:
            messages.success(request, _("Bewaard. Het staat vanaf nu in de brieven."))
            return redirect("privacy_requests")
    return render(request, "privacy_requests/where.html", {"form": form}, status=422 if form.errors else 200)
