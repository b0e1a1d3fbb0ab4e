"""A budget with two products on which the home care delivered in January and February, for the books beside it."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from uuid import uuid4

import pytest

from waarde import Period, Unit
from wijkwaarde.kernel.budgets.actions import NewBudget, add_product, make_budget
from wijkwaarde.kernel.deliveries.actions import deliver
from wijkwaarde.kernel.deliveries.rules import NewDelivery
from wijkwaarde.kernel.parties.models import Organisation


def month(year, number):
    return Period(date(year, number, 1), date(year, number + 1, 1))


@pytest.fixture
def scene(cast):
    """The budget, its products, and the party that delivered 100.00 in January and 50.00 in February of last year of guidance."""
    year = cast.today.year - 1
    with cast.acting("karel") as by:
        new = NewBudget(
            name="Wijkbudget",
            begin=date(year, 1, 1),
            until=date(year + 5, 1, 1),
            base_year=year - 2,
            who_belongs="Wie in de wijk woont.",
            request_key=uuid4(),
        )
        budget = make_budget(new, by=by)
        guidance = add_product(budget.pk, by=by, slug="begeleiding", name="Begeleiding", unit=Unit.HOUR)
        household = add_product(budget.pk, by=by, slug="huishouden", name="Huishouden", unit=Unit.HOUR)
        care = Organisation.objects.get(name="Thuiszorg Voorbeeldwijk")
        found = SimpleNamespace(
            budget=budget, guidance=guidance, household=household, care=care, year=year, today=cast.today
        )
        for number, cents in ((1, 100_00), (2, 50_00)):
            delivered(found, cents, period=month(year, number), by=by)
        yield found


def delivered(scene, cents, *, period, by):
    new = NewDelivery(
        organisation_id=scene.care.pk,
        product_id=scene.guidance.pk,
        period=period,
        cents=cents,
        document="factuur-1",
        request_key=uuid4(),
    )
    return deliver(scene.budget, new=new, by=by, now=datetime.now(UTC), today=scene.today)
