"""Another rule that says whose help counts, over HTTP."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from wijkwaarde.kernel.area_rules.actions import change_rule
from wijkwaarde.web.budgets.desk import Sheet, answer, kept
from wijkwaarde.web.budgets.forms import RuleForm
from wijkwaarde.web.transaction import Asked


@require_http_methods(["GET", "HEAD", "POST"])
def new_rule(request: Asked, budget_id: int) -> HttpResponse:
    """From a day on another rule says whose help counts."""
    found = kept(request, budget_id=budget_id)

    def act(told: dict[str, Any]) -> str:
        change_rule(found, by=request.actor, begin=told["begin"], words=told["words"])
        return _("Bewaard. De regel geldt vanaf die dag.")

    lead = _("Het basisjaar houdt de regel waarmee het getekend is.")
    sheet = Sheet(_("Wiens hulp telt mee?"), lead, _("Bewaren"), reverse("budget", args=[budget_id]))
    return answer(request, make=RuleForm, act=act, sheet=sheet)
