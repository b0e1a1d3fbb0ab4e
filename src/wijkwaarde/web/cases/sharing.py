"""The page on which a resident sees what somebody sees: their question, the plan line by line, and what stays with them."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wijkwaarde.kernel.cases.queries import SeenCase, as_seen_by, case_for, shared_until
from wijkwaarde.kernel.plans.queries import SeenLine, SeenNote, SeenPlan, notes_of, plan_for
from wijkwaarde.web.cases.domains import about, part_shown
from wijkwaarde.web.format import day
from wijkwaarde.web.plans.panels import LineRow, line_row
from wijkwaarde.web.transaction import Asked

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a participant sees: their name, the texts (none: they stay with the resident), lines, and how many are hidden."""

    key: UUID
    participant_id: int
    name: str
    role: str
    until: str
    texts: tuple[tuple[str, str], ...]
    lines: tuple[LineRow, ...]
    hidden: str
    told: str


@require_safe
def preview(request: Asked, *, key: UUID, participant_id: int) -> HttpResponse:
    """The case as one member sees it, shown to the resident."""
    seen = case_for(key, by=request.actor, today=request.today)
    theirs = as_seen_by(participant_id, seen=seen, today=request.today)
    return render(
        request, "cases/preview.html", {"preview": preview_of(theirs, whole=plan_for(seen), today=request.today)}
    )


def preview_of(theirs: SeenCase, *, whole: SeenPlan, today: date) -> Preview:
    """The same through somebody else's eyes, in words; `whole` is the plan as the resident sees it."""
    member, case = theirs.participant.membership, theirs.case
    assert member is not None
    shown = _lines(plan_for(theirs))
    notes = notes_of(shown)
    told = [(_("Mijn vraag"), case.words), (_("Ik wil"), case.wants), (_("Ik kan"), case.cans)]
    told += [(_("Ik heb nodig"), case.needs), (_("Waar ik bang voor ben"), case.feared)]
    part = part_shown(theirs, contact=None)
    if part is not None:
        told = [(_("Mijn vraag, in één zin"), part.question)]
    return Preview(
        key=case.key,
        participant_id=theirs.participant.pk,
        name=member.name,
        role=f"{member.job}, {member.organisation.name}",
        until=_until(shared_until(theirs.participant)),
        texts=tuple((title, text) for title, text in told if text) if theirs.may_read or part else (),
        lines=tuple(_line(one, seen=theirs, notes=notes.get(one.pk, []), today=today) for one in shown),
        hidden=_hidden(len(_lines(whole)) - len(shown), name=member.name),
        told=_told(theirs),
    )


def _told(theirs: SeenCase) -> str:
    if theirs.may_read:
        return _("Je vraag, wat je wilt, kunt en nodig hebt, en het hele plan.")
    if theirs.domains:
        words = _("Je vraag in één zin, de eigen afspraken, en wat gaat over {domains}. Verder niets.")
        return words.format(domains=about(theirs.domains))
    return _("Dat er een plan is, en de eigen afspraken. Verder niets.")


def _lines(plan: SeenPlan) -> tuple[SeenLine, ...]:
    return plan.agreed.lines if plan.agreed else ()


def _line(one: SeenLine, *, seen: SeenCase, notes: Sequence[SeenNote], today: date) -> LineRow:
    """The line as it stands on their page, without their buttons, and with their name where that page says "ikzelf"."""
    nobody = copy(seen.participant)
    nobody.pk = 0
    row = line_row(one, seen=replace(seen, participant=nobody), notes=notes, today=today)
    return replace(row, url="", hidden=(), field=None, back="")


def _until(until: date | None) -> str:
    if until is None:
        return _("Dit blijft zo tot jij stopt met delen.")
    return _("Dit stopt vanzelf na {day}.").format(day=day(until - ONE_DAY))


def _hidden(number: int, *, name: str) -> str:
    words = ngettext(
        "{number} andere afspraak ziet {name} niet.", "{number} andere afspraken ziet {name} niet.", number
    )
    return words.format(number=number, name=name) if number > 0 else ""
