"""A budget with two products, one with a price per hour, for who keeps it and who reads it."""

from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest

from waarde import Unit
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.prices.models import StoredPrice


@pytest.fixture
def scene(cast):
    with cast.acting("karel") as karel:
        by = Actor.console("test", partnership_id=karel.partnership_id)
        new = actions.NewBudget(
            name="Wijkbudget",
            begin=date(2025, 1, 1),
            until=date(2030, 1, 1),
            base_year=2024,
            who_belongs="Wie op de eerste dag van de hulp in de wijk woont.",
            request_key=uuid4(),
        )
        budget = actions.make_budget(new, by=by)
        price = StoredPrice.objects.filter(unit=Unit.HOUR.value).order_by("pk").first()
        guidance = actions.add_product(
            budget.pk, by=by, slug="begeleiding", name="Begeleiding", unit=Unit.HOUR, price_key=price.key
        )
        garden = actions.add_product(budget.pk, by=by, slug="buurttuin", name="Buurttuin", unit=Unit.PIECE)
        chantal, marieke = cast.standing("chantal"), cast.standing("marieke")
        yield SimpleNamespace(
            budget=budget,
            guidance=guidance,
            garden=garden,
            price=price,
            party=chantal.organisation_id,
            own=marieke.organisation_id,
            karel=karel,
        )
