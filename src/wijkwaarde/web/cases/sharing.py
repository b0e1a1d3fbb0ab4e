"""The page on which a resident sees what somebody sees: their question, the plan line by line, and what stays with them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from wijkwaarde.kernel.cases.queries import SeenCase, as_seen_by, case_for, shared_until
from wijkwaarde.kernel.plans.queries import SeenLine, SeenPlan, plan_for
from wijkwaarde.web.cases.domains import about, part_shown
from wijkwaarde.web.format import day
from wijkwaarde.web.plans.panels import before_of, doer_of
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
    lines: tuple[str, ...]
    hidden: str
    told: str


@require_safe
def preview(request: Asked, *, key: UUID, participant_id: int) -> HttpResponse:
    """The case as one member sees it, shown to the resident."""
    seen = case_for(key, by=request.actor, today=request.today)
    theirs = as_seen_by(participant_id, seen=seen, today=request.today)
    return render(request, "cases/preview.html", {"preview": preview_of(theirs, whole=plan_for(seen))})


def preview_of(theirs: SeenCase, *, whole: SeenPlan) -> Preview:
    """The same through somebody else's eyes, in words; `whole` is the plan as the resident sees it."""
    member, case = theirs.participant.membership, theirs.case
    assert member is not None
    shown = _lines(plan_for(theirs))
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
        lines=tuple(_line(one, seen=theirs) for one in shown),
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


def _line(one: SeenLine, *, seen: SeenCase) -> str:
    doer = seen.participant.membership if one.participant_id == seen.participant.pk else None
    who = doer_of(one, seen=seen) if doer is None else doer.name
    return " · ".join(part for part in (one.what, who, before_of(one)) if part)


def _until(until: date | None) -> str:
    if until is None:
        return _("Dit blijft zo tot jij stopt met delen.")
    return _("Dit stopt vanzelf na {day}.").format(day=day(until - ONE_DAY))


def _hidden(number: int, *, name: str) -> str:
    words = ngettext(
        "{number} andere afspraak ziet {name} niet.", "{number} andere afspraken ziet {name} niet.", number
    )
    return words.format(number=number, name=name) if number > 0 else ""
