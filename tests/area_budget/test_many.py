"""Many plans and deliveries: the page asks as often as with none, and what it says is what they come to."""

import sys
import time

import pytest
from django.db import transaction

from tests.area_budget.many import DELIVERIES, fill
from tests.area_budget.test_page import make_budget, year_of
from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.budgets.queries import products_of
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.prices.models import StoredPrice

pytestmark = pytest.mark.django_db


def test_the_page_asks_at_most_fifteen_times_however_many_plans_and_deliveries_there_are(cast, capsys):
    budget = make_budget(cast, cents=50_000_000_00)
    with cast.acting("karel") as by:
        fill(
            inside=by.partnership_id,
            resident=cast.actor("amina").person_id,
            member=cast.standing("bram").membership_id,
            today=cast.today,
            price=StoredPrice.objects.filter(key="BI").first().pk,
            budget=budget.pk,
            party=Organisation.objects.filter(name="Huis van de Wijk").first().pk,
            product=products_of(budget)[0].pk,
        )
    try:
        browser = cast.browser("karel")
        for rest in ("", "", "/product/begeleiding"):
            begin = time.perf_counter()
            assert len(asked_for(browser, f"/wijkbudget{rest}")) <= MOST
            with capsys.disabled():
                sys.stdout.write(f"/wijkbudget{rest}: {time.perf_counter() - begin:.2f} s\n")
        assert sum(one.cents for one in year_of(cast).all_delivered) > DELIVERIES * 900
    finally:
        transaction.set_rollback(True)  # the deliveries name bookings that are not there
