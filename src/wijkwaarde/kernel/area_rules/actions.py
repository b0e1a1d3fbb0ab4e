"""Writes from which day another rule says whose help counts, and takes away what was a mistake."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.area_rules import rules
from wijkwaarde.kernel.area_rules.models import AreaRule
from wijkwaarde.kernel.area_rules.queries import LaterRule, later_rules
from wijkwaarde.kernel.budgets.models import AreaBudget
from wijkwaarde.kernel.budgets.queries import Budget, is_command
from wijkwaarde.kernel.budgets.rules import check_keeps


@transaction.atomic
def change_rule(budget: Budget, *, by: Actor, begin: date, words: str) -> AreaRule:
    """From this day on these words say whose help counts. Errors: Refused, NotFound."""
    check_keeps(by.role, is_command=is_command(by))
    held = AreaBudget.objects.select_for_update(no_key=True).get(partnership_id=by.inside, pk=budget.pk)
    known = {one.begin: one.words for one in later_rules(held, by=by)}
    rules.check_rule(begin, words=words, starts=held.begin, until=held.until, known=known, first=held.who_belongs)
    made = AreaRule.objects.create(partnership_id=by.inside, budget=held, begin=begin, words=words)
    by.record(Act.WRITE, "area_rule", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def take_away(rule: LaterRule, *, by: Actor) -> None:
    """Take away a rule that was a mistake; taken away twice it is once. Errors: NotFound."""
    check_keeps(by.role, is_command=is_command(by))
    gone, _rows = AreaRule.objects.filter(partnership_id=by.inside, pk=rule.pk).delete()
    if gone:
        by.record(Act.WRITE, "area_rule", object_id=rule.pk, subjects=[])
