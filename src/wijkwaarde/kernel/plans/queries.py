"""Reads plans: the newest version of a case's plan, and what a member promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.cases.models import Participant, Share
from wijkwaarde.kernel.cases.queries import SeenCase, note_search
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.plans.models import PlanLine, PlanVersion
from wijkwaarde.kernel.plans.terms import LineState

# A row as the pages get it: they read it, and import no model.
type SeenLine = PlanLine

UNFINISHED = (LineState.OPEN.value, LineState.BUSY.value, LineState.STUCK.value)


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
    shared = Share.objects.filter(running(today)).values("participant_id")
    found = list(
        PlanLine.objects.filter(
            partnership_id=by.inside,
            participant__membership_id=by.membership_id or 0,
            participant_id__in=shared,
            state__in=UNFINISHED,
            plan_version_id__in=_newest_agreed(by=by),
        )
        .select_related("plan_version__plan__case__resident")
        .order_by(F("before").asc(nulls_last=True), "pk")
    )
    note_search(by, cases=[line.plan_version.plan.case for line in found])
    return found


def _newest_agreed(*, by: Actor) -> list[int]:
    """The newest agreed versions of the plans in which the actor has a line."""
    mine = PlanVersion.objects.filter(
        partnership_id=by.inside,
        agreed_on__isnull=False,
        plan__case__participants__membership_id=by.membership_id or 0,
    )
    newest = mine.order_by("plan_id", "-number").distinct("plan_id")
    return list(newest.values_list("pk", flat=True))


def awaited_by(*, by: Actor, today: date) -> list[PlanLine]:
    """The lines of others that should have been done by now, in cases of which the actor is the fixed contact."""
    found = list(
        PlanLine.objects.filter(
            partnership_id=by.inside,
            before__lte=today,
            state__in=UNFINISHED,
            plan_version_id__in=_newest_agreed(by=by),
            plan_version__plan__case__in=_contact_in(by=by, today=today),
        )
        .exclude(participant__membership_id=by.membership_id or 0)
        .select_related("plan_version__plan__case__resident", "participant__membership", "participant__person")
        .order_by("before", "pk")
    )
    note_search(by, cases=[line.plan_version.plan.case for line in found])
    return found


def _contact_in(*, by: Actor, today: date) -> list[int]:
    """The cases of which the actor is the fixed contact."""
    mine = Participant.objects.filter(running(today), membership_id=by.membership_id or 0, part=Part.CONTACT.value)
    return list(mine.values_list("case_id", flat=True))
