"""The pages of a plan over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.access import Act
from wijkwaarde.kernel.cases.queries import SeenCase, case_for, contact_of, participants_of, readable_case_for
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.flows.actions import agree_with_amounts
from wijkwaarde.kernel.plans import actions
from wijkwaarde.kernel.plans.queries import line_for, note_taken, plan_for, versions_of
from wijkwaarde.kernel.plans.terms import CheckAnswer, LineState
from wijkwaarde.web.cases.domains import no_new_plan
from wijkwaarde.web.fields import Version, sent
from wijkwaarde.web.plans.desk import answer
from wijkwaarde.web.plans.forms import AnswerForm
from wijkwaarde.web.plans.panels import PlanPanel, line_row, plan_panel
from wijkwaarde.web.plans.text import plan_text
from wijkwaarde.web.plans.versions import version_rows
from wijkwaarde.web.privacy_requests.statements import rows_of
from wijkwaarde.web.transaction import Asked


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Asked, key: UUID) -> HttpResponse:
    """Write the plan: a draft, until the resident says yes."""
    seen = case_for(key, by=request.actor, today=request.today)
    if seen.domains and not seen.may_read:
        contact = contact_of(participants_of(seen, today=request.today))
        messages.info(request, no_new_plan(contact))
        return redirect("case", key=key)
    return answer(request, seen=readable_case_for(key, by=request.actor, today=request.today))


@require_POST
def agree(request: Asked, key: UUID) -> HttpResponse:
    """The resident's yes to the plan as it stood on the page."""
    seen = case_for(key, by=request.actor, today=request.today)
    version = sent(Version(), request.POST.get("version"))
    try:
        agree_with_amounts(by=request.actor, seen=seen, version=version, today=request.today)
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
    """How one line goes: done, or not yet, with a few words or without."""
    seen = case_for(key, by=request.actor, today=request.today)
    line = line_for(line_id, seen=seen)
    form = AnswerForm(request.POST, line_id=line.pk)
    if not form.is_valid() and form.errors.keys() - {"note"}:
        raise Refused(_("Kies hoe het gaat."))
    if form.errors:
        row = line_row(line, seen=seen, today=request.today, form=form)
        return render(request, "plans/answer.html", {"line": row, "seen": seen, "form": form}, status=422)
    told = {"text": form.cleaned_data["note"], "request_key": form.cleaned_data["request_key"]}
    state = LineState(form.cleaned_data["state"])
    actions.move_line(by=request.actor, seen=seen, line=line, state=state, today=request.today, **told)
    messages.success(request, _("Bewaard."))
    return redirect("case", key=key)


@require_POST
def take_back(request: Asked, *, key: UUID, line_id: int) -> HttpResponse:
    """Take one's last answer back, on the same day."""
    seen = case_for(key, by=request.actor, today=request.today)
    line = line_for(line_id, seen=seen)
    note_id = sent(Version(), request.POST.get("said"))
    actions.take_back(by=request.actor, seen=seen, line=line, note_id=note_id, today=request.today)
    messages.success(request, _("Je antwoord is weg."))
    return redirect("case", key=key)


@require_POST
def check(request: Asked, key: UUID) -> HttpResponse:
    """Whether the plan still fits, as the resident says."""
    seen = case_for(key, by=request.actor, today=request.today)
    number = sent(Version(), request.POST.get("number"))
    wanted = request.POST.get("answer", "")
    if wanted not in set(CheckAnswer):
        raise Refused(_("Kies of het plan nog klopt."))
    answer = CheckAnswer(wanted)
    try:
        actions.save_check(by=request.actor, seen=seen, number=number, answer=answer, today=request.today)
    except Stale:
        messages.warning(request, _("Het plan is net veranderd. Lees het eerst nog eens."))
    else:
        calls = _("Fijn dat je het zegt. Je vaste contact belt je.")
        messages.success(request, _("Mooi. We gaan zo door.") if answer is CheckAnswer.YES else calls)
    return redirect("case", key=key)


@require_safe
def versions(request: Asked, key: UUID) -> HttpResponse:
    """What was agreed when, and what changed."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    told = {"seen": seen, "versions": version_rows(versions_of(seen), seen=seen)}
    return render(request, "plans/versions.html", told)


@require_safe
def paper(request: Asked, key: UUID) -> HttpResponse:
    """The plan in large type, to print."""
    panel, seen = _taken(request, key=key, act=Act.PRINT)
    return render(request, "plans/paper.html", {"seen": seen, "plan": panel, "said": rows_of(seen)})


@require_safe
def copy(request: Asked, key: UUID) -> HttpResponse:
    """The plan as a text to copy."""
    panel, seen = _taken(request, key=key, act=Act.EXPORT)
    return render(request, "plans/copy.html", {"seen": seen, "text": plan_text(panel)})


@require_safe
def text(request: Asked, key: UUID) -> HttpResponse:
    """The plan as a file of plain text."""
    panel, _seen = _taken(request, key=key, act=Act.EXPORT)
    answer = HttpResponse(plan_text(panel), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="plan.txt"'
    return answer


@require_safe
def disagree(request: Asked, key: UUID) -> HttpResponse:
    """What a resident can do who does not agree: four ways, each with a number to call."""
    seen = case_for(key, by=request.actor, today=request.today)
    if not seen.is_resident:
        raise NotFound("case", object_id=seen.case.pk, subjects=(seen.case.resident_id,))
    contact, agreed = contact_of(participants_of(seen, today=request.today)), plan_for(seen).agreed
    told = {
        "key": key,
        "contact": contact.membership if contact else None,
        "number": agreed.version.number if agreed else 0,
        "phone": request.actor.partnership_phone,
    }
    return render(request, "plans/disagree.html", told)


def _taken(request: Asked, *, key: UUID, act: Act) -> tuple[PlanPanel, SeenCase]:
    """The plan for who takes it off the site, which is noted."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    note_taken(seen, by=request.actor, act=act)
    return plan_panel(plan_for(seen), seen=seen, today=request.today), seen
