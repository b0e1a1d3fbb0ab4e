"""Reads barriers: those of a case for who may read it, and for managers the rules without names or cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.accounts.models import Membership
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.asked_often import asked_often
from wijkwaarde.kernel.barriers import rules
from wijkwaarde.kernel.barriers.models import Barrier
from wijkwaarde.kernel.barriers.terms import AT_ONCE, MOST_PATTERNS, ONLY_YOU, BarrierState
from wijkwaarde.kernel.cases.models import Case, ContactNote
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.parties.models import Organisation

# A row as the pages get it: they read it, and import no model.
type SeenBarrier = Barrier

COLUMNS = (
    *("pk", "rule", "called", "organisation__name", "manager_id", "manager__name", "raised_on", "answer_before"),
    *("state", "answer", "closed_on", "escalated_on", "version", "times", "case__resident_id"),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in the way as a manager sees it: no case, no names of who it is about; `times` it was in the way before."""

    pk: int
    rule: str
    called: str
    organisation: str
    manager_id: int | None
    manager: str
    raised_on: date
    answer_before: date
    state: BarrierState
    answer: str
    closed_on: date | None
    escalated_on: date | None
    version: int
    times: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """How often a rule, or the rules of an organisation, stood in the way, and how often it could be done after all."""

    what: str
    count: int
    resolved: int


@dataclass(frozen=True, slots=True)
class WaitingTimes:
    """How many questions wait for a first call, and how many days the longest; never per person or professional."""

    count: int
    longest: int


def barriers_of(seen: SeenCase) -> list[Barrier]:
    """What stood in the way in a case, what is open first and then the newest; nothing for who may not read the case."""
    if not seen.may_read:
        return []
    return _here(case_id=seen.case.pk)


@asked_often
def _here(*, case_id: int) -> QuerySet[Barrier]:
    # Who left has a last day: a board that is there is told of on the page.
    board = Membership.objects.filter(partnership=OuterRef("partnership"), role=Role.BOARD.value, until__isnull=True)
    found = Barrier.objects.filter(case_id=case_id).annotate(has_board=Exists(board))
    found = found.select_related("manager__organisation", "line", "raised_by")
    return found.order_by(F("closed_on").desc(nulls_first=True), "-pk")


def organisations(*, by: Actor, today: date) -> list[tuple[int, str]]:
    """The organisations of the partnership whose rule it may be: id and name, by name."""
    found = Organisation.objects.filter(running(today), partnership_id=by.inside)
    return list(found.order_by("name").values_list("pk", "name"))


def managers(*, by: Actor, today: date) -> QuerySet[Membership]:
    """Who answers as a manager in the partnership today."""
    return Membership.objects.filter(
        running(today), running(today, of="organisation__"), partnership_id=by.inside, role=Role.MANAGER.value
    )


def manager_for(organisation_id: int | None, *, by: Actor, today: date) -> Membership | None:
    """To whom a barrier goes: a manager of the organisation, else of another one, and of these who has the fewest open."""
    is_open = Q(barriers__state=BarrierState.OPEN.value)
    found = managers(by=by, today=today).annotate(
        has=Count("barriers", filter=is_open), elsewhere=~Q(organisation_id=organisation_id or 0)
    )
    return found.order_by("elsewhere", "has", "pk").first()


def barriers_of_nobody(*, by: Actor, today: date) -> list[Barrier]:
    """Some of the open barriers without a manager, or whose manager no longer is one; locked, the most urgent first."""
    mine = managers(by=by, today=today).filter(pk=OuterRef("manager_id"))
    found = _open(by=by).filter(~Exists(mine)).select_related("case")
    return list(found.select_for_update(skip_locked=True, of=("self",)).order_by("answer_before", "pk")[:AT_ONCE])


def late_barriers(*, by: Actor, today: date) -> list[Barrier]:
    """Some of the open barriers that are past their day and did not go higher yet; locked."""
    found = _open(by=by).filter(answer_before__lte=today, escalated_on__isnull=True).select_related("case")
    return list(found.select_for_update(skip_locked=True, of=("self",)).order_by("answer_before", "pk")[:AT_ONCE])


def _open(*, by: Actor) -> QuerySet[Barrier]:
    return Barrier.objects.filter(partnership_id=by.inside, state=BarrierState.OPEN.value)


def seen_by(by: Actor) -> QuerySet[Barrier]:
    """The rules in the way that the actor may see: a manager all of the partnership, the board what went higher."""
    every = Barrier.objects.filter(partnership_id=by.inside)
    return every if rules.sees_all(by.role) else every.filter(escalated_on__isnull=False)


def only_you(*, by: Actor) -> list[Rule]:
    """The three most urgent rules that wait for this manager, or for all of them and the board because nobody answered in time.

    Noted for the trail. Errors: NotFound for who answers nothing.
    """
    rules.check_answers(by.role)
    mine = Q(manager_id=by.membership_id) | Q(escalated_on__isnull=False) | Q(manager__isnull=True)
    waiting = seen_by(by).filter(mine, state=BarrierState.OPEN.value)
    return _told(waiting.order_by("answer_before", "pk"), most=ONLY_YOU, by=by)


def rule_keys(*, by: Actor, words: str = "") -> list[int]:
    """The keys of all rules in the way: open first and the most urgent of these, then what was answered last.

    `words` narrow by the rule and the organisation. Errors: NotFound for who answers nothing.
    """
    rules.check_answers(by.role)
    found = seen_by(by)
    for word in words.split():
        found = found.filter(Q(rule__icontains=word) | Q(organisation__name__icontains=word))
    order = (F("closed_on").desc(nulls_first=True), "answer_before", "pk")
    return list(found.order_by(*order).values_list("pk", flat=True))


def rules_with(keys: Sequence[int], *, by: Actor) -> list[Rule]:
    """These rules in this order, noted for the trail. Errors: NotFound for who answers nothing."""
    rules.check_answers(by.role)
    found = {one.pk: one for one in _told(seen_by(by).filter(pk__in=list(keys)), by=by)} if keys else {}
    return [found[key] for key in keys if key in found]


def _told(rows: QuerySet[Barrier], *, by: Actor, most: int | None = None) -> list[Rule]:
    same = Barrier.objects.filter(partnership_id=by.inside).annotate(said=Lower("rule"))
    earlier = same.filter(said=Lower(OuterRef("rule")), pk__lt=OuterRef("pk")).order_by()
    counted = earlier.values("said").annotate(number=Count("pk")).values("number")
    found = list(rows.annotate(times=_or_zero(counted)).values_list(*COLUMNS)[:most])
    subjects = [row[-1] for row in found]
    if subjects:
        by.record(Act.SEARCH, "barrier", object_id=None, subjects=subjects)
    return [_rule(row) for row in found]


def _or_zero(counted: QuerySet[Any, Any]) -> Coalesce:
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _rule(row: Sequence[object]) -> Rule:
    told = dict(zip(Rule.__dataclass_fields__, row, strict=False))
    told["organisation"], told["manager"] = told["organisation"] or "", told["manager"] or ""
    told["state"] = BarrierState(str(told["state"]))
    return Rule(**told)  # type: ignore[arg-type]


def rule_with(barrier_id: int, *, by: Actor) -> Rule:
    """One rule in the way, for who answers in the partnership; noted for the trail. Errors: NotFound."""
    found = rules_with([barrier_id], by=by)
    if not found:
        raise NotFound("barrier", object_id=barrier_id)
    return found[0]


def patterns_of_rules(*, by: Actor) -> list[Pattern]:
    """The rules that stood in the way more than once, the most frequent first. Errors: NotFound for who answers nothing."""
    rules.check_answers(by.role)
    said = seen_by(by).values(what=Lower("rule"))
    return _patterns(said.annotate(shown=Min("rule")), name="shown", least=2)


def patterns_of_organisations(*, by: Actor) -> list[Pattern]:
    """How often rules of each organisation stood in the way. Errors: NotFound for who answers nothing."""
    rules.check_answers(by.role)
    theirs = seen_by(by).filter(organisation__isnull=False)
    return _patterns(theirs.values(shown=F("organisation__name")), name="shown", least=1)


def _patterns(grouped: QuerySet[Any, Any], *, name: str, least: int) -> list[Pattern]:
    after_all = Q(state__in=[BarrierState.RESOLVED.value, BarrierState.SELF_SOLVED.value])
    counted = grouped.annotate(count=Count("pk"), resolved=Count("pk", filter=after_all)).filter(count__gte=least)
    rows = counted.order_by("-count", name).values_list(name, "count", "resolved")
    return [Pattern(*row) for row in rows[:MOST_PATTERNS]]


def waiting_times(*, by: Actor, today: date) -> WaitingTimes:
    """How long questions wait for a first call; counts without names. Errors: NotFound for who is no manager."""
    rules.check_is_manager(by.role)
    called = ContactNote.objects.filter(case=OuterRef("pk"))
    waiting = Case.objects.filter(~Exists(called), partnership_id=by.inside)
    told = waiting.aggregate(count=Count("pk"), first=Min("opened_on"))
    return WaitingTimes(told["count"], (today - told["first"]).days if told["first"] else 0)
