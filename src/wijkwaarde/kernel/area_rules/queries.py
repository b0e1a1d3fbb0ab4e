"""Reads from which day which rule says whose help counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import batched
from typing import Any

from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.area_rules import rules
from wijkwaarde.kernel.area_rules.models import AreaRule
from wijkwaarde.kernel.budgets.queries import Budget, is_command
from wijkwaarde.kernel.budgets.rules import check_reads
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.plans.models import LineNote, PlanLine, PlanVersion
from wijkwaarde.kernel.plans.terms import LineState

IDS_AT_ONCE = 5_000
type LaterRule = AreaRule


def later_rules(budget: Budget, *, by: Actor) -> list[AreaRule]:
    """The rules after the first, in the order of their days. Errors: NotFound for who reads no budget."""
    check_reads(by.role, is_command=is_command(by))
    return list(AreaRule.objects.filter(partnership_id=by.inside, budget=budget).order_by("begin"))


def rule_on(day: date, *, budget: Budget, by: Actor) -> str:
    """The rule that says on a day whose help counts, in words. Errors: NotFound for who reads no budget."""
    known = {one.begin: one.words for one in later_rules(budget, by=by)}
    return rules.rule_on(day, known=known, first=budget.who_belongs)


def rule_for(rule_id: int, *, by: Actor) -> AreaRule:
    """One later rule for who reads the budget. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    found = AreaRule.objects.filter(partnership_id=by.inside, pk=rule_id).first()
    if found is None:
        raise NotFound("area_rule", object_id=rule_id)
    return found


def counted_until(line_ids: Iterable[int], *, by: Actor) -> dict[int, date]:
    """Of agreements that ended, the first day on which their help counts no more. Errors: NotFound for who reads no budget.

    An agreement that goes on in a later version of its plan ended when it ended there, or when the plan left it out.
    """
    check_reads(by.role, is_command=is_command(by))
    found = {}
    for piece in batched(sorted(set(line_ids)), IDS_AT_ONCE, strict=False):
        for line_id, stopped_on, last, left_out_on, closed_on in _ends(piece, by=by):
            day = rules.first_day_off(last=last, stopped_on=stopped_on, left_out_on=left_out_on, closed_on=closed_on)
            if day is not None:
                found[line_id] = day
    return found


def _ends(line_ids: Iterable[int], *, by: Actor) -> Iterator[tuple[Any, ...]]:
    """Each agreement with the day on which it stopped, its last day, and when its plan left it out and people were done."""
    same = PlanLine.objects.filter(
        Q(pk=OuterRef("first_line")) | Q(first=OuterRef("first_line")), plan_version__agreed_on__isnull=False
    ).order_by("-plan_version__number")
    stops = LineNote.objects.filter(line=OuterRef("pk"), state=LineState.STOPPED.value).order_by().values("line")
    stopped = same.filter(state=LineState.STOPPED.value).annotate(
        on=Subquery(stops.annotate(day=Max("on")).values("day"))
    )
    without = PlanVersion.objects.filter(
        plan=OuterRef("plan_version__plan"), number__gt=OuterRef("newest"), agreed_on__isnull=False
    ).order_by("number")
    rows = PlanLine.objects.filter(partnership_id=by.inside, pk__in=line_ids)
    told = rows.annotate(first_line=Coalesce("first_id", "pk")).annotate(
        goes=Subquery(same.values("state")[:1]),
        newest=Subquery(same.values("plan_version__number")[:1]),
        last=Subquery(same.values("until")[:1]),
        stopped_on=Subquery(stopped.values("on")[:1]),
        left_out_on=Subquery(without.values("agreed_on")[:1]),
        closed_on=F("plan_version__plan__case__closed_on"),
    )
    columns = told.values_list("pk", "goes", "stopped_on", "last", "left_out_on", "closed_on")
    for line_id, goes, stopped_on, *ends in columns:
        yield line_id, stopped_on if goes == LineState.STOPPED.value else None, *ends
