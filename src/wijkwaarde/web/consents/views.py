"""The pages of yes and no over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.access import Act
from wijkwaarde.kernel.cases.queries import SeenCase, participants_of, readable_case_for
from wijkwaarde.kernel.consents import actions
from wijkwaarde.kernel.consents.queries import KIND, SeenConsents, consents_for, organisations_to_tell
from wijkwaarde.kernel.consents.terms import Decides, Subject
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.plans.queries import plan_for
from wijkwaarde.web.consents.forms import AnswerForm, ReleaseForm, SaidForm, StopForm
from wijkwaarde.web.consents.panels import YesScreen, giver_choices, to_choices, yes_screen
from wijkwaarde.web.fields import RequestKey, sent
from wijkwaarde.web.transaction import Asked

OK, WRONG = 200, 422


@require_safe
def consents(request: Asked, key: UUID) -> HttpResponse:
    """The four yeses of a resident in one case."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    return render(request, "consents/consents.html", {"screen": _screen(seen, request=request)})


@require_safe
def letter(request: Asked, key: UUID) -> HttpResponse:
    """The same four as a letter on paper, with room for an answer and a signature."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    subjects = [seen.case.resident_id]
    request.actor.record(Act.PRINT, KIND, object_id=None, subjects=subjects, purpose=seen.purpose)
    return render(request, "consents/letter.html", {"screen": _screen(seen, request=request)})


@require_http_methods(["GET", "HEAD", "POST"])
def data(request: Asked, key: UUID) -> HttpResponse:
    """Yes or no to keeping data, where that is what the partnership works on."""
    return _answer(request, key=key, subject=Subject.DATA)


@require_http_methods(["GET", "HEAD", "POST"])
def measuring(request: Asked, key: UUID) -> HttpResponse:
    """Yes or no to measuring and analysis."""
    return _answer(request, key=key, subject=Subject.MEASURING)


def _answer(request: Asked, *, key: UUID, subject: Subject) -> HttpResponse:
    seen, found = _opened(request, key=key)
    if subject is Subject.DATA and not found.asks_data:
        raise NotFound(KIND, subjects=(seen.case.resident_id,))
    is_measuring = subject is Subject.MEASURING
    form = AnswerForm(request.POST or None, is_measuring=is_measuring, **_asked(request, seen=seen, found=found))

    def save() -> object:
        return actions.say(
            subject, new=form.said(), by=request.actor, seen=seen, request_key=form.key(), today=request.today
        )

    if _saved(form, save=save):
        messages.success(request, _("Bewaard. Dit geldt vanaf nu."))
        return redirect("consents", key=key)
    told = {"form": form, "yes": _block(subject.value, seen=seen, request=request), "seen": seen}
    return render(request, "consents/answer.html", told, status=WRONG if form.errors else OK)


@require_http_methods(["GET", "HEAD", "POST"])
def release(request: Asked, key: UUID) -> HttpResponse:
    """Let professionals tell somebody something, for a while."""
    seen, found = _opened(request, key=key)
    people = participants_of(seen, today=request.today)
    to = to_choices(people, organisations=organisations_to_tell(by=request.actor, today=request.today))
    form = ReleaseForm(request.POST or None, to=to, **_asked(request, seen=seen, found=found))

    def save() -> object:
        told: dict[str, Any] = {"by": request.actor, "seen": seen, "request_key": form.key(), "today": request.today}
        return actions.release(form.release(), said=form.said(), **told)

    if _saved(form, save=save):
        messages.success(request, _("Bewaard. Dit geldt vanaf nu."))
        return redirect("consents", key=key)
    return render(request, "consents/release.html", {"form": form, "seen": seen}, status=WRONG if form.errors else OK)


@require_http_methods(["GET", "HEAD", "POST"])
def stop_release(request: Asked, *, key: UUID, release_id: int) -> HttpResponse:
    """Stop telling somebody something: a page that says what it means, then it is done."""
    seen, found = _opened(request, key=key)
    one = next((one for one in found.releases if one.pk == release_id), None)
    if one is None:
        raise NotFound("secrecy_release", object_id=release_id, subjects=(seen.case.resident_id,))
    form = StopForm(request.POST or None, **_asked(request, seen=seen, found=found))

    def save() -> object:
        told: dict[str, Any] = {"by": request.actor, "seen": seen, "request_key": form.key(), "today": request.today}
        return actions.answer_release(release_id, new=form.said(), **told)

    if _saved(form, save=save):
        messages.success(request, _("Dit stopt nu. Je hulp gaat gewoon door."))
        return redirect("consents", key=key)
    page = {"form": form, "seen": seen, "one": one}
    return render(request, "consents/stop.html", page, status=WRONG if form.errors else OK)


@require_POST
def take_back(request: Asked, key: UUID) -> HttpResponse:
    """Undo what one said today."""
    seen, _found = _opened(request, key=key)
    subject, release_id = request.POST.get("subject", ""), request.POST.get("release", "")
    if subject not in {one.value for one in Subject} or (release_id and not release_id.isdecimal()):
        raise NotFound(KIND, subjects=(seen.case.resident_id,))
    actions.take_back(
        Subject(subject),
        by=request.actor,
        seen=seen,
        request_key=sent(RequestKey(), request.POST.get("request_key")),
        today=request.today,
        release_id=int(release_id) if release_id else None,
    )
    messages.success(request, _("Teruggedraaid."))
    return redirect("consents", key=key)


def _opened(request: Asked, *, key: UUID) -> tuple[SeenCase, SeenConsents]:
    """The case with what was said, for who says yes or no in it, or writes it down. Errors: NotFound."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    found = consents_for(seen, by=request.actor, today=request.today)
    if not (found.may_give or found.may_write_down):
        raise NotFound(KIND, subjects=(seen.case.resident_id,))
    return seen, found


def _asked(request: Asked, *, seen: SeenCase, found: SeenConsents) -> dict[str, Any]:
    """What every form here needs to know of who acts."""
    people = participants_of(seen, today=request.today)
    return {
        "givers": giver_choices(people, seen=seen, today=request.today),
        "is_member": not seen.is_resident,
        "is_both": found.decides is Decides.BOTH,
        "initial": {"said_on": request.today},
    }


def _saved(form: SaidForm, *, save: Callable[[], object]) -> bool:
    """Whether what the form says was kept; why not, stands with its field."""
    if not form.is_valid():
        return False
    try:
        save()
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        return False
    return True


def _screen(seen: SeenCase, *, request: Asked) -> YesScreen:
    found = consents_for(seen, by=request.actor, today=request.today)
    people = participants_of(seen, today=request.today)
    return yes_screen(found, plan=plan_for(seen), seen=seen, people=people, today=request.today)


def _block(subject: str, *, seen: SeenCase, request: Asked) -> Any:
    keys = {Subject.DATA.value: "gegevens", Subject.MEASURING.value: "meten"}
    return next(one for one in _screen(seen, request=request).blocks if one.key == keys[subject])
