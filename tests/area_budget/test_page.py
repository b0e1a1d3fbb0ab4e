"""A plan that is agreed is on the controller's page at once: by product, party, law and month, over the budget too."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import unescape
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections

from tests.amounts.conftest import Amounts
from waarde import Unit
from wijkwaarde.instruments.area_budget.queries import agreements_at, places_for, year_for
from wijkwaarde.instruments.area_budget.rules import Wanted
from wijkwaarde.kernel.budgets import actions
from wijkwaarde.kernel.parties.models import Organisation

pytestmark = pytest.mark.django_db
GUIDANCE = ("Begeleiding thuis", "tailored", "every-week")


def make_budget(cast, *, cents=100_000_00):
    """A budget of this year and the next four, with guidance under the Wmo."""
    year = cast.today.year
    with cast.acting("karel") as by:
        budget = actions.make_budget(
            actions.NewBudget(
                name="Wijkbudget",
                begin=date(year, 1, 1),
                until=date(year + 5, 1, 1),
                base_year=year - 1,
                who_belongs="Wie hier woont.",
                request_key=uuid4(),
            ),
            by=by,
        )
        told = {"slug": "wmo", "name": "Wmo", "bearer": "municipality-wmo", "begin": budget.begin}
        source = actions.add_source(budget.pk, by=by, index={}, **told)
        named = {"slug": "begeleiding", "name": "Begeleiding", "unit": Unit.HOUR, "price_key": "BI"}
        product = actions.add_product(budget.pk, by=by, **named)
        party = Organisation.objects.filter(name="Huis van de Wijk").first()
        cost = {"organisation_id": party.pk, "product": product, "cents": cents, "found_in": "jaarrekening"}
        actions.set_base_cost(source, by=by, **cost)
    return budget


@pytest.fixture
def case(cast):
    return Amounts(cast, cast.opened(request_key=uuid4()))


def year_of(cast, *, today=None):
    with cast.acting("karel") as by:
        return year_for(None, by=by, today=today or cast.today)


def a_year_after(day):
    """The same day of the next year; of 29 February the day before."""
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def until_days(found):
    """Up to which day each promise runs."""
    return sorted(date.fromordinal(day) for day in found.agreed.until.tolist())


def page(cast, who="karel", rest=""):
    answer = cast.browser(who).get(f"/wijkbudget{rest}")
    return answer.status_code, unescape(answer.text)


def test_a_yes_is_a_commitment_at_once_and_what_is_changed_or_stopped_or_ended_is_none_any_more(cast, case):
    make_budget(cast)
    assert year_of(cast).total.committed == 0
    case.plan(GUIDANCE, agree=False)
    assert year_of(cast).total.committed == 0
    answer = cast.browser("amina").post(f"/vraag/{case.key}/plan/ja", {"version": "1"})
    assert answer.status_code == 302
    found = year_of(cast)
    [row] = found.by_product
    assert (row.key, row.committed > 0, row.left) == ("begeleiding", True, row.budget - row.to_come)
    assert until_days(found) == [a_year_after(cast.today)]
    wanted = Wanted(product="begeleiding")
    with cast.acting("karel"):
        [agreement] = agreements_at(places_for(wanted, found=found), wanted=wanted, found=found)
    status, text = page(cast, rest="/product/begeleiding")
    assert (status, agreement.number in text, "Amina" in text) == (200, True, False)
    case.plan(GUIDANCE[0], ("Opa verft", "self"))  # a changed plan, without a word about how often: no money any more
    assert year_of(cast).total.committed == 0


def test_two_plans_agreed_at_once_for_the_last_euro_both_hold_and_the_page_says_since_when(committing_cast):
    cast = committing_cast
    make_budget(cast, cents=1_00)
    cases = [Amounts(cast, cast.opened(request_key=uuid4())).plan(GUIDANCE, agree=False) for _case in range(2)]
    start = Barrier(2)

    def agree(case):
        browser = cast.browser("amina")
        start.wait()
        try:
            return browser.post(f"/vraag/{case.key}/plan/ja", {"version": "1"}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(agree, cases)) == [302, 302]
    found = year_of(cast)
    assert (len(found.agreed), found.over_since) == (2, cast.today)
    status, text = page(cast)
    assert (status, "meer uitgegeven en toegezegd dan er is, sinds" in text) == (200, True)


@pytest.mark.parametrize(
    ("who", "status"), [("karel", 200), ("marieke", 200), ("hanneke", 200), ("bram", 404), ("amina", 404)]
)
def test_who_keeps_and_reads_the_budget_opens_it_and_nobody_else(cast, who, status):
    make_budget(cast)
    for rest in (
        "",
        "/product/begeleiding",
        "/verwachting",
        "/bestand",
        "/bestand?soort=xlsx",
        "/product/anders/bestand",
        "/afspraken?partij=0&maand=5",
        "/afspraken/bestand?wet=municipality-wmo",
    ):
        assert cast.browser(who).get(f"/wijkbudget{rest}").status_code == status, rest
