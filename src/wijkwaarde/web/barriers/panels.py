"""What is in the way, in words: on the page of a case, and without names or cases for managers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.barriers.queries import Rule, SeenBarrier, WaitingTimes, barriers_of, only_you, waiting_times
from wijkwaarde.kernel.barriers.rules import may_solve, may_undo
from wijkwaarde.kernel.barriers.terms import BarrierState
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.web.format import near_day, number

CARD = "barriers/card.html"
TONES = {BarrierState.OPEN: "wait", BarrierState.RESOLVED: "done", BarrierState.SELF_SOLVED: "done"}


@dataclass(frozen=True, slots=True)
class BarrierRow:
    """A rule in the way as resident and professional read it; `solved` and `undo` are where those answers go."""

    rule: str
    line: str
    tag: str
    tone: str
    next: str
    answer: str
    late: bool
    solved: str
    undo: str


@dataclass(frozen=True, slots=True)
class BarrierCard:
    """The card on the page of a case."""

    key: UUID
    rows: tuple[BarrierRow, ...]
    is_in_the_way: bool
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule in the way as a manager reads it."""

    rule: str
    whose: str
    before: str
    late: bool
    often: str
    with_whom: str
    called: str
    tag: str
    tone: str
    answer: str
    url: str


def state_words() -> dict[BarrierState, str]:
    """How each state is said."""
    return {
        BarrierState.OPEN: _("wacht op antwoord"),
        BarrierState.RESOLVED: _("het kan toch"),
        BarrierState.EXPLAINED: _("het blijft zo"),
        BarrierState.SELF_SOLVED: _("zelf opgelost"),
    }


def card(seen: SeenCase, *, by: Actor, today: date) -> tuple[str, dict[str, Any] | None]:  # noqa: ARG001 - as every card
    """The card for who may read the case."""
    if not seen.may_read:
        return CARD, None
    found, is_done = barriers_of(seen), seen.case.closed_on is not None
    if is_done and not found:
        return CARD, None
    rows = tuple(_row(one, seen=seen, today=today) for one in found)
    is_open = any(one.state == BarrierState.OPEN.value for one in found)
    return CARD, {"card": BarrierCard(seen.case.key, rows, is_in_the_way=is_open, is_done=is_done)}


def _row(one: SeenBarrier, *, seen: SeenCase, today: date) -> BarrierRow:
    state = BarrierState(one.state)
    mine = may_solve(is_resident=seen.is_resident, is_raiser=one.raised_by_id == seen.participant.pk)
    is_open, place = state is BarrierState.OPEN, [seen.case.key, one.pk]
    return BarrierRow(
        rule=one.rule,
        line=one.line.what if one.line else "",
        tag=state_words()[state],
        tone=TONES.get(state, ""),
        next=_next(one, state=state, today=today),
        answer=one.answer,
        late=is_open and one.answer_before <= today,
        solved=reverse("barrier_solved", args=place) if mine and is_open else "",
        undo=reverse("barrier_not_solved", args=place)
        if mine and may_undo(state, closed_on=one.closed_on, today=today)
        else "",
    )


def _next(one: SeenBarrier, *, state: BarrierState, today: date) -> str:
    """Who does what by when, or who answered."""
    if state is BarrierState.SELF_SOLVED:
        return _("Zonder antwoord van een manager. Mooi.")
    if state is not BarrierState.OPEN:
        told = _("Antwoord van {name}, {organisation}, op {day}.")
        assert one.manager is not None
        assert one.closed_on is not None
        whose = one.manager.organisation.name
        return told.format(name=one.manager.name, organisation=whose, day=near_day(one.closed_on))
    if one.answer_before <= today:
        told = _late_words(one)
        return told.format(day=near_day(one.answer_before))
    if one.manager is None:
        told = _("We zoeken wie dit kan uitzoeken. Je hoort het vóór {day}, ook als het niet lukt.")
        return told.format(day=near_day(one.answer_before))
    told = _("{name} zoekt uit of het anders kan. Je hoort het vóór {day}, ook als het niet lukt.")
    return told.format(name=one.manager.name, day=near_day(one.answer_before))


def _late_words(one: SeenBarrier) -> str:
    if one.escalated_on is not None and vars(one).get("has_board"):
        return _("Het antwoord moest er zijn vóór {day}. Het ligt nu bij het bestuur. Je krijgt nog antwoord.")
    return _("Het antwoord moest er zijn vóór {day}. Het staat nu bovenaan bij alle managers. Je krijgt nog antwoord.")


def rule_rows(found: Sequence[Rule], *, by: Actor, today: date) -> list[RuleRow]:
    """Rules in the way for a manager."""
    return [rule_row(one, by=by, today=today) for one in found]


def rule_row(one: Rule, *, by: Actor, today: date) -> RuleRow:
    """A rule in the way for a manager: whose, by when, how often before; no names of who it is about."""
    is_open = one.state is BarrierState.OPEN
    return RuleRow(
        rule=one.rule,
        whose=one.organisation or _("Van wie de regel is, weten we nog niet"),
        before=_("Antwoord vóór {day}").format(day=near_day(one.answer_before)),
        late=is_open and one.answer_before <= today,
        often=_often(one.times),
        with_whom=_with_whom(one, by=by),
        called=one.called,
        tag=state_words()[one.state],
        tone=TONES.get(one.state, ""),
        answer=one.answer,
        url=reverse("barrier_answer", args=[one.pk]),
    )


def _often(times: int) -> str:
    if not times:
        return _("voor het eerst")
    return ngettext("deze regel kwam al {count} keer", "deze regel kwam al {count} keer", times).format(count=times)


def _with_whom(one: Rule, *, by: Actor) -> str:
    if one.manager_id == by.membership_id:
        return _("bij jou")
    return _("bij {name}").format(name=one.manager) if one.manager else _("bij niemand")


@dataclass(frozen=True, slots=True)
class ManagerPart:
    """What the first page of a manager shows: three rules, and how long questions wait; no names."""

    rules: tuple[RuleRow, ...]
    waiting: str


def manager_part(*, by: Actor, today: date) -> ManagerPart | None:
    """The manager's part of the first page; None for everybody else."""
    if by.role != Role.MANAGER.value:
        return None
    rows = tuple(rule_rows(only_you(by=by), by=by, today=today))
    return ManagerPart(rows, _waiting(waiting_times(by=by, today=today)))


def board_part(*, by: Actor, today: date) -> tuple[RuleRow, ...] | None:
    """What went higher and waits for the board, for their first page; None for everybody else."""
    return tuple(rule_rows(only_you(by=by), by=by, today=today)) if by.role == Role.BOARD.value else None


def _waiting(times: WaitingTimes) -> str:
    if not times.count:
        return _("Niemand wacht op een eerste telefoontje.")
    words = ngettext(
        "{count} vraag wacht op een eerste telefoontje.",
        "{count} vragen wachten op een eerste telefoontje.",
        times.count,
    ).format(count=number(times.count))
    longest = ngettext("De langste wacht {days} dag.", "De langste wacht {days} dagen.", times.longest)
    return f"{words} {longest.format(days=times.longest)}" if times.longest else f"{words} {_('Alle van vandaag.')}"
