"""A plan in words, for the page of a case and for the list of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.queries import SeenCase, TakingPart
from wijkwaarde.kernel.plans.queries import SeenLine, SeenPlan, SeenVersion, agreement
from wijkwaarde.kernel.plans.rules import may_move
from wijkwaarde.kernel.plans.terms import LineState
from wijkwaarde.web.format import near_day


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line of the plan; `url` is where the answer goes, empty for who may not give it."""

    what: str
    doer: str
    before: str
    state: str
    state_words: str
    url: str
    hidden: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlanPanel:
    """What holds (`lines`, agreed on a day), and beside it what somebody proposes, with what would no longer be there."""

    is_there: bool
    agreed: str
    lines: tuple[LineRow, ...]
    proposed: tuple[LineRow, ...]
    gone: tuple[str, ...]
    version: int
    proposal: str


def state_words() -> dict[LineState, str]:
    """How each state is said."""
    return {
        LineState.OPEN: _("nog te doen"),
        LineState.BUSY: _("mee bezig"),
        LineState.DONE: _("gelukt"),
        LineState.STUCK: _("lukt nog niet"),
        LineState.STOPPED: _("gestopt"),
    }


def plan_panel(plan: SeenPlan, *, seen: SeenCase) -> PlanPanel:
    """The plan as one participant sees it."""
    agreed, draft = plan.agreed, plan.draft
    holds = agreed.lines if agreed else ()
    proposed = draft.lines if draft else ()
    day = agreed.version.agreed_on if agreed else None
    return PlanPanel(
        is_there=bool(agreed or draft),
        agreed=near_day(day) if day else "",
        lines=tuple(_row(line, seen=seen) for line in holds),
        proposed=tuple(_proposed(line, among=holds, seen=seen) for line in proposed),
        gone=tuple(line.what for line in holds if draft and not _is_among(line, proposed)),
        version=draft.version.version if draft else 0,
        proposal=_proposal(draft, seen=seen) if draft else "",
    )


def _proposal(draft: SeenVersion, *, seen: SeenCase) -> str:
    writer = draft.version.written_by
    if writer.pk == seen.participant.pk:
        return _("Mijn voorstel")
    return _("Voorstel van {name}").format(name=shown_name(writer, seen=seen))


def _row(line: SeenLine, *, seen: SeenCase) -> LineRow:
    moves = may_move(is_resident=seen.is_resident, is_doer=line.participant_id == seen.participant.pk)
    state = LineState(line.state)
    return LineRow(
        what=line.what,
        doer=doer_of(line, seen=seen),
        before=_before(line),
        state=state.value,
        state_words=state_words()[state],
        url=move_url(line, key=seen.case.key) if moves else "",
    )


def _proposed(line: SeenLine, *, among: Sequence[SeenLine], seen: SeenCase) -> LineRow:
    stays = _is_among(line, among)
    return LineRow(
        what=line.what,
        doer=doer_of(line, seen=seen),
        before=_before(line),
        state=LineState.OPEN.value,
        state_words=_("blijft zo") if stays else _("nieuw of anders") if among else _("voorstel"),
        url="",
    )


def _is_among(line: SeenLine, lines: Sequence[SeenLine]) -> bool:
    """Whether the same agreement stands among these lines."""
    return any(agreement(line) == agreement(other) for other in lines)


def _before(line: SeenLine) -> str:
    return "" if line.before is None else _("vóór {day}").format(day=near_day(line.before))


def move_url(line: SeenLine, *, key: UUID) -> str:
    """Where the answer about a line goes."""
    return reverse("move", args=[key, line.pk])


def doer_of(line: SeenLine, *, seen: SeenCase) -> str:
    """Who does it, by name; "ikzelf" for who looks."""
    return line.who if line.participant is None else shown_name(line.participant, seen=seen)


def shown_name(one: TakingPart, *, seen: SeenCase) -> str:
    """The name of somebody who takes part; "ikzelf" for who looks."""
    if one.pk == seen.participant.pk:
        return _("Ikzelf")
    return one.membership.name if one.membership else seen.case.resident.name
