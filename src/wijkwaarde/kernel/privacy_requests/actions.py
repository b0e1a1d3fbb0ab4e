"""Writes what residents ask about their data, the answers, and what a yes changes; reading is for queries."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.looks.queries import look_at
from wijkwaarde.kernel.parties.actions import forget, lift_restriction, restrict
from wijkwaarde.kernel.parties.rules import tidied
from wijkwaarde.kernel.privacy_requests import rules
from wijkwaarde.kernel.privacy_requests.models import Complaints, PrivacyRequest
from wijkwaarde.kernel.privacy_requests.queries import KIND, WhereTo, check_privacy_contact, represents, to_erase
from wijkwaarde.kernel.privacy_requests.terms import MOST_WEEKS, Outcome, RequestKind
from wijkwaarde.kernel.retention.actions import destroy_case


@transaction.atomic
def ask(
    new: rules.NewRequest, *, by: Actor, request_key: UUID, today: date, person_id: int | None = None
) -> PrivacyRequest:
    """Ask something about one's own data, or about those of `person_id` whom the actor represents.

    The same form sent again gives the request it made. Errors: Refused, NotFound.
    """
    about = by.person_id if person_id is None else person_id
    if about is None or by.person_id is None:
        raise NotFound(KIND)
    if about != by.person_id:
        if not represents(about, by=by, today=today):
            raise NotFound(KIND, subjects=(about,))
        by.act_for(about, about=about)
    words = rules.asked_words(new)
    line_id = None if new.line_id is None else look_at(new.line_id, by=by, person_id=about).line_id
    made, is_new = PrivacyRequest.objects.get_or_create(
        partnership_id=by.inside,
        person_id=about,
        request_key=request_key,
        defaults={
            "asked_by_id": None if about == by.person_id else by.person_id,
            "kind": new.kind.value,
            "words": words,
            "about_line": line_id,
            "asked_on": today,
            "due_on": rules.due_on(today),
        },
    )
    if is_new:
        _note(made, by=by, purpose=Purpose.OWN)
    elif (made.kind, made.words) != (new.kind.value, words):
        raise Refused(_("Deze vraag had je al verstuurd. Is dit een nieuwe vraag? Verstuur hem dan nog een keer."))
    return made


@transaction.atomic
def withdraw(request: PrivacyRequest, *, by: Actor, today: date) -> None:
    """Take back what was asked, as long as nobody answered. Errors: Refused."""
    mine = _locked(request.pk, by=by)
    if mine.withdrawn_on is not None:
        return
    rules.check_open(is_answered=bool(mine.outcome), is_withdrawn=False)
    _change(mine, by=by, purpose=Purpose.OWN, withdrawn_on=today)


@transaction.atomic
def put_off(request_id: int, *, by: Actor, because: str, version: int, today: date) -> PrivacyRequest:
    """Take the one longer time that there is, with a reason the resident reads. Errors: Refused, Stale, NotFound."""
    mine = _for_contact(request_id, by=by, version=version, today=today)
    rules.check_open(is_answered=bool(mine.outcome), is_withdrawn=mine.withdrawn_on is not None)
    rules.check_may_extend(is_extended=mine.extended_on is not None, due=mine.due_on, today=today)
    told: dict[str, Any] = {"extended_on": today, "extended_because": rules.reason_words(because)}
    return _change(mine, by=by, due_on=rules.due_when_extended(mine.asked_on), **told)


@transaction.atomic
def answer(request_id: int, new: rules.NewAnswer, *, by: Actor, version: int, today: date) -> PrivacyRequest:
    """Answer a request; a yes to using less works at once. Errors: Refused, Stale, NotFound."""
    mine = _for_contact(request_id, by=by, version=version, today=today)
    rules.check_open(is_answered=bool(mine.outcome), is_withdrawn=mine.withdrawn_on is not None)
    kind = RequestKind(mine.kind)
    if kind is RequestKind.ERASURE:
        rules.check_may_grant(new.outcome, stays=bool(to_erase(mine.person_id, by=by, today=today).stays))
    told: dict[str, Any] = {"outcome": new.outcome.value, "answer": rules.answer_words(new, kind=kind)}
    if kind in rules.WORKS_AT_ONCE and new.outcome in (Outcome.GRANTED, Outcome.PARTLY):
        told["done_on"] = today
        restrict(mine.person_id, by=by, today=today)
    return _change(mine, by=by, answered_on=today, answered_by_id=by.membership_id, **told)


@transaction.atomic
def lift(request_id: int, *, by: Actor, today: date) -> None:
    """End a restriction: by the privacy contact, or by the resident who asked for it. Errors: Refused, NotFound."""
    mine = _locked(request_id, by=by)
    is_resident = mine.person_id == by.person_id
    if not is_resident:
        check_privacy_contact(by=by, today=today)
    rules.check_may_lift(
        kind=RequestKind(mine.kind), is_done=mine.done_on is not None, is_lifted=mine.lifted_on is not None
    )
    _change(mine, by=by, purpose=Purpose.OWN if is_resident else Purpose.TASK, lifted_on=today)
    others = PrivacyRequest.objects.filter(person_id=mine.person_id, kind=mine.kind, done_on__isnull=False)
    if not others.filter(lifted_on__isnull=True).exists():
        lift_restriction(mine.person_id, by=by)


@transaction.atomic
def carry_out(request_id: int, *, by: Actor, today: date) -> int:
    """Remove what somebody was told is removed; how many cases went. It cannot be undone. Errors: Refused, NotFound.

    Lines of the trail stay as they are: they hold no content, and the person keeps their number. Where no case stays, their
    name and how they were reached go, and so do the words of their requests and their log-in, unless they work here or
    represent somebody else; the letter has the answer.
    """
    check_privacy_contact(by=by, today=today)
    mine = _locked(request_id, by=by)
    outcome = Outcome(mine.outcome) if mine.outcome else None
    rules.check_may_carry_out(kind=RequestKind(mine.kind), outcome=outcome, is_done=mine.done_on is not None)
    found = to_erase(mine.person_id, by=by, today=today)
    for case_id in found.goes:
        destroy_case(case_id, by=by, today=today, on_request=True)
    if not found.stays:
        _blank(mine, by=by, today=today)
        close_log_in(mine.person_id, by=by, today=today)
    _change(mine, by=by, done_on=today)
    return len(found.goes)


def _blank(mine: PrivacyRequest, *, by: Actor, today: date) -> None:
    """Take the name of somebody out, how they were reached, and what they wrote in requests; this answer stays."""
    forget(mine.person_id, by=by)
    theirs = PrivacyRequest.objects.filter(person_id=mine.person_id)
    theirs.exclude(pk=mine.pk).update(words="", answer="", extended_because="", blanked_on=today)
    theirs.filter(pk=mine.pk).update(words="")


def close_log_in(person_id: int, *, by: Actor, today: date) -> bool:
    """Take away with what somebody logged in, while what they were granted is carried out; no when they stay in another role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT privacy_requests_close_log_in(%s, %s)", [person_id, today])
        is_closed = bool((cursor.fetchone() or (False,))[0])
    if is_closed:
        by.record(Act.WRITE, "user", object_id=None, subjects=[person_id], purpose=Purpose.TASK)
    return is_closed


@transaction.atomic
def say_where_to(new: WhereTo, *, by: Actor, today: date) -> None:
    """Keep to whom residents turn who do not agree with an answer. Errors: Refused, Stale, NotFound."""
    check_privacy_contact(by=by, today=today)
    keep_where_to(new, by=by)


def keep_where_to(new: WhereTo, *, by: Actor) -> None:
    """Keep it for the actor's partnership, by its privacy contact or a command. Errors: Refused, Stale."""
    told = {
        "objection_where": tidied(new.objection_where, lines=True),
        "weeks_to_object": new.weeks_to_object,
        "supervisor": tidied(new.supervisor),
        "supervisor_where": tidied(new.supervisor_where, lines=True),
    }
    empty = next((name for name in ("objection_where", "supervisor", "supervisor_where") if not told[name]), "")
    if empty:
        raise Refused(_("Vul dit in: bewoners lezen het in elke brief."), field=empty)
    if not 1 <= new.weeks_to_object <= MOST_WEEKS:
        raise Refused(_("Kies een aantal weken van 1 tot en met 52."), field="weeks_to_object")
    saved = Complaints.objects.select_for_update().filter(partnership_id=by.inside).first()
    if saved is not None and saved.version != new.version:
        raise Stale(_changed(), saved={}, version=saved.version)
    made, _new = Complaints.objects.update_or_create(
        partnership_id=by.inside, defaults=told | {"version": new.version + 1}
    )
    by.record(Act.WRITE, "complaints", object_id=made.pk, subjects=[])


def _changed() -> str:
    return _("Iemand anders was je voor. Bekijk eerst wat er nu staat.")


def _for_contact(request_id: int, *, by: Actor, version: int, today: date) -> PrivacyRequest:
    check_privacy_contact(by=by, today=today)
    mine = _locked(request_id, by=by)
    if mine.version != version:
        raise Stale(_changed(), saved={"outcome": mine.outcome, "answer": mine.answer}, version=mine.version)
    return mine


def _locked(request_id: int, *, by: Actor) -> PrivacyRequest:
    found = (
        PrivacyRequest.objects.select_for_update(no_key=True).filter(pk=request_id, partnership_id=by.inside).first()
    )
    if found is None:
        raise NotFound(KIND, object_id=request_id)
    return found


def _change(mine: PrivacyRequest, *, by: Actor, purpose: Purpose = Purpose.TASK, **told: Any) -> PrivacyRequest:
    for name, value in told.items():
        setattr(mine, name, value)
    mine.version += 1
    mine.save(update_fields=[*told, "version"])
    _note(mine, by=by, purpose=purpose)
    return mine


def _note(mine: PrivacyRequest, *, by: Actor, purpose: Purpose) -> None:
    by.record(Act.WRITE, KIND, object_id=mine.pk, subjects=[mine.person_id], purpose=purpose)
