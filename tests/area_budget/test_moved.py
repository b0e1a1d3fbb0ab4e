"""Somebody who moves in June is on the budget until that day: what was promised after it is there no more, what was delivered stays."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tests.area_budget.test_page import make_budget
from tests.area_budget.test_stopped import GUIDANCE
from waarde import Period
from wijkwaarde.instruments.area_budget.queries import year_for
from wijkwaarde.kernel.deliveries.actions import deliver
from wijkwaarde.kernel.deliveries.numbers import number_of
from wijkwaarde.kernel.deliveries.rules import NewDelivery
from wijkwaarde.kernel.flows.actions import agree_with_amounts
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.plans.actions import stop_lines, write_draft
from wijkwaarde.kernel.plans.models import PlanLine

pytestmark = pytest.mark.django_db


def test_who_moved_in_june_is_promised_nothing_after_it_and_what_was_delivered_stays(cast):
    budget, key = make_budget(cast), cast.opened(request_key=uuid4())
    year = cast.today.year + 1
    moved, later = date(year, 6, 30), date(year, 7, 10)
    with cast.acting("amina") as by:
        told = {"by": by, "seen": cast.seen(key, by=by), "today": date(year, 1, 1)}
        agree_with_amounts(version=write_draft(lines=[GUIDANCE], version=0, **told).version, **told)
        line = PlanLine.objects.get(holds_for=told["seen"].case)
    with cast.acting("karel") as by:
        assert all(year_for(year, by=by, today=cast.today).committed_by_month)
    with cast.acting("amina") as by:
        stop_lines({line.pk: uuid4()}, seen=cast.seen(key, by=by), today=moved)
    with cast.acting("karel") as by:
        delivery = NewDelivery(
            organisation_id=Organisation.objects.get(name="Huis van de Wijk").pk,
            product_id=budget.products.get().pk,
            period=Period(date(year, 6, 1), date(year, 7, 1)),
            cents=123_45,
            document="factuur-6",
            number=number_of(line.pk),
            request_key=uuid4(),
        )
        deliver(budget, new=delivery, by=by, now=datetime(year, 7, 10, tzinfo=UTC), today=later)
        found = year_for(year, by=by, today=later)
    assert all(found.committed_by_month[:6])
    assert not any(found.committed_by_month[6:])
    assert found.spent_by_month == (0, 0, 0, 0, 0, 123_45, 0, 0, 0, 0, 0, 0)
