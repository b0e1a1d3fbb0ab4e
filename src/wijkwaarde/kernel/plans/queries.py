"""Reads plans: what was agreed in a case and what is proposed, and what members promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.cases.models import Participant, Share
from wijkwaarde.kernel.cases.queries import SeenCase, note_search_about
from wijkwaarde.kernel.cases.terms import SHOWN_AT_ONCE, Part
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.plans.models import PlanLine, PlanVersion
from wijkwaarde.kernel.plans.terms import UNFINISHED_STATES, LineState

# A row as the pages get it: they read it, and import no model.
type SeenLine = PlanLine

# At most one version is a draft, so the last two hold the newest agreed one.
LAST_TWO = 2
UNFINISHED = [state.value for state in UNFINISHED_STATES]
TASK = (
    *("pk", "what", "before", "state", "who", "participant__membership__name"),
    *("holds_for__key", "holds_for__resident__name", "holds_for__resident_id"),
)


@dataclass(frozen=True, slots=True)
class SeenVersion:
    """A version of a plan with the lines that who looks may see."""

    version: PlanVersion
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class SeenPlan:
    """What was agreed and holds, and what somebody proposes beside it; either may be missing."""

    agreed: SeenVersion | None
    draft: SeenVersion | None


def plan_for(seen: SeenCase) -> SeenPlan:
    """The plan that holds and the draft after it: all of both for who may read the case, else only their own lines of
    what was agreed.
    """
    versions = PlanVersion.objects.filter(plan__case=seen.case).select_related("written_by__membership")
    newest = list(versions.order_by("-number")[:LAST_TWO])
    agreed = next((one for one in newest if one.agreed_on is not None), None)
    draft = next((one for one in newest if one.agreed_on is None and seen.may_read), None)
    lines = _lines_of([one for one in (agreed, draft) if one is not None], seen=seen)
    return SeenPlan(_seen(agreed, lines=lines), _seen(draft, lines=lines))


def _lines_of(versions: list[PlanVersion], *, seen: SeenCase) -> list[PlanLine]:
    found = PlanLine.objects.filter(plan_version__in=versions).select_related(
        "participant__membership__organisation", "participant__person"
    )
    if not seen.may_read:
        found = found.filter(participant=seen.participant)
    return list(found.order_by("position"))


def _seen(version: PlanVersion | None, *, lines: list[PlanLine]) -> SeenVersion | None:
    if version is None:
        return None
    return SeenVersion(version, tuple(line for line in lines if line.plan_version_id == version.pk))


def line_for(line_id: int, *, seen: SeenCase) -> PlanLine:
    """A line of what was agreed, a draft beside it or not. Errors: NotFound."""
    agreed = plan_for(seen).agreed
    found = next((line for line in agreed.lines if line.pk == line_id), None) if agreed else None
    if found is None:
        raise NotFound("plan_line", object_id=line_id, subjects=(seen.case.resident_id,))
    return found


@dataclass(frozen=True, slots=True)
class Task:
    """An unfinished line as a list shows it: what, before which day, for whom, and who does it."""

    what: str
    before: date | None
    state: LineState
    case_key: UUID
    resident: str
    doer: str


@dataclass(frozen=True, slots=True)
class Tasks:
    """What a member promised and what they wait for, the first due first, and whether there are more."""

    promised: tuple[Task, ...]
    more_promised: bool
    awaited: tuple[Task, ...]
    more_awaited: bool


def tasks_of(*, by: Actor, today: date) -> Tasks:
    """What the actor promised, and what others did that is late or does not work out where the actor is the fixed contact.

    Noted for the trail. Their keys are found first: with all that is shown of them the database plans longer than it runs.
    """
    promised, awaited = _first(_promised(by=by, today=today)), _first(_awaited(by=by, today=today))
    mine, others = promised[:SHOWN_AT_ONCE], awaited[:SHOWN_AT_ONCE]
    tasks = _tasks([*mine, *others], by=by)
    return Tasks(
        tuple(tasks[key] for key in mine),
        len(promised) > SHOWN_AT_ONCE,
        tuple(tasks[key] for key in others),
        len(awaited) > SHOWN_AT_ONCE,
    )


def _promised(*, by: Actor, today: date) -> QuerySet[PlanLine]:
    shared = Share.objects.filter(running(today), participant=OuterRef("participant"))
    return _unfinished(by=by).filter(Exists(shared), participant__membership_id=by.membership_id or 0)


def _awaited(*, by: Actor, today: date) -> QuerySet[PlanLine]:
    contact = Participant.objects.filter(
        running(today), case=OuterRef("holds_for"), membership_id=by.membership_id or 0, part=Part.CONTACT.value
    )
    asks = Q(before__lte=today) | Q(state=LineState.STUCK.value)
    mine = Q(participant__membership_id=by.membership_id or 0)
    return _unfinished(by=by).filter(asks, Exists(contact)).exclude(mine)


def _unfinished(*, by: Actor) -> QuerySet[PlanLine]:
    return PlanLine.objects.filter(partnership_id=by.inside, holds_for__isnull=False, state__in=UNFINISHED)


def _first(lines: QuerySet[PlanLine]) -> list[int]:
    """The keys of the first due, one more than a page shows."""
    due = lines.order_by(F("before").asc(nulls_last=True), "pk")
    return list(due.values_list("pk", flat=True)[: SHOWN_AT_ONCE + 1])


def _tasks(keys: list[int], *, by: Actor) -> dict[int, Task]:
    """What these lines show, as columns: as rows they would bring five tables along for a few words."""
    if not keys:
        return {}
    rows = list(PlanLine.objects.filter(pk__in=keys).values_list(*TASK))
    note_search_about(by, residents=[resident_id for *_columns, resident_id in rows])
    return {
        pk: Task(what, before, LineState(state), case_key, resident, doer=member or who or resident)
        for pk, what, before, state, who, member, case_key, resident, _resident_id in rows
    }
