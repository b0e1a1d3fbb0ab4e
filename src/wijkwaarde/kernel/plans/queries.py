"""Reads plans: the newest version of a case's plan, and what a member promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.cases.models import Share
from wijkwaarde.kernel.cases.queries import SeenCase, note_search
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.plans.models import PlanLine, PlanVersion
from wijkwaarde.kernel.plans.terms import UNFINISHED_STATES

# A row as the pages get it: they read it, and import no model.
type SeenLine = PlanLine

UNFINISHED = [state.value for state in UNFINISHED_STATES]
TAKING_PART = "plan_version__plan__case__participants"
SHOWN, DOER = ("plan_version__plan__case__resident",), ("participant__membership", "participant__person")


@dataclass(frozen=True, slots=True)
class SeenPlan:
    """A version of a plan with the lines that who looks may see, and how many stay out of their sight."""

    version: PlanVersion
    lines: tuple[PlanLine, ...]
    hidden: int

    @property
    def is_draft(self) -> bool:
        """Whether the resident has not agreed yet."""
        return self.version.agreed_on is None


def plan_for(seen: SeenCase) -> SeenPlan | None:
    """The newest version of the plan: all lines for who may read the case, else only their own."""
    version = PlanVersion.objects.filter(plan__case=seen.case).order_by("-number").first()
    if version is None:
        return None
    every = list(
        PlanLine.objects.filter(plan_version=version)
        .select_related("participant__membership__organisation", "participant__person")
        .order_by("position")
    )
    shown = [line for line in every if seen.may_read or line.participant_id == seen.participant.pk]
    return SeenPlan(version, tuple(shown), len(every) - len(shown))


def line_for(line_id: int, *, seen: SeenCase) -> PlanLine:
    """A line of the newest agreed version of this case's plan. Errors: NotFound."""
    plan = plan_for(seen)
    lines = () if plan is None or plan.is_draft else plan.lines
    found = next((line for line in lines if line.pk == line_id), None)
    if found is None:
        raise NotFound("plan_line", object_id=line_id, subjects=(seen.case.resident_id,))
    return found


def promised_by(*, by: Actor, today: date) -> list[PlanLine]:
    """The unfinished lines that the actor promised in running cases, the first due first; one SEARCH line."""
    shared = Share.objects.filter(running(today), participant=OuterRef("participant"))
    mine = _unfinished(by=by).filter(Exists(shared), participant__membership_id=by.membership_id or 0)
    found = _of_newest_agreed(mine).order_by(F("before").asc(nulls_last=True), "pk")
    return _noted(list(found), by=by)


def awaited_by(*, by: Actor, today: date) -> list[PlanLine]:
    """The lines of others that should have been done by now, in cases of which the actor is the fixed contact."""
    mine = {f"{TAKING_PART}__membership_id": by.membership_id or 0, f"{TAKING_PART}__part": Part.CONTACT.value}
    today_still = Q(**{f"{TAKING_PART}__until__isnull": True}) | Q(**{f"{TAKING_PART}__until__gt": today})
    late = _unfinished(by=by).filter(today_still, before__lte=today, **mine, **{f"{TAKING_PART}__begin__lte": today})
    found = _of_newest_agreed(late.exclude(participant__membership_id=by.membership_id or 0))
    return _noted(list(found.select_related(*SHOWN, *DOER).order_by("before", "pk")), by=by)


def _unfinished(*, by: Actor) -> QuerySet[PlanLine]:
    return PlanLine.objects.filter(partnership_id=by.inside, state__in=UNFINISHED)


def _of_newest_agreed(lines: QuerySet[PlanLine]) -> QuerySet[PlanLine]:
    """Those of these lines that stand in the newest agreed version of their plan, with their case.

    They are few and are found first, by their keys alone: one query for both takes the database longer to plan than to run.
    """
    newer = PlanVersion.objects.filter(
        plan=OuterRef("plan_version__plan"), number__gt=OuterRef("plan_version__number"), agreed_on__isnull=False
    )
    return PlanLine.objects.filter(
        ~Exists(newer), pk__in=list(lines.values_list("pk", flat=True)), plan_version__agreed_on__isnull=False
    ).select_related(*SHOWN)


def _noted(lines: list[PlanLine], *, by: Actor) -> list[PlanLine]:
    note_search(by, cases=[line.plan_version.plan.case for line in lines])
    return lines
