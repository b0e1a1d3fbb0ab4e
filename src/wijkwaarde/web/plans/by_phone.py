"""The page on which a fixed contact keeps a small plan while they speak with the resident; over HTTP."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wijkwaarde.kernel.cases.queries import SeenCase, case_for
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.flows.actions import agree_heard_with_amounts
from wijkwaarde.kernel.plans.queries import plan_for
from wijkwaarde.kernel.plans.rules import may_hear
from wijkwaarde.kernel.plans.terms import SMALL_PLAN
from wijkwaarde.web.plans.forms import ROWS, SmallForm
from wijkwaarde.web.plans.panels import shown_name
from wijkwaarde.web.plans.writing import doers_of, place_of, start_of
from wijkwaarde.web.transaction import Asked


@require_http_methods(["GET", "HEAD", "POST"])
def by_phone(request: Asked, key: UUID) -> HttpResponse:
    """Three lines and the yes that was heard; what is longer, is a proposal."""
    seen = _of_contact(request, key=key)
    if not seen.may_read:
        messages.info(request, _("De bewoner deelt de vraag niet met jou. Je kunt hier niets afspreken."))
        return redirect("case", key=key)
    doers = doers_of(seen, today=request.today)
    start = start_of(plan_for(seen), doers=doers)
    if start[ROWS] > SMALL_PLAN:
        messages.info(request, _("Dit plan is langer. Maak een voorstel. De bewoner leest het en zegt ja."))
        return redirect("plan", key=key)
    told: dict[str, Any] = {
        "doers": doers,
        "own_name": shown_name(seen.participant, seen=seen),
        "resident": seen.case.resident.name,
    }
    form = SmallForm(request.POST or None, initial=start, **told)
    try:
        if _is_agreed(request, seen=seen, form=form):
            return redirect("case", key=key)
    except Stale as stale:
        mine = SmallForm(initial=form.cleaned_data | {"version": stale.version}, **told)
        texts = mine.differences(start)
        return _page(request, seen=seen, form=mine, doers=doers, stale=stale, texts=texts, status=409)
    return _page(request, seen=seen, form=form, doers=doers, status=422 if form.errors else 200)


def _of_contact(request: Asked, *, key: UUID) -> SeenCase:
    """The case, for its fixed contact. Errors: NotFound."""
    seen = case_for(key, by=request.actor, today=request.today)
    if not may_hear(part=seen.part):
        raise NotFound("case", object_id=seen.case.pk, subjects=(seen.case.resident_id,))
    return seen


def _is_agreed(request: Asked, *, seen: SeenCase, form: SmallForm) -> bool:
    """Keep what was agreed, where the form is right; whether it was. Errors: Stale."""
    if not form.is_valid():
        return False
    told = {"heard": form.how_heard(), "version": form.cleaned_data["version"], "today": request.today}
    try:
        agree_heard_with_amounts(by=request.actor, seen=seen, lines=form.lines(), **told)
    except Stale:
        raise
    except Refused as refused:
        form.add_error(place_of(refused.field, form=form), refused.text)
        return False
    messages.success(request, _("Afgesproken. De bewoner ziet het in het eigen plan."))
    return True


def _page(request: Asked, *, status: int, **told: Any) -> HttpResponse:
    return render(request, "plans/by_phone.html", told, status=status)
