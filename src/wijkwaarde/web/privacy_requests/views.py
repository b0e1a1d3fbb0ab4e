"""The resident's pages about their own data over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.access import Act, Purpose
from wijkwaarde.kernel.cases.queries import case_for
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.looks.queries import look_at
from wijkwaarde.kernel.privacy_requests import actions, queries
from wijkwaarde.kernel.privacy_requests.reading import names_in
from wijkwaarde.kernel.privacy_requests.rules import NewRequest
from wijkwaarde.web.doors import freshly_authenticated
from wijkwaarde.web.format import near_day
from wijkwaarde.web.looks.panels import one_look
from wijkwaarde.web.privacy_requests.copies import document_of
from wijkwaarde.web.privacy_requests.copy_files import as_json, as_pdf
from wijkwaarde.web.privacy_requests.forms import AskForm, LookForm
from wijkwaarde.web.privacy_requests.panels import letter_of, page_of, rows_of
from wijkwaarde.web.privacy_requests.statements import own_statement
from wijkwaarde.web.transaction import Asked

READ_AND_WRITE = ["GET", "HEAD", "POST"]


@require_safe
def my_data(request: Asked) -> HttpResponse:
    """What one may do with one's data, and what one asked."""
    found = queries.own_requests(by=request.actor)
    return render(request, "privacy_requests/my_data.html", {"rows": rows_of(found, today=request.today)})


@freshly_authenticated
@require_POST
def my_copy(request: Asked) -> HttpResponse:
    """Everything about who asks, to read and print, as a PDF or as JSON; posted, so that it stands in no history."""
    copy = queries.own_copy(by=request.actor, today=request.today)
    kind = request.POST.get("kind")
    if kind == "json":
        return _saved(as_json(copy, today=request.today).encode(), kind="json")
    document = document_of(copy, names=names_in(copy.parts, by=request.actor), today=request.today)
    if kind == "pdf":
        return _saved(as_pdf(document, language=get_language() or settings.LANGUAGE_CODE), kind="pdf")
    return render(request, "privacy_requests/copy.html", {"document": document})


def _saved(data: bytes, *, kind: str) -> HttpResponse:
    """A file of it, by a name that says nothing of whose it is."""
    response = HttpResponse(data, content_type=f"application/{kind}")
    response.headers["Content-Disposition"] = f'attachment; filename="gegevens.{kind}"'
    return response


@require_http_methods(READ_AND_WRITE)
def ask(request: Asked) -> HttpResponse:
    """Ask something about one's own data."""
    person_id = _own_id(request)
    form = AskForm(request.POST or None)
    if form.is_valid():
        if form.wants_everything:
            return redirect("my_data")
        answered = _sent(form, new=form.new(), person_id=person_id, request=request)
        if answered is not None:
            return answered
    return render(request, "privacy_requests/ask.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(READ_AND_WRITE)
def ask_look(request: Asked, look_id: int) -> HttpResponse:
    """Ask about one look."""
    person_id = _own_id(request)
    look = one_look(look_at(look_id, by=request.actor, person_id=person_id), today=request.today)
    request.actor.record(Act.READ, "trail", object_id=look_id, subjects=[person_id], purpose=Purpose.OWN)
    form = LookForm(request.POST or None)
    if form.is_valid():
        answered = _sent(form, new=form.new(line_id=look_id), person_id=person_id, request=request)
        if answered is not None:
            return answered
    told = {"form": form, "look": look}
    return render(request, "privacy_requests/ask_look.html", told, status=422 if form.errors else 200)


@require_http_methods(READ_AND_WRITE)
def ask_for(request: Asked, key: UUID) -> HttpResponse:
    """Ask something about the data of whom one represents."""
    seen = case_for(key, by=request.actor, today=request.today)
    if not (seen.is_resident and seen.is_represented):
        raise NotFound("privacy_request", subjects=(seen.case.resident_id,))
    form = AskForm(request.POST or None)
    if form.is_valid() and form.wants_everything:
        return redirect("save_case", key=key)
    if form.is_valid():
        answered = _sent(form, new=form.new(), person_id=seen.case.resident_id, request=request)
        if answered is not None:
            return answered
    told = {"form": form, "seen": seen}
    return render(request, "privacy_requests/ask.html", told, status=422 if form.errors else 200)


def _own_id(request: Asked) -> int:
    """Who asks. Errors: NotFound for who is no resident."""
    if request.actor.person_id is None:
        raise NotFound("person")
    return request.actor.person_id


def _sent(form: AskForm | LookForm, *, new: NewRequest, person_id: int, request: Asked) -> HttpResponse | None:
    """To the request that was made, or nothing where the form comes back with what is wrong."""
    key = form.cleaned_data["request_key"]
    try:
        made = actions.ask(new, by=request.actor, request_key=key, today=request.today, person_id=person_id)
    except Refused as refused:
        form.add_error(refused.field or None, refused.text)
        return None
    told = _("Verstuurd. Je krijgt antwoord, op zijn laatst {day}.")
    messages.success(request, told.format(day=near_day(made.due_on)))
    return redirect("my_request", request_id=made.pk)


@require_safe
def my_request(request: Asked, request_id: int) -> HttpResponse:
    """One request: how it stands, and the answer."""
    found = queries.own_request(request_id, by=request.actor, today=request.today)
    page = page_of(found, by=request.actor, today=request.today)
    told: dict[str, object] = {"page": page, "is_own": found.person_id == request.actor.person_id}
    told["said"] = own_statement(found, today=request.today)
    return render(request, "privacy_requests/my_request.html", told)


@require_POST
def take_back(request: Asked, request_id: int) -> HttpResponse:
    """Take back what one asked."""
    found = queries.own_request(request_id, by=request.actor, today=request.today)
    actions.withdraw(found, by=request.actor, today=request.today)
    messages.success(request, _("Ingetrokken. Je krijgt hier geen antwoord meer op."))
    return redirect("my_request", request_id=request_id)


@require_POST
def lift(request: Asked, request_id: int) -> HttpResponse:
    """Let everybody of the plan look again."""
    queries.own_request(request_id, by=request.actor, today=request.today)
    actions.lift(request_id, by=request.actor, today=request.today)
    messages.success(request, _("Opgeheven. Wie meedoet met je plan kan er weer bij."))
    return redirect("my_request", request_id=request_id)


@require_safe
def my_letter(request: Asked, request_id: int) -> HttpResponse:
    """The answer as a letter."""
    found = queries.own_request(request_id, by=request.actor, today=request.today)
    letter = letter_of(found, where=queries.where_to(by=request.actor))
    return render(request, "privacy_requests/letter.html", {"letter": letter, "pk": request_id, "is_own": True})
