"""The register over HTTP: it is about nobody, so everybody may read it and take it along."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.retention.queries import terms
from wijkwaarde.web.doors import public
from wijkwaarde.web.register.panels import activity_cards, register_book
from wijkwaarde.web.retention.wording import terms_table
from wijkwaarde.web.saves.files import Kind, answer
from wijkwaarde.web.saves.forms import SaveForm
from wijkwaarde.web.transaction import Asked


@public
@require_safe
def register(request: Asked) -> HttpResponse:
    """What is done with data about people, why, and for how long."""
    found = terms(by=request.actor, today=request.today)
    return render(request, "register/register.html", {"cards": activity_cards(), "terms": terms_table(found)})


@public
@require_POST
def save_register(request: Asked) -> HttpResponseBase:
    """The same as a file, and of every stored field what it is. Errors: Refused."""
    form = SaveForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Kies als wat je dit wilt bewaren."))
    book = register_book(terms(by=request.actor, today=request.today))
    return answer(book, kind=Kind(form.cleaned_data["kind"]))
