"""A bill for days on which its agreement ran no more: somebody moved, stopped, or was done; it is put aside until somebody says why."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from tests.area_budget.test_page import make_budget
from tests.deliveries.files import csv_of, row
from tests.deliveries.files import new as new_file
from waarde import Band, HelpSource, Period
from wijkwaarde.kernel.deliveries import actions
from wijkwaarde.kernel.deliveries.numbers import number_of
from wijkwaarde.kernel.deliveries.rules import NewDelivery
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.flows.actions import agree_with_amounts
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.plans.actions import stop_lines, write_draft
from wijkwaarde.kernel.plans.models import PlanLine
from wijkwaarde.kernel.plans.rules import NewLine

pytestmark = pytest.mark.django_db
GUIDANCE = NewLine("Begeleiding thuis", who="Zus Selma", source=HelpSource.TAILORED, band=Band.EVERY_WEEK)
PAINTING = NewLine("Opa verft de kamer", who="Opa")


def agree(cast, key, *lines, today):
    with cast.acting("amina") as by:
        told = {"by": by, "seen": cast.seen(key, by=by), "today": today}
        agree_with_amounts(version=write_draft(lines=lines, version=0, **told).version, **told)
        return PlanLine.objects.get(holds_for=told["seen"].case, what=GUIDANCE.what)


def of_july(budget, *, year, number):
    return NewDelivery(
        organisation_id=Organisation.objects.get(name="Huis van de Wijk").pk,
        product_id=budget.products.get().pk,
        period=Period(date(year, 7, 1), date(year, 8, 1)),
        cents=100_00,
        document="file",
        number=number,
        request_key=uuid4(),
    )


def test_a_bill_for_who_moved_in_june_waits_until_somebody_says_why_it_counts_or_lets_it_go(cast):
    budget, key = make_budget(cast), cast.opened(request_key=uuid4())
    year = cast.today.year + 1
    today, now = date(year, 9, 1), datetime(year, 9, 1, tzinfo=UTC)
    old = agree(cast, key, GUIDANCE, today=cast.today)
    line = agree(cast, key, GUIDANCE, PAINTING, today=date(year, 3, 1))
    with cast.acting("amina") as by:
        stop_lines({line.pk: uuid4()}, seen=cast.seen(key, by=by), today=date(year, 6, 30))
    numbers = {number_of(one.pk) for one in (old, line)}
    with cast.acting("karel") as by:
        periods = [f"{year}-06", f"15-6-{year} t/m 14-7-{year}", f"{year}-07", f"{year}-08"]
        name = budget.products.get().name
        rows = [row(name, period=period, number=number) for number in sorted(numbers) for period in periods]
        when = {"by": by, "now": now, "today": today}
        file = actions.import_file(budget, new=new_file(csv_of(*rows)), **when)
        # Both numbers are of one agreement: billed by the other, it is the same bill.
        late, again = dict.fromkeys((4, 5, 8, 9), "after-end"), dict.fromkeys((6, 7), "double")
        assert {one.row: one.reason for one in file.aside.all()} == late | again
        july, august = file.aside.order_by("row")[:2]
        typed = of_july(budget, year=year, number=july.said["number"])
        for book in (
            lambda: actions.settle(july.pk, new=typed, **when),
            lambda: actions.deliver(budget, new=typed, **when),
        ):
            with pytest.raises(Refused, match="liep toen niet meer"):
                book()
        why = "de verhuizing ging een maand later"
        made = actions.settle(july.pk, new=replace(typed, why=why), **when)
        assert (made.file, made.why, made.cents) == (file, why, 100_00)
        actions.let_go(august.pk, why="terug naar de organisatie", by=by, today=today)
        assert file.aside.filter(settled_on=None).count() == 4
