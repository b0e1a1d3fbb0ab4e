"""Reads plans: what was agreed in a case and what is proposed, and what members promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.cases.models import Share
from wijkwaarde.kernel.cases.queries import SeenCase, note_search
from wijkwaarde.kernel.cases.terms import SHOWN_AT_ONCE, Part
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.plans.models import PlanLine, PlanVersion
from wijkwaarde.kernel.plans.terms import UNFINISHED_STATES, LineState

# A row as the pages get it: they read it, and import no model.
type SeenLine = PlanLine

# At most one version is a draft, so the last two hold the newest agreed one.
LAST_TWO = 2
UNFINISHED = [state.value for state in UNFINISHED_STATES]
TAKING_PART = "plan_version__plan__case__participants"
SHOWN, DOER = ("plan_version__plan__case__resident",), ("participant__membership", "participant__person")


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


def promised_by(*, by: Actor, today: date) -> tuple[list[PlanLine], bool]:
    """The unfinished lines that the actor promised in running cases, the first due first, and whether there are more."""
    shared = Share.objects.filter(running(today), participant=OuterRef("participant"))
    mine = _unfinished(by=by).filter(Exists(shared), participant__membership_id=by.membership_id or 0)
    found = _of_newest_agreed(mine).order_by(F("before").asc(nulls_last=True), "pk")
    return _shown(found, by=by)


def awaited_by(*, by: Actor, today: date) -> tuple[list[PlanLine], bool]:
    """The lines of others that are late or do not work out, where the actor is the fixed contact; whether there are more."""
    mine = {f"{TAKING_PART}__membership_id": by.membership_id or 0, f"{TAKING_PART}__part": Part.CONTACT.value}
    today_still = Q(**{f"{TAKING_PART}__until__isnull": True}) | Q(**{f"{TAKING_PART}__until__gt": today})
    asks = Q(before__lte=today) | Q(state=LineState.STUCK.value)
    late = _unfinished(by=by).filter(today_still, asks, **mine, **{f"{TAKING_PART}__begin__lte": today})
    found = _of_newest_agreed(late.exclude(participant__membership_id=by.membership_id or 0))
    return _shown(found.select_related(*SHOWN, *DOER).order_by(F("before").asc(nulls_last=True), "pk"), by=by)


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


def _shown(lines: QuerySet[PlanLine], *, by: Actor) -> tuple[list[PlanLine], bool]:
    """The first of these lines, noted for the trail, and whether there are more."""
    found = list(lines[: SHOWN_AT_ONCE + 1])
    note_search(by, cases=[line.plan_version.plan.case for line in found[:SHOWN_AT_ONCE]])
    return found[:SHOWN_AT_ONCE], len(found) > SHOWN_AT_ONCE
