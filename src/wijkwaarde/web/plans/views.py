"""The pages of a plan over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from wijkwaarde.kernel.cases.queries import SeenCase, case_for, participants_of, readable_case_for
from wijkwaarde.kernel.errors import Refused, Stale
from wijkwaarde.kernel.plans import actions
from wijkwaarde.kernel.plans.queries import SeenPlan, line_for, plan_for
from wijkwaarde.kernel.plans.terms import LineState
from wijkwaarde.web.cases.stale import rows_of, said
from wijkwaarde.web.fields import Version, sent
from wijkwaarde.web.plans.forms import SmallPlanForm
from wijkwaarde.web.plans.panels import shown_name
from wijkwaarde.web.transaction import Asked


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Asked, key: UUID) -> HttpResponse:
    """Write the small plan: a draft, until the resident says yes."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    doers = _doers(seen, request=request)
    form = SmallPlanForm(request.POST or None, doers=doers, initial=_initial(plan_for(seen), doers=doers))
    stale: Stale | None = None
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.write_draft(by=request.actor, seen=seen, lines=form.lines(), version=version, today=request.today)
        except Stale as found:
            stale = _as_it_is(found, seen=seen, doers=doers, form=form)
            form = SmallPlanForm(doers=doers, initial=form.cleaned_data | {"version": found.version})
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("Het voorstel staat bij het plan."))
            return redirect("case", key=key)
    told = {"form": form, "seen": seen, "stale": stale, "texts": rows_of(stale, form=form), "doers": doers}
    return render(request, "plans/write.html", told, status=409 if stale else 422 if form.errors else 200)


def _as_it_is(found: Stale, *, seen: SeenCase, doers: dict[str, int], form: SmallPlanForm) -> Stale:
    """The same message with the plan as it stands now, in the words of the form."""
    now = _initial(plan_for(seen), doers=doers)
    saved = {name: said(now.get(name)) for name in form.fields if name != "version"}
    return Stale(found.text, saved=saved, version=found.version)


def _doers(seen: SeenCase, *, request: Asked) -> dict[str, int]:
    """Who takes part, by the name that is shown: "Ikzelf" for who writes, and a job where two share a name."""
    told: dict[str, int] = {}
    for one in participants_of(seen, today=request.today):
        name = shown_name(one, seen=seen)
        job = one.membership.job if one.membership else str(one.pk)
        told[f"{name} ({job})" if name in told else name] = one.pk
    return told


def _initial(plan: SeenPlan, *, doers: dict[str, int]) -> dict[str, Any]:
    """What the form starts with: the draft, or the agreed plan as the beginning of a new version."""
    names = {key: name for name, key in doers.items()}
    start = plan.draft or plan.agreed
    told: dict[str, Any] = {"version": plan.draft.version.version if plan.draft else 0}
    for line in start.lines if start else ():
        told[f"what_{line.position}"] = line.what
        told[f"who_{line.position}"] = names.get(line.participant_id or 0, line.who)
        told[f"before_{line.position}"] = line.before
    return told


@require_POST
def agree(request: Asked, key: UUID) -> HttpResponse:
    """The resident's yes to the plan as it stood on the page."""
    seen = case_for(key, by=request.actor, today=request.today)
    version = sent(Version(), request.POST.get("version"))
    try:
        actions.agree_plan(by=request.actor, seen=seen, version=version, today=request.today)
    except Stale:
        messages.warning(request, _("Het plan is net veranderd. Lees het eerst nog eens."))
    else:
        messages.success(request, _("Afgesproken. We beginnen."))
    return redirect("case", key=key)


@require_POST
def withdraw(request: Asked, key: UUID) -> HttpResponse:
    """No to the proposal as it stood on the page: what was agreed holds."""
    seen = case_for(key, by=request.actor, today=request.today)
    version = sent(Version(), request.POST.get("version"))
    try:
        actions.withdraw_draft(by=request.actor, seen=seen, version=version, today=request.today)
    except Stale:
        messages.warning(request, _("Het voorstel is net veranderd. Lees het eerst nog eens."))
    else:
        messages.success(request, _("Het voorstel is weg. Wat we afspraken, blijft zo."))
    return redirect("case", key=key)


@require_POST
def move(request: Asked, *, key: UUID, line_id: int) -> HttpResponse:
    """How one line goes: done, or not yet."""
    seen = case_for(key, by=request.actor, today=request.today)
    line = line_for(line_id, seen=seen)
    wanted = request.POST.get("state", "")
    if wanted not in set(LineState):
        raise Refused(_("Kies hoe het gaat."))
    actions.move_line(by=request.actor, seen=seen, line=line, state=LineState(wanted), today=request.today)
    messages.success(request, _("Bewaard."))
    return redirect("case", key=key)
