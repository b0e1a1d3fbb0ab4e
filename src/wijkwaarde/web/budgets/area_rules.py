"""From which day which rule says whose help counts, in words; it asks nothing."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from wijkwaarde.kernel.area_rules.queries import LaterRule
from wijkwaarde.kernel.area_rules.rules import without_correction
from wijkwaarde.kernel.budgets.queries import BudgetPlan
from wijkwaarde.web.budgets.panels import Line
from wijkwaarde.web.format import day


def rule_lines(rules: Sequence[LaterRule]) -> tuple[Line, ...]:
    """Every rule after the first, each of which may be taken away."""
    return tuple(Line(_("Vanaf {day}").format(day=day(one.begin)), one.words, "regel", one.pk) for one in rules)


def rule_warning(rules: Sequence[LaterRule], *, plan: BudgetPlan) -> str:
    """What is missing where another rule holds than in the base year; empty where nothing is."""
    corrected = {one.begin for one in plan.volumes}
    left = without_correction([one.begin for one in rules], corrections=corrected)
    if not left:
        return ""
    told = _(
        "Vanaf {day} telt andere hulp mee dan in het basisjaar. Zet er een correctie van die dag bij. "
        "Anders lijkt het verschil een besparing of een tekort."
    )
    return told.format(day=day(left[0]))
