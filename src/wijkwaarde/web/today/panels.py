"""What the first page of a member shows, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.queries import TakingPart
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.plans.queries import SeenLine
from wijkwaarde.kernel.plans.terms import LineState
from wijkwaarde.web.format import near_day
from wijkwaarde.web.plans.panels import state_words


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits for a call."""

    name: str
    phone: str
    before: str
    late: bool
    url: str
    called: str
    request_key: UUID


@dataclass(frozen=True, slots=True)
class Task:
    """Something promised: what, for whom or by whom, before which day."""

    what: str
    who: str
    before: str
    url: str
    late: bool
    tag: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in which a member takes part."""

    name: str
    part: str
    since: str
    url: str


def waiting_rows(found: Sequence[TakingPart], *, today: date) -> list[Waiting]:
    """Who waits for a first call, the most urgent first."""
    return [
        Waiting(
            name=one.case.resident.name,
            phone=one.case.resident.phone,
            before=_("bel vóór {day}").format(day=near_day(one.case.call_before)),
            late=one.case.call_before <= today,
            url=reverse("case", args=[one.case.key]),
            called=reverse("called", args=[one.case.key]),
            request_key=uuid4(),
        )
        for one in found
    ]


def promised_rows(lines: Sequence[SeenLine], *, today: date) -> list[Task]:
    """What a member promised: for whom, and before which day."""
    return [_task(line, who=line.plan_version.plan.case.resident.name, today=today) for line in lines]


def awaited_rows(lines: Sequence[SeenLine], *, today: date) -> list[Task]:
    """What somebody else promised and is past its day: who, and for whom."""
    told = []
    for line in lines:
        resident = line.plan_version.plan.case.resident.name
        one = line.participant
        doer = line.who if one is None else one.membership.name if one.membership else resident
        told.append(_task(line, who=_("{doer}, voor {resident}").format(doer=doer, resident=resident), today=today))
    return told


def _task(line: SeenLine, *, who: str, today: date) -> Task:
    stuck = line.state == LineState.STUCK.value
    return Task(
        what=line.what,
        who=who,
        before="" if line.before is None else _("vóór {day}").format(day=near_day(line.before)),
        url=reverse("case", args=[line.plan_version.plan.case.key]),
        late=line.before is not None and line.before <= today,
        tag=state_words()[LineState.STUCK] if stuck else "",
        tone="stuck" if stuck else "",
    )


def case_rows(found: Sequence[TakingPart]) -> list[CaseRow]:
    """The cases in which a member takes part."""
    parts = {Part.CONTACT.value: _("vast contact"), Part.PROFESSIONAL.value: _("doet mee")}
    return [
        CaseRow(
            name=one.case.resident.name,
            part=parts.get(one.part, ""),
            since=_("sinds {day}").format(day=near_day(one.begin)),
            url=reverse("case", args=[one.case.key]),
        )
        for one in found
    ]
