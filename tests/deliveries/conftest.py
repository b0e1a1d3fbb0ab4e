"""A budget of two years with two products and two parties, which deliveries are booked on."""

from datetime import date
from types import SimpleNamespace
from uuid import uuid4

import pytest

from waarde import Unit
from wijkwaarde.kernel.budgets.actions import NewBudget, add_product, make_budget
from wijkwaarde.kernel.parties.models import Organisation

BEGIN, UNTIL = date(2026, 1, 1), date(2031, 1, 1)


@pytest.fixture
def karel(cast):
    with cast.acting("karel") as karel:
        yield karel


@pytest.fixture
def money(karel):
    """The budget, its products, and the two parties that deliver."""
    return made_by(karel)


def made_by(karel):
    """The same, by who keeps it."""
    new = NewBudget(
        name="Wijkbudget",
        begin=BEGIN,
        until=UNTIL,
        base_year=2024,
        who_belongs="Wie in de wijk woont.",
        request_key=uuid4(),
    )
    budget = make_budget(new, by=karel)
    guidance = add_product(budget.pk, by=karel, slug="begeleiding", name="Begeleiding", unit=Unit.HOUR)
    household = add_product(budget.pk, by=karel, slug="huishouden", name="Hulp in het huishouden", unit=Unit.HOUR)
    care = Organisation.objects.get(name="Thuiszorg Voorbeeldwijk")
    house = Organisation.objects.get(name="Huis van de Wijk")
    return SimpleNamespace(budget=budget, guidance=guidance, household=household, care=care, house=house)
