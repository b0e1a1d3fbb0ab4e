"""Saving over HTTP: a button on a page sends as what, and a file comes back; nothing changes but the trail."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.kernel.cases.queries import readable_case_for
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.trail.queries import note_saved
from wijkwaarde.web.doors import board_too, freshly_authenticated
from wijkwaarde.web.saves.book import Book
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.saves.forms import SaveForm
from wijkwaarde.web.saves.panels import case_book, people_book, rules_book
from wijkwaarde.web.transaction import Asked


@freshly_authenticated
@require_POST
def save_people(request: Asked) -> HttpResponseBase:
    """*Mijn mensen* as a file."""
    if request.actor.membership_id is None:
        raise NotFound("membership")
    kind, words = _asked(request)
    return _saved(people_book(by=request.actor, today=request.today, words=words), kind=kind, request=request)


@board_too
@require_POST
def save_rules(request: Asked) -> HttpResponseBase:
    """The rules in the way as a file, for managers."""
    kind, words = _asked(request)
    return _saved(rules_book(by=request.actor, words=words), kind=kind, request=request)


@require_http_methods(["GET", "HEAD", "POST"])
def save_case(request: Asked, key: UUID) -> HttpResponseBase:
    """Everything of a case as a file, for who may read it: what will stand in it, and then the file."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    if request.method != "POST":
        return render(request, "saves/case.html", {"seen": seen})
    kind, _words = _asked(request)
    return _saved(case_book(seen, today=request.today), kind=kind, request=request)


def _asked(request: Asked) -> tuple[Kind, str]:
    """As what, and what was searched for. Errors: Refused."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Kies als wat je dit wilt bewaren."))
    return Kind(form.cleaned_data["kind"]), form.cleaned_data["q"]


def _saved(book: Book, *, kind: Kind, request: Asked) -> HttpResponseBase:
    note_saved(request.actor)
    return answer(book, kind=kind)
