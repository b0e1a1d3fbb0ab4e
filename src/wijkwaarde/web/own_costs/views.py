"""What does it cost me? over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from wijkwaarde.kernel.cases.queries import SeenCase, readable_case_for
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.own_costs.actions import say_cost
from wijkwaarde.kernel.own_costs.queries import own_costs_of
from wijkwaarde.kernel.own_costs.rules import may_say
from wijkwaarde.kernel.plans.queries import line_for, plan_for
from wijkwaarde.web.cases.stale import rows_of
from wijkwaarde.web.format import day
from wijkwaarde.web.own_costs.forms import OwnCostForm
from wijkwaarde.web.transaction import Asked


@dataclass(frozen=True, slots=True)
class CostRow:
    """An agreement, what the resident pays for it and since when, and where the contact changes that."""

    what: str
    sentence: str
    since: str
    url: str


@require_safe
def own_costs(request: Asked, key: UUID) -> HttpResponse:
    """What each agreement costs the resident, in words."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    rows = _rows(seen)
    told = {"seen": seen, "rows": rows, "costs": any(one.sentence for one in rows)}
    return render(request, "own_costs/own_costs.html", told)


def _rows(seen: SeenCase) -> list[CostRow]:
    """What was agreed, each with its sentence; the resident reads only what costs something."""
    said, agreed = own_costs_of(seen), plan_for(seen).agreed
    may_write = may_say(part=seen.part, may_read=seen.may_read) and seen.case.closed_on is None
    rows = []
    for line in agreed.lines if agreed else ():
        one = said.get(line.what)
        since = _("Vanaf {day}.").format(day=day(one.since)) if one and one.since else ""
        url = reverse("own_cost", args=[seen.case.key, line.pk]) if may_write else ""
        rows.append(CostRow(line.what, one.sentence if one else "", since, url))
    return [one for one in rows if one.sentence or one.url]


@require_http_methods(["GET", "HEAD", "POST"])
def own_cost(request: Asked, *, key: UUID, line_id: int) -> HttpResponse:
    """The fixed contact says what one agreement costs the resident."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    if not may_say(part=seen.part, may_read=seen.may_read):
        raise NotFound("own_cost", subjects=(seen.case.resident_id,))
    line = line_for(line_id, seen=seen)
    form, stale = OwnCostForm(request.POST or None, initial=_start(seen, what=line.what)), None
    if form.is_valid():
        try:
            say_cost(line.pk, by=request.actor, seen=seen, today=request.today, **form.cleaned_data)
        except Stale as found:
            stale, form = found, OwnCostForm(initial=form.cleaned_data | {"version": found.version})
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("Bewaard. Bel de bewoner als er iets verandert."))
            return redirect("own_costs", key=key)
    told = {"seen": seen, "line": line, "form": form, "stale": stale, "texts": rows_of(stale, form=form)}
    return render(request, "own_costs/own_cost.html", told, status=409 if stale else 422 if form.errors else 200)


def _start(seen: SeenCase, *, what: str) -> dict[str, object]:
    found = own_costs_of(seen).get(what)
    if found is None:
        return {"version": 0}
    return {"sentence": found.sentence, "since": found.since, "version": found.version}
