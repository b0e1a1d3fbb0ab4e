"""The pages of round tables over HTTP: parse, one call, render or redirect."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwaarde.kernel.access import Act
from wijkwaarde.kernel.cases.queries import SeenCase, case_for, contact_of, participants_of, readable_case_for
from wijkwaarde.kernel.errors import Refused, Stale
from wijkwaarde.kernel.round_tables import actions
from wijkwaarde.kernel.round_tables.calendar_entry import entry
from wijkwaarde.kernel.round_tables.queries import SeenTable, moment_of, table_for
from wijkwaarde.kernel.round_tables.terms import Answer
from wijkwaarde.web.fields import Version, sent
from wijkwaarde.web.plans.wording import source_words
from wijkwaarde.web.round_tables.forms import TableForm
from wijkwaarde.web.round_tables.panels import boxes_of, letter_of, people_of, table_view
from wijkwaarde.web.transaction import Asked

LINES = range(1, 11)


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: Asked, key: UUID) -> HttpResponse:
    """Plan a meeting."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    form = TableForm(request.POST or None, people=_people(seen, request=request), initial={"version": 0})
    if form.is_valid():
        request_key = form.cleaned_data["request_key"]
        try:
            made = actions.plan_table(
                by=request.actor, seen=seen, new=form.planned(), request_key=request_key, now=timezone.now()
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("De afspraak staat. Wie erbij is, krijgt bericht."))
            return redirect("table", key=key, table_id=made.pk)
    told = {"form": form, "seen": seen}
    return render(request, "round_tables/plan.html", told, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Asked, *, key: UUID, table_id: int) -> HttpResponse:
    """Change when, where, how and who."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    found = table_for(table_id, seen=seen, by=request.actor)
    form = TableForm(request.POST or None, people=_people(seen, request=request), initial=_initial(found))
    if form.is_valid():
        new, version = form.planned(), form.cleaned_data["version"]
        try:
            actions.change_table(
                by=request.actor, seen=seen, table_id=table_id, new=new, version=version, now=timezone.now()
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.text)
        else:
            messages.success(request, _("Veranderd. Wie erbij is, krijgt bericht."))
            return redirect("table", key=key, table_id=table_id)
    told = {"form": form, "seen": seen, "table": table_view(found, seen=seen)}
    return render(request, "round_tables/plan.html", told, status=422 if form.errors else 200)


@require_safe
def table(request: Asked, *, key: UUID, table_id: int) -> HttpResponse:
    """One meeting: when, where, and who comes."""
    seen = case_for(key, by=request.actor, today=request.today)
    found = table_for(table_id, seen=seen, by=request.actor)
    return render(
        request, "round_tables/table.html", {"seen": seen, "table": table_view(found, seen=seen), "pk": table_id}
    )


@require_POST
def cancel(request: Asked, *, key: UUID, table_id: int) -> HttpResponse:
    """Call a meeting off."""
    seen = case_for(key, by=request.actor, today=request.today)
    version = sent(Version(), request.POST.get("version"))
    try:
        actions.cancel_table(by=request.actor, seen=seen, table_id=table_id, version=version, now=timezone.now())
    except Stale as stale:
        messages.warning(request, stale.text)
        return redirect("table", key=key, table_id=table_id)
    messages.success(request, _("De afspraak gaat niet door. Wie erbij was, krijgt bericht."))
    return redirect("case", key=key)


@require_POST
def answer(request: Asked, *, key: UUID, seat_id: int) -> HttpResponse:
    """Whether somebody comes."""
    seen = case_for(key, by=request.actor, today=request.today)
    said = request.POST.get("answer", "")
    if said not in {Answer.COMING.value, Answer.NOT_COMING.value}:
        raise Refused(_("Kies of je komt."))
    actions.answer_seat(by=request.actor, seen=seen, seat_id=seat_id, answer=Answer(said), now=timezone.now())
    messages.success(request, _("Bewaard."))
    return redirect("case", key=key)


@require_safe
def calendar(request: Asked, *, key: UUID, table_id: int) -> HttpResponse:
    """The moment as an entry for a calendar: a neutral title and a link, no names and no place."""
    seen = case_for(key, by=request.actor, today=request.today)
    found = table_for(table_id, seen=seen, by=request.actor)
    url = request.build_absolute_uri("/")
    made = entry(moment_of(found), title=_("Afspraak"), url=url, now=timezone.now())
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="afspraak.ics"'
    return response


@require_safe
def letter(request: Asked, *, key: UUID, table_id: int) -> HttpResponse:
    """The same meeting as a letter on paper, for who gets no mail: when, where, who comes, and whom to call."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    found = table_for(table_id, seen=seen, by=request.actor)
    people = participants_of(seen, today=request.today)
    subjects = [seen.case.resident_id]
    request.actor.record(Act.PRINT, "round_table", object_id=table_id, subjects=subjects, purpose=seen.purpose)
    told = {"seen": seen, "table": table_view(found, seen=seen), "pk": table_id}
    told |= {"letter": letter_of(seen, contact=contact_of(people), today=request.today)}
    return render(request, "round_tables/letter.html", told)


@require_safe
def paper(request: Asked, key: UUID) -> HttpResponse:
    """The A4 for the table: three boxes, ten lines, six sources; it carries what was said before, and no name."""
    seen = readable_case_for(key, by=request.actor, today=request.today)
    subjects = [seen.case.resident_id]
    request.actor.record(Act.PRINT, "case", object_id=seen.case.pk, subjects=subjects, purpose=seen.purpose)
    told = {"seen": seen, "lines": LINES, "boxes": boxes_of(seen), "sources": source_words(is_resident=True).items()}
    return render(request, "round_tables/paper.html", told)


def _people(seen: SeenCase, *, request: Asked) -> list[tuple[int, str]]:
    return people_of(participants_of(seen, today=request.today), seen=seen)


def _initial(found: SeenTable) -> dict[str, Any]:
    """What the form starts with: the meeting as it is now."""
    local = timezone.localtime(found.starts_at)
    guests = [seat.name for seat in found.seats if seat.participant_id is None]
    return {
        "kind": found.kind.value,
        "day": local.date(),
        "time": local.time(),
        "minutes": found.minutes,
        "place": found.place,
        "participants": [seat.participant_id for seat in found.seats if seat.participant_id is not None],
        "guests": "\n".join(guests),
        "version": found.version,
    }
