"""Reads how long a case is kept and why, what is due, what is held, and what went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.retention import rules
from wijkwaarde.kernel.retention.models import CaseRule, Decision, Destruction, Hold, Rule
from wijkwaarde.kernel.retention.terms import MOST_A_NIGHT, RuleKey, Scope

DUE = """
SELECT c.id, c.resident_id, d.rule, d.first_day, retention_is_held(c.id, %(today)s)
FROM cases_case c, retention_first_day(c.id, %(today)s) d
WHERE c.partnership_id = %(partnership)s AND c.closed_on IS NOT NULL AND d.first_day <= %(until)s
ORDER BY d.first_day, c.id LIMIT %(most)s
"""
COUNTED = """
SELECT d.rule, count(*) FILTER (WHERE NOT h), count(*) FILTER (WHERE h)
FROM cases_case c, retention_first_day(c.id, %(today)s) d, retention_is_held(c.id, %(today)s) h
WHERE c.partnership_id = %(partnership)s AND c.closed_on IS NOT NULL AND d.first_day <= %(until)s
GROUP BY d.rule ORDER BY d.rule
"""
ONE = "SELECT rule, first_day, retention_is_held(%(case)s, %(today)s) FROM retention_first_day(%(case)s, %(today)s)"
CASES = "cases_case"


@dataclass(frozen=True, slots=True)
class Due:
    """A case whose term is over on `first_day`, by which rule, and whether something holds it."""

    case_id: int
    resident_id: int
    rule: str
    first_day: date
    is_held: bool


@dataclass(frozen=True, slots=True)
class Term:
    """How long a rule keeps something here, since when, and by what; `least` and `most` where the partnership decides."""

    key: RuleKey
    scope: Scope
    start: str
    age: int | None
    months: int
    since: date
    source: str
    handling: str
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Bound:
    """What keeps a case longer than the short term: laws with a term of their own, and the hold that lasts longest."""

    laws: tuple[str, ...]
    hold: Hold | None


@dataclass(frozen=True, slots=True)
class Kept:
    """How long one case is kept: by which rule, from which day it may go (None: not known yet), and its laws and holds."""

    rule: str
    first_day: date | None
    is_held: bool
    laws: tuple[str, ...]
    hold: Hold | None


def due_cases(*, by: Actor, today: date, until: date | None = None, most: int = MOST_A_NIGHT) -> list[Due]:
    """The cases of the actor's partnership whose term is over by a day, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(DUE, {"today": today, "partnership": by.inside, "until": until or today, "most": most})
        return [Due(*row) for row in cursor.fetchall()]


def counted_due(*, by: Actor, today: date, until: date) -> list[tuple[str, int, int]]:
    """Per rule: how many cases go by that day, and how many would but are held; numbers only."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTED, {"today": today, "partnership": by.inside, "until": until})
        return [(rule, goes, held) for rule, goes, held in cursor.fetchall()]


def terms(*, by: Actor, today: date) -> list[Term]:
    """Every rule as it holds today, with the decision of the actor's partnership where there are both."""
    found = Rule.objects.filter(since__lte=today).order_by("key", "-since").distinct("key")
    decided = Decision.objects.filter(partnership_id=by.partnership_id or 0, since__lte=today)
    by_rule = {one.rule: one for one in decided.order_by("since", "pk")}
    order = list(RuleKey)
    made = [_term(one, decision=by_rule.get(one.key)) for one in found]
    return sorted(made, key=lambda one: order.index(one.key))


def _term(rule: Rule, *, decision: Decision | None) -> Term:
    least, most = rule.least_months, rule.most_months
    decides = decision is not None and least is not None and most is not None
    return Term(
        key=RuleKey(rule.key),
        scope=Scope(rule.scope),
        start=rule.start,
        age=rule.age,
        months=max(least or 0, min(most or 0, decision.months)) if decision and decides else rule.months,
        since=decision.since if decision and decides else rule.since,
        source=decision.source if decision and decides else rule.source,
        handling=rule.handling,
        least=least,
        most=most,
    )


def kept_for(seen: SeenCase, *, today: date) -> Kept:
    """How long a case is kept, for who takes part in it."""
    case = seen.case
    with connection.cursor() as cursor:
        cursor.execute(ONE, {"case": case.pk, "today": today})
        found = cursor.fetchone() or ("", None, False)
    bound = binding([case.pk], today=today)[case.pk]
    return Kept(found[0] or "", found[1], found[2], bound.laws, bound.hold)


def binding(case_ids: Sequence[int], *, today: date) -> dict[int, Bound]:
    """What binds each of these cases, in two queries however many they are."""
    laws = CaseRule.objects.filter(case__in=case_ids).order_by("rule").values_list("case_id", "rule")
    by_case: dict[int, list[str]] = defaultdict(list)
    for case_id, rule in laws:
        by_case[case_id].append(rule)
    held = {one.case_id: one for one in Hold.objects.filter(holding(today), case__in=case_ids).order_by("until")}
    return {one: Bound(tuple(by_case[one]), held.get(one)) for one in case_ids}


def holding(today: date) -> Q:
    """The condition that a hold still holds."""
    return Q(until__gt=today, ended_on__isnull=True)


def holds(*, by: Actor, today: date) -> list[tuple[date, int]]:
    """How many cases are held until which day; whom it is about is for who takes part."""
    rows = (
        Hold.objects.filter(holding(today), partnership_id=by.inside)
        .values("until")
        .annotate(n=Count("case", distinct=True))
    )
    return [(one["until"], one["n"]) for one in rows.order_by("until")]


def destroyed(*, by: Actor, since: date) -> Sequence[tuple[date, str, int, int]]:
    """What went since a day: on which day, by which rule, how many cases, and how many rows in all."""
    rows = Destruction.objects.filter(partnership_id=by.inside, on__gte=since).values("on", "rule")
    counted = rows.annotate(all_rows=Sum("rows"), cases=Sum("rows", filter=Q(table=CASES)))
    return [(one["on"], one["rule"], one["cases"] or 0, one["all_rows"]) for one in counted.order_by("-on", "rule")]


def check_looks_after(*, by: Actor) -> None:
    """Errors: NotFound for who does not look after what is kept."""
    if not rules.may_look_after(role=by.role):
        raise NotFound("retention")


def held_cases(*, today: date) -> QuerySet[Hold, int]:
    """The ids of the cases that are held."""
    return Hold.objects.filter(holding(today)).values_list("case_id", flat=True)
