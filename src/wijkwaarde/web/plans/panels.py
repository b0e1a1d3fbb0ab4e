"""A plan in words, for the page of a case and for the list of today."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.queries import SeenCase, TakingPart
from wijkwaarde.kernel.plans.queries import SeenLine, SeenPlan
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
    """The newest version of a plan: nothing yet, a draft, or agreed."""

    is_there: bool
    is_draft: bool
    version: int
    agreed: str
    lines: tuple[LineRow, ...]
    hidden: int


def state_words() -> dict[LineState, str]:
    """How each state is said."""
    return {
        LineState.OPEN: _("nog te doen"),
        LineState.BUSY: _("mee bezig"),
        LineState.DONE: _("gelukt"),
        LineState.STUCK: _("lukt nog niet"),
        LineState.STOPPED: _("gestopt"),
    }


def plan_panel(plan: SeenPlan | None, *, seen: SeenCase) -> PlanPanel:
    """The plan as one participant sees it."""
    if plan is None:
        return PlanPanel(is_there=False, is_draft=False, version=0, agreed="", lines=(), hidden=0)
    agreed = plan.version.agreed_on
    return PlanPanel(
        is_there=True,
        is_draft=plan.is_draft,
        version=plan.version.version,
        agreed="" if agreed is None else near_day(agreed),
        lines=tuple(_row(line, seen=seen, is_draft=plan.is_draft) for line in plan.lines),
        hidden=plan.hidden,
    )


def _row(line: SeenLine, *, seen: SeenCase, is_draft: bool) -> LineRow:
    is_doer = line.participant_id == seen.participant.pk
    moves = not is_draft and may_move(is_resident=seen.is_resident, is_doer=is_doer)
    state = LineState(line.state)
    return LineRow(
        what=line.what,
        doer=doer_of(line, seen=seen),
        before="" if line.before is None else _("vóór {day}").format(day=near_day(line.before)),
        state=state.value,
        state_words=_("voorstel") if is_draft else state_words()[state],
        url=move_url(line, key=seen.case.key) if moves else "",
    )


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
