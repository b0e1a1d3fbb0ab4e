"""What the first page of a member shows, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.queries import Waiting
from wijkwaarde.kernel.plans.queries import Task
from wijkwaarde.kernel.plans.terms import LineState
from wijkwaarde.web.format import near_day
from wijkwaarde.web.plans.panels import state_words


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Somebody who waits for a call."""

    name: str
    phone: str
    before: str
    late: bool
    url: str
    called: str
    request_key: UUID


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something promised: what, for whom or by whom, before which day."""

    what: str
    who: str
    before: str
    url: str
    late: bool
    tag: str = ""
    tone: str = ""


def waiting_rows(found: Sequence[Waiting], *, today: date) -> list[WaitingRow]:
    """Who waits for a first call, the most urgent first."""
    return [
        WaitingRow(
            name=one.name,
            phone=one.phone,
            before=_("bel vóór {day}").format(day=near_day(one.before)),
            late=one.before <= today,
            url=reverse("case", args=[one.case_key]),
            called=reverse("called", args=[one.case_key]),
            request_key=uuid4(),
        )
        for one in found
    ]


def promised_rows(tasks: Sequence[Task], *, today: date) -> list[TaskRow]:
    """What a member promised: for whom, and before which day."""
    return [_row(task, who=task.resident, today=today) for task in tasks]


def awaited_rows(tasks: Sequence[Task], *, today: date) -> list[TaskRow]:
    """What somebody else promised and is past its day: who, and for whom."""
    words = _("{doer}, voor {resident}")
    return [_row(task, who=words.format(doer=task.doer, resident=task.resident), today=today) for task in tasks]


def _row(task: Task, *, who: str, today: date) -> TaskRow:
    stuck = task.state is LineState.STUCK
    return TaskRow(
        what=task.what,
        who=who,
        before="" if task.before is None else _("vóór {day}").format(day=near_day(task.before)),
        url=reverse("case", args=[task.case_key]),
        late=task.before is not None and task.before <= today,
        tag=state_words()[LineState.STUCK] if stuck else "",
        tone="stuck" if stuck else "",
    )
