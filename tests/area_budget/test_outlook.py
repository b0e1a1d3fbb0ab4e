"""How a year stands: nothing counts twice, small purses count, and a forecast knows at once what history it was told."""

from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.amounts.conftest import Amounts
from tests.area_budget.test_page import GUIDANCE, make_budget, page, year_of
from tests.public_budget.scene import now
from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.instruments.area_budget.queries import year_for
from wijkwaarde.instruments.budget_in_plain_words.queries import draft_of
from wijkwaarde.kernel.budgets.queries import products_of, year_budget
from wijkwaarde.kernel.deliveries.models import AsideLine, Delivery, DeliveryFile
from wijkwaarde.kernel.ledger.actions import post
from wijkwaarde.kernel.ledger.rules import Draft
from wijkwaarde.kernel.ledger.terms import Because, BookingKind
from wijkwaarde.kernel.money_accounts.actions import delivered_account, party_account
from wijkwaarde.kernel.outlook.actions import keep
from wijkwaarde.kernel.outlook.queries import outlook_for
from wijkwaarde.kernel.outlook.tasks import keep_forecasts
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.small_purses.actions import NewPayment, pay, top_up, undo_payment

pytestmark = pytest.mark.django_db
HUNDRED = 100_00
ONE_DAY = timedelta(days=1)


def deliver(budget, *, by, begin, until, cents, declared):
    """What the one party of the budget delivered of its one product, in the books too."""
    party, product = Organisation.objects.filter(name="Huis van de Wijk").first(), products_of(budget)[0]
    accounts = delivered_account(party, product, by=by), party_account(party, by=by)
    entries = ((accounts[0].pk, cents), (accounts[1].pk, -cents))
    draft = Draft(begin, BookingKind.DELIVERY, Because.DOCUMENT, f"file-{uuid4().hex[:8]}", entries)
    Delivery.objects.create(
        partnership_id=by.inside,
        budget=budget,
        organisation=party,
        product=product,
        begin=begin,
        until=until,
        cents=cents,
        declared_on=declared,
        booking_id=post(draft, by=by, now=now()),
    )


def test_what_was_delivered_this_month_is_not_taken_from_what_is_left_twice(cast):
    budget = make_budget(cast)
    case = Amounts(cast, cast.opened(request_key=uuid4())).plan(GUIDANCE, agree=False)
    cast.browser("amina").post(f"/vraag/{case.key}/plan/ja", {"version": "1"})
    first = cast.today.replace(day=1)
    after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    before = year_of(cast)
    promised = round(100 * before.monthly[:, first.month - 1].sum())
    with cast.acting("karel") as by:
        deliver(budget, by=by, begin=first, until=after, cents=promised + HUNDRED, declared=cast.today)
    found = year_of(cast)
    # All that was promised for this month is delivered now, and a hundred more than that.
    assert (found.total.spent, promised > 0) == (promised + HUNDRED, True)
    assert found.total.left == before.total.left - HUNDRED
    assert found.total.left == found.total.budget - found.total.spent - found.total.to_come
    assert sum(row.left for row in found.by_product) == found.total.left
    assert sum(row.left for row in found.by_party) == found.total.left


def test_what_is_paid_from_a_small_purse_is_spent_on_the_budget_and_what_is_undone_is_not(cast):
    make_budget(cast)
    at = timezone.now()
    with cast.acting("karel") as by:
        top_up(cast.actor("bram").organisation_id, cents=5 * HUNDRED, by=by, request_key=uuid4(), now=at)
    with cast.acting("bram") as by:
        paid = [pay(NewPayment(cents=25_00, what="Fiets", request_key=uuid4()), by=by, now=at) for _time in range(2)]
        undo_payment(paid[0].pk, by=by, now=at)
    found = year_of(cast)
    assert (found.total.spent, {row.key: row.spent for row in found.by_product}["kleine-beurs"]) == (25_00, 25_00)
    assert sum(row.spent for row in found.by_law) == sum(row.spent for row in found.by_party) == 25_00
    status, text = page(cast)
    assert (status, "Kleine beurs" in text) == (200, True)
    assert page(cast, rest="/product/kleine-beurs")[0] == 200


def test_history_that_comes_in_today_teaches_the_forecast_at_once_and_everybody_reads_the_same(cast):
    budget, year = make_budget(cast, cents=1_200_000_00), cast.today.year + 1
    today = date(year, 11, 22)
    browser_today = cast.today
    with cast.acting("karel") as by:
        empty = year_for(year, by=by, today=today)
        for month in range(1, 11):
            begin = date(year, month, 1)
            deliver(budget, by=by, begin=begin, until=date(year, month + 1, 1), cents=100_000_00, declared=today)
        # A period of four weeks that reaches back into the December before the budget is no year of its own.
        first = date(browser_today.year - 1, 12, 20)
        deliver(budget, by=by, begin=first, until=date(browser_today.year, 1, 10), cents=21_00, declared=today)
        found = year_for(year, by=by, today=today)
        assert empty.forecast[""].total == 0
        assert min(one.delivered for one in found.outlook.learned_from) == date(browser_today.year, 1, 1)
        # Ten months of a hundred thousand, said all at once: about twelve, and not twice ten.
        assert 1_100_000_00 < found.forecast[""].total < 1_300_000_00
        assert found.outlook.stamp != empty.outlook.stamp
        draft = draft_of(year, by=by, today=today)
        whole = found.forecast[""]
        assert outlook_for(budget, made=found.made, by=by, today=today).outcomes[""] == whole
        # By party, by law and by month it is the same year: the parts add up to the cent, and each has ends of its own.
        divided = found.divided
        for parts in (divided.by_party.values(), divided.by_law.values(), divided.by_month):
            assert sum(one.total for one in parts) == whole.total
        [party] = divided.by_party.values()
        assert (
            (party.low, party.high)
            == (whole.low, whole.high)
            == (divided.until_month[-1].low, divided.until_month[-1].high)
        )
        assert divided.by_law == {"municipality-wmo": party}
        assert divided.by_month[11].low < divided.by_month[11].total < divided.by_month[11].high
        assert draft.sure.left == draft.came_total - round(whole.total / 100_000) * 1_000


def test_every_figure_says_where_it_comes_from_and_the_picture_is_in_dutch(cast):
    make_budget(cast, cents=4_000_000_00)
    status, text = page(cast)
    assert status == 200
    for figure in ("budget", "toegezegd", "uitgegeven", "over", "verwacht"):
        assert f'href="#herkomst-{figure}"' in text
        assert f'id="herkomst-{figure}"' in text
    assert "€ 4 mln" in unescape(text).replace("\N{NO-BREAK SPACE}", " ")
    assert "4,000,000" not in text


@pytest.mark.parametrize(
    "rest", ["?jaar=x", "?jaar=1999", "/afspraken?partij=987654", "/afspraken?wet=geen", "/afspraken?maand=13"]
)
def test_what_is_no_year_party_law_or_month_is_no_page(cast, rest):
    make_budget(cast)
    assert cast.browser("karel").get(f"/wijkbudget{rest}").status_code == 404


def test_the_first_page_of_the_controller_and_the_board_says_that_the_year_will_cost_too_much(cast):
    budget, year = make_budget(cast, cents=1_00), cast.today.year
    assert keep_forecasts(0) == keep_forecasts(0) == 1
    assert "duurder dan het budget" not in cast.browser("karel").get("/vandaag").text
    with cast.acting("karel") as by:
        first = cast.today.replace(day=1)
        deliver(budget, by=by, begin=first, until=cast.today + ONE_DAY, cents=HUNDRED, declared=cast.today)
        over = outlook_for(budget, made=year_budget(budget, year=year, by=by), by=by, today=date(year + 1, 1, 1))
        keep(over, by=by, now=timezone.now())
    for who, is_told in (("karel", True), ("hanneke", True), ("marieke", False), ("bram", False)):
        browser = cast.browser(who)
        assert ("duurder dan het budget" in browser.get("/vandaag").text) is is_told, who
        assert len(asked_for(browser, "/vandaag")) <= MOST
    with cast.acting("karel") as by:
        file = DeliveryFile.objects.create(
            partnership_id=by.inside,
            budget=budget,
            name="a.csv",
            fingerprint="a",
            request_key=uuid4(),
            lines=2,
            came_at=timezone.now(),
        )
        AsideLine.objects.create(partnership_id=by.inside, file=file, row=2, reason="other-year", said={})
    text = cast.browser("karel").get("/vandaag").text
    assert "1 regel van leveringen ligt apart" in text
    assert f"/wijkbudget/leveringen/{file.pk}" in text
    assert "ligt apart" not in cast.browser("hanneke").get("/vandaag").text
    closing = cast.browser("karel").get("/wijkbudget/boeken/sluiten").text
    assert "Er ligt nog 1 regel van leveringen apart. Na het sluiten komt" in closing
    assert f"/wijkbudget/leveringen/{file.pk}" in closing


def test_what_came_in_since_is_never_above_what_is_expected_and_every_part_of_the_page_says_so(cast):
    budget, year = make_budget(cast), cast.today.year
    with cast.acting("karel") as by:
        deliver(budget, by=by, begin=date(year, 1, 1), until=date(year, 1, 2), cents=HUNDRED, declared=date(year, 1, 1))
    before = year_of(cast)
    much = before.forecast[""].high + before.total.budget + 50 * HUNDRED
    with cast.acting("karel") as by:
        first = cast.today.replace(day=1)
        deliver(budget, by=by, begin=first, until=first + ONE_DAY, cents=much, declared=cast.today)
        draft = draft_of(year, by=by, today=cast.today)
    found = year_of(cast)
    whole = found.forecast[""]
    assert whole.total == found.total.spent == much + HUNDRED
    assert whole.low == whole.total == whole.high
    for parts in (found.divided.by_party.values(), found.divided.by_law.values(), found.divided.by_month):
        assert sum(one.total for one in parts) == whole.total
    assert found.divided.until_month[-1].total == whole.total
    assert sum(one.total for name, one in found.forecast.items() if name) == whole.total
    assert found.divided.by_month[cast.today.month - 1].total > before.divided.by_month[cast.today.month - 1].total
    assert draft.sure.left < 0
    _status, text = page(cast)
    assert "blijft naar verwachting binnen" not in text
    assert "duurder dan het budget" in text
    for who in ("karel", "hanneke"):
        assert "duurder dan het budget" in cast.browser(who).get("/vandaag").text


def test_a_late_bill_of_a_year_that_is_over_is_in_what_it_came_to_and_the_page_speaks_of_what_was(cast):
    budget, year = make_budget(cast), cast.today.year
    with cast.acting("karel") as by:
        on = date(year, 1, 1)
        deliver(budget, by=by, begin=on, until=on + ONE_DAY, cents=HUNDRED, declared=on)
        later = date(year + 2, 1, 10)
        deliver(budget, by=by, begin=on, until=on + ONE_DAY, cents=-1_00, declared=later)
        found = year_for(year, by=by, today=later)
    assert found.forecast[""].total == found.total.spent == HUNDRED - 1_00
    assert found.divided.by_month[0].total == found.total.spent
    assert (found.is_known, found.warned.value) == (True, "fine")
