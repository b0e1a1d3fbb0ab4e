"""Destroys a case whose term is over, lets one stay, and writes down what the board and the fixed contact decided."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.queries import SeenCase, hold
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.retention import rules
from wijkwaarde.kernel.retention.models import CaseRule, Decision, Hold
from wijkwaarde.kernel.retention.queries import due_cases, holding, terms
from wijkwaarde.kernel.retention.terms import LAWS, RuleKey
from wijkwaarde.kernel.trail.actions import recorded


def destroy_case(case_id: int, *, by: Actor, today: date, on_request: bool = False) -> RuleKey:
    """Destroy everything of one case, whole or not at all, and whoever nothing else is known of; the rule it went by.

    The database decides once more whether it may: its term is over or, `on_request`, `retention_may_erase` says that
    somebody decided it; and nothing holds it. Errors: NotFound; Refused when it may not.
    """
    resident = Case.objects.filter(pk=case_id, partnership_id=by.inside).values_list("resident_id", flat=True).first()
    if resident is None:
        raise NotFound("case", object_id=case_id)
    function = "retention_erase_case" if on_request else "retention_destroy_case"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s, %s)", [case_id, today])
            rule = RuleKey((cursor.fetchone() or ("",))[0])
    except IntegrityError as error:
        raise Refused(_("Dit mag nu niet weg: de tijd is nog niet om, of iemand houdt het vast.")) from error
    by.record(Act.WRITE, "destruction", object_id=case_id, subjects=[resident], purpose=Purpose.TASK)
    return rule


def destroy_due(*, by: Actor, today: date) -> int:
    """Destroy what is due in one partnership, each case in a transaction of its own; how many went.

    Killed halfway, the case that it was at is still there as a whole, and the next run goes on. One that was held in the
    meantime stays.
    """
    with recorded(by=by):
        due = due_cases(by=by, today=today)
    return sum(_went(one.case_id, by=by, today=today) for one in due if not one.is_held)


def _went(case_id: int, *, by: Actor, today: date) -> bool:
    with recorded(by=by):
        try:
            destroy_case(case_id, by=by, today=today)
        except Refused:
            return False
    return True


@transaction.atomic
def decide_term(*, by: Actor, months: int, since: date, source: str, request_key: UUID, today: date) -> Decision:
    """Write down how long the partnership keeps what no law says a term for. Errors: Refused; NotFound for who may not."""
    if not rules.may_decide(role=by.role):
        raise NotFound("retention")
    rule = next(one for one in terms(by=by, today=today) if one.key is RuleKey.VOLUNTARY)
    rules.check_months(months, least=rule.least or 1, most=rule.most or months)
    rules.check_since(since, today=today)
    made, is_new = Decision.objects.get_or_create(
        partnership_id=by.inside,
        request_key=request_key,
        defaults={
            "rule": rule.key.value,
            "months": months,
            "since": since,
            "source": rules.check_source(source),
            "decided_by_id": by.membership_id,
        },
    )
    if is_new:
        by.record(Act.WRITE, "retention", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def choose_laws(*, by: Actor, seen: SeenCase, laws: frozenset[RuleKey], today: date) -> None:
    """Say under which laws a case falls, instead of what was said before. Errors: NotFound for who may not."""
    if not rules.may_choose_law(part=seen.part) or not laws <= set(LAWS):
        raise NotFound("retention", subjects=(seen.case.resident_id,))
    hold(seen, today=today, when_done=True)
    CaseRule.objects.filter(case=seen.case).exclude(rule__in=laws).delete()
    for law in laws:
        CaseRule.objects.get_or_create(
            partnership_id=seen.case.partnership_id,
            case=seen.case,
            rule=law.value,
            defaults={"since": today, "chosen_by_id": by.membership_id},
        )
    by.record(Act.WRITE, "retention", object_id=seen.case.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)


@transaction.atomic
def hold_case(*, by: Actor, seen: SeenCase, reason: str, until: date, request_key: UUID, today: date) -> Hold:
    """Let a case stay until a day, whatever its term. Errors: Refused; NotFound for who may not."""
    if not rules.may_hold(part=seen.part):
        raise NotFound("retention", subjects=(seen.case.resident_id,))
    kept = rules.check_hold(reason, until=until, today=today)
    hold(seen, today=today, when_done=True)
    made, is_new = Hold.objects.get_or_create(
        partnership_id=seen.case.partnership_id,
        case=seen.case,
        request_key=request_key,
        defaults={"reason": kept, "begin": today, "until": until, "placed_by_id": by.membership_id},
    )
    if is_new:
        by.record(Act.WRITE, "hold", object_id=made.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
    return made


@transaction.atomic
def end_holds(*, by: Actor, seen: SeenCase, today: date) -> None:
    """Let a case go again when its term is over. Errors: NotFound, also for who may not, and where nothing holds it."""
    found = Hold.objects.filter(holding(today), case=seen.case)
    if not rules.may_hold(part=seen.part) or not found.exists():
        raise NotFound("hold", subjects=(seen.case.resident_id,))
    hold(seen, today=today, when_done=True)
    found.update(ended_on=today)
    by.record(Act.WRITE, "hold", object_id=seen.case.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)
