"""What a resident says beside a text that stays: the form, the page of it, and the card on the page of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.privacy_requests.queries import AskedRequest, own_request
from wijkwaarde.kernel.statements import actions, queries
from wijkwaarde.kernel.statements.rules import may_state, may_take_back
from wijkwaarde.kernel.statements.terms import LONGEST_STATEMENT, About
from wijkwaarde.web.fields import Words
from wijkwaarde.web.format import near_day
from wijkwaarde.web.transaction import Asked

TO_CHOOSE = _("Kies een tekst.")
# A text to choose is known by its beginning.
SHOWN = 80


class StatementForm(forms.Form):
    """Beside which text, and what the resident says."""

    about = forms.ChoiceField(
        label=_("Bij welke tekst?"),
        widget=forms.RadioSelect,
        error_messages={"required": TO_CHOOSE, "invalid_choice": TO_CHOOSE},
    )
    words = Words(
        max_length=LONGEST_STATEMENT,
        lines=True,
        rows=4,
        label=_("Wat wil je erbij zeggen?"),
        help_text=_("Wie de tekst leest, leest ook wat jij zegt."),
        error_messages={"required": _("Schrijf op wat je erbij wilt zeggen.")},
    )

    def __init__(self, *args: Any, texts: Sequence[queries.Beside], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.fields["about"].choices = [(one.value, _shown(one)) for one in texts]  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class OwnStatement:
    """On the page of a request: what somebody said beside which text, and what they may do about it now."""

    words: str
    beside: str
    may_say: bool
    may_take_away: bool


@dataclass(frozen=True, slots=True)
class SaidRow:
    """On the page of a case: beside what, what the resident says, and when."""

    beside: str
    words: str
    day: str


def own_statement(request: AskedRequest, *, today: date) -> OwnStatement:
    """What stands beside a text after this request, for whose it is."""
    found = queries.statement_of(request)
    if found is None:
        may = may_state(kind=request.kind, outcome=request.outcome)
        return OwnStatement("", "", may_say=may, may_take_away=False)
    return OwnStatement(found.words, _beside(found), may_say=False, may_take_away=may_take_back(found.on, today=today))


def card(seen: SeenCase, *, by: Actor, today: date) -> tuple[str, dict[str, Any] | None]:  # noqa: ARG001 - as every card
    """The card for who may read what is said."""
    rows = rows_of(seen)
    told = {
        "rows": rows,
        "resident": seen.case.resident.name,
        "is_resident": seen.is_resident and not seen.is_represented,
    }
    return "privacy_requests/statements.html", told if rows else None


def rows_of(seen: SeenCase) -> list[SaidRow]:
    """What the resident says beside texts of this case, for who looks."""
    return [SaidRow(_beside(one), one.words, near_day(one.on)) for one in queries.statements_in(seen)]


def _beside(one: queries.Said) -> str:
    if one.note is not None:
        return one.note.text
    return one.line.what if one.line is not None else ""


def _shown(one: queries.Beside) -> str:
    if one.about is About.CASE:
        return gettext("De vraag als geheel: {text}").format(text=_short(one.text))
    return (
        _short(one.text)
        if one.about is About.LINE
        else gettext("Wat erbij staat: {text}").format(text=_short(one.text))
    )


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rstrip()}…"


@require_http_methods(["GET", "HEAD", "POST"])
def say(request: Asked, request_id: int) -> HttpResponse:
    """Set one's own words beside a text that stays as it is."""
    found = own_request(request_id, by=request.actor, today=request.today)
    form = StatementForm(request.POST or None, texts=queries.texts_for(found, by=request.actor, today=request.today))
    if form.is_valid():
        try:
            actions.say_beside(request_id, by=request.actor, today=request.today, **form.cleaned_data)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, gettext("Bewaard. Je woorden staan nu bij de tekst."))
            return redirect("my_request", request_id=request_id)
    told = {"form": form, "pk": request_id, "answer": found.answer}
    return render(request, "privacy_requests/say.html", told, status=422 if form.errors else 200)


@require_POST
def take_away(request: Asked, request_id: int) -> HttpResponse:
    """Take one's words away again, on the day itself."""
    actions.take_away(request_id, by=request.actor, today=request.today)
    messages.success(request, gettext("Weggehaald."))
    return redirect("my_request", request_id=request_id)
