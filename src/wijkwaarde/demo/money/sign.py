"""The parties of the example neighbourhood sign the base year: two themselves, the others on paper, as everybody can do on the site."""

from __future__ import annotations

from collections.abc import Callable

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.base_years.actions import put_to_parties, sign
from wijkwaarde.kernel.base_years.queries import base_year_of
from wijkwaarde.kernel.budgets.queries import Budget, budget_plan
from wijkwaarde.kernel.trail.actions import recorded

# Who signs for their own organisation; for the others the controller notes a letter.
SIGNERS = ("marieke", "petra")
LETTER = "Brief van het bestuur, 18 december"

type As = Callable[[str], Actor]


def sign_base_year(budget: Budget, *, acting: As) -> None:
    """Put the base year to the parties and let each of them sign; `acting` gives somebody of the cast by key."""
    karel, day = acting("karel"), budget.begin
    with recorded(by=karel):
        text = put_to_parties(budget.pk, by=karel, today=day)
    for key in SIGNERS:
        by = acting(key)
        with recorded(by=by):
            sign(text, by.organisation_id or 0, by=by, today=day)
    with recorded(by=karel):
        newest = base_year_of(budget_plan(budget.pk, by=karel), today=day).newest
        for party in newest.missing if newest else ():
            sign(text, party.organisation_id, by=karel, today=day, document=LETTER)
