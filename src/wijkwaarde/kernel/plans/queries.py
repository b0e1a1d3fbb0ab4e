"""Reads plans: what was agreed in a case and what is proposed, and what members promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.cases.models import Share
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
CASE = "plan_version__plan__case"
TAKING_PART = f"{CASE}__participants"
TASK = (
    *("pk", "what", "before", "state", "who", "participant__membership__name"),
    *(f"{CASE}__key", f"{CASE}__resident__name", f"{CASE}__resident_id"),
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
    found = list(_unfinished(by=by, today=today).order_by(F("before").asc(nulls_last=True), "pk"))
    promised = [pk for pk, is_mine in found if is_mine]
    awaited = [pk for pk, is_mine in found if not is_mine and pk not in promised]
    mine, others = promised[:SHOWN_AT_ONCE], awaited[:SHOWN_AT_ONCE]
    tasks = _tasks([*mine, *others], by=by)
    return Tasks(
        tuple(tasks[key] for key in mine),
        len(promised) > SHOWN_AT_ONCE,
        tuple(tasks[key] for key in others),
        len(awaited) > SHOWN_AT_ONCE,
    )


def _unfinished(*, by: Actor, today: date) -> QuerySet[PlanLine, tuple[int, bool]]:
    """The keys of unfinished lines of plans that hold, and whether the actor does them; else they only wait for them."""
    newer = PlanVersion.objects.filter(
        plan=OuterRef("plan_version__plan"), number__gt=OuterRef("plan_version__number"), agreed_on__isnull=False
    )
    shared = Share.objects.filter(running(today), participant=OuterRef(TAKING_PART))
    is_mine = Q(participant=F(TAKING_PART))
    asks = Q((f"{TAKING_PART}__part", Part.CONTACT.value)) & (Q(before__lte=today) | Q(state=LineState.STUCK.value))
    return (
        PlanLine.objects.filter(
            is_mine | asks,
            running(today, of=f"{TAKING_PART}__"),
            ~Exists(newer),
            Exists(shared),
            (f"{TAKING_PART}__membership_id", by.membership_id or 0),
            partnership_id=by.inside,
            state__in=UNFINISHED,
            plan_version__agreed_on__isnull=False,
        )
        .annotate(is_mine=Coalesce(is_mine, Value(value=False)))
        .values_list("pk", "is_mine")
    )


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
