"""Many plans and deliveries, committed and counted by the database: the page asks as often as with none, and all of it counts."""

import sys
import time

from tests.area_budget.many import DELIVERIES, LINES, PLANS, count_rows, fill
from tests.area_budget.test_page import make_budget, year_of
from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.budgets.queries import products_of
from wijkwaarde.kernel.money_accounts.actions import delivered_account, party_account
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.prices.models import StoredPrice

PAGES = ("", "", "/product/begeleiding", "/verwachting")


def make_many(cast):
    """A budget with all of it."""
    budget = make_budget(cast, cents=50_000_000_00)
    with cast.acting("karel") as by:
        party, product = Organisation.objects.filter(name="Huis van de Wijk").first(), products_of(budget)[0]
        fill(
            inside=by.partnership_id,
            resident=cast.actor("amina").person_id,
            member=cast.standing("bram").membership_id,
            today=cast.today,
            price=StoredPrice.objects.filter(key="BI").first().pk,
            budget=budget.pk,
            party=party.pk,
            product=product.pk,
            delivered=delivered_account(party, product, by=by).pk,
            owed=party_account(party, by=by).pk,
        )


def test_the_page_asks_at_most_fifteen_times_however_many_plans_and_deliveries_there_are(committing_cast, capsys):
    cast = committing_cast
    make_many(cast)
    browser = cast.browser("karel")
    for how in ("not counted", "counted"):
        for rest in PAGES:
            begin, worked = time.perf_counter(), time.process_time()
            asked = [one for one in asked_for(browser, f"/wijkbudget{rest}") if one not in {"BEGIN", "COMMIT"}]
            assert len(asked) <= MOST, asked
            took, used = time.perf_counter() - begin, time.process_time() - worked
            with capsys.disabled():
                sys.stdout.write(f"{how} /wijkbudget{rest}: {len(asked)} asked, {took:.2f} s, {used:.2f} s here\n")
        count_rows()
    found = year_of(cast)
    assert sum(one.cents for one in found.outlook.all_spent) > DELIVERIES * 900
    # What ended before the budget began is not on it.
    assert len(found.agreed) > PLANS * LINES / 2
