"""Writes what a resident says beside a text that stays, and takes it away again; reading is for queries."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.cases.queries import case_for, hold
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.privacy_requests.queries import own_request
from wijkwaarde.kernel.statements import rules
from wijkwaarde.kernel.statements.models import Statement
from wijkwaarde.kernel.statements.queries import KIND, statement_of, texts_for
from wijkwaarde.kernel.statements.terms import About


@transaction.atomic
def say_beside(request_id: int, *, by: Actor, about: str, words: str, today: date) -> Statement:
    """Set the resident's words beside the text that `about` names, once for each request; the same again is the same.

    Errors: Refused, NotFound.
    """
    request = own_request(request_id, by=by, today=today)
    text = next((one for one in texts_for(request, by=by, today=today) if one.value == about), None)
    if text is None:
        raise NotFound(KIND, object_id=request_id)
    kept = rules.check_statement(words)
    seen = case_for(text.case.key, by=by, today=today)
    hold(seen, today=today, when_done=True)
    made, is_new = Statement.objects.get_or_create(
        partnership_id=by.inside,
        request=request,
        defaults={
            "case": seen.case,
            "line_id": text.pk if text.about is About.LINE else None,
            "note_id": text.pk if text.about is About.NOTE else None,
            "words": kept,
            "on": today,
        },
    )
    if is_new:
        by.record(Act.WRITE, KIND, object_id=made.pk, subjects=[request.person_id], purpose=seen.purpose)
    elif made.words != kept:
        raise Refused(_("Er staan al woorden van jou bij. Haal die eerst weg."))
    return made


@transaction.atomic
def take_away(request_id: int, *, by: Actor, today: date) -> None:
    """Take the words away again, on the day itself; where they are gone, nothing happens. Errors: Refused, NotFound."""
    request = own_request(request_id, by=by, today=today)
    mine = statement_of(request)
    if mine is None:
        return
    rules.check_take_back(mine.on, today=today)
    seen = case_for(mine.case.key, by=by, today=today)
    hold(seen, today=today, when_done=True)
    by.record(Act.WRITE, KIND, object_id=mine.pk, subjects=[request.person_id], purpose=seen.purpose)
    mine.delete()
