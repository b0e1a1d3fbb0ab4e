"""On the pages: a share is tied to a determination, the subsidy shows it, small purses count, and all of it is a file."""

import re
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.agreements.test_how_shares_travel import determined
from tests.shared_savings.test_way_through import ROOM, key_in, text_of
from tests.shared_savings.test_years_on_the_page import form_of, signed, years_of
from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.agreements.models import PartyShare
from wijkwaarde.kernel.budgets.models import AreaBudget
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.small_purses.actions import NewPayment, pay, top_up

pytestmark = pytest.mark.django_db


def plain(page):
    return text_of(page).replace("\xa0", " ")


def bought(*, by, cents):
    """A small thing that was paid in the summer of 2025 from the purse of the town."""
    summer = datetime(2025, 7, 1, 12, tzinfo=UTC)
    top_up(by.organisation_id, cents=100_00, by=by, request_key=uuid4(), now=summer)
    pay(NewPayment(cents=cents, what="een fiets", request_key=uuid4()), by=by, now=summer)


def settled(cast, *, karel):
    made = signed(cast, begin=date(2025, 1, 1), shared_by="equal", roads={"p1": "determination", "p2": "fund"})
    close_period(by=cast.actor("karel"), until=date(2026, 1, 1), today=cast.today, now=timezone.now())
    address = f"{ROOM}/{made.pk}/jaar/2025"
    assert karel.post(address, form_of(karel, address, step="definitive")).status_code == 302
    return address


def test_a_share_is_arranged_in_a_determination_and_the_subsidy_shows_it(cast):
    with cast.acting("karel") as by:
        years_of(cast, used={2025: 899_975_00})
        bought(by=by, cents=25_00)
        karel, hanneke, budget = cast.browser("karel"), cast.browser("hanneke"), AreaBudget.objects.get()
        address = settled(cast, karel=karel)
        assert "Uit kleine beurzen € 25 Over of tekort € 100.000" in plain(karel.get(address))
        town = PartyShare.objects.get(party__is_residents=False)
        road = f"{ROOM}/deel/{town.pk}/weg"
        assert "Nog te regelen" in plain(hanneke.get(ROOM))
        assert "Van deze jaren is nog geen subsidie vastgesteld." in plain(karel.get(road))
        step = determined(budget, by=by, year=2025)
        page = karel.get(road)
        assert karel.post(road, {"request_key": key_in(page), "amount": "1.000"}).status_code == 422
        told = {"request_key": key_in(page), "amount": "60.000", "subsidy": step.pk}
        assert "meer dan er van dit deel" in plain(karel.post(road, told))
        assert hanneke.post(road, told).status_code == 404
        assert karel.post(road, told | {"amount": "20.000"}).status_code == 302
        assert "nog te regelen: € 30.000" in plain(karel.get(address))
        assert karel.post(road, {"request_key": uuid4(), "subsidy": step.pk}).status_code == 302
        assert "geregeld" in plain(hanneke.get(address))
        assert "request_key" not in hanneke.get(road).content.decode()
        subsidies = f"/wijkbudget/instellen/{budget.pk}/subsidies/2025"
        assert "In de vaststelling: deel van Gemeente Voorbeeldstad, 2025 € 20.000" in plain(hanneke.get(subsidies))
        often = {path: len(asked_for(karel, path)) for path in (road, address, ROOM, subsidies)}
        assert max(often.values()) <= MOST, often
        undo = re.search(rf'action="({ROOM}/weg/\d+/terug)"', karel.get(road).content.decode())[1]
        assert hanneke.post(undo).status_code == 404
        assert karel.post(undo).url == road
        assert "nog te regelen: € 20.000" in plain(karel.get(address))
        saved = hanneke.post(f"{ROOM}/bestand", {"kind": "csv"})
        told = b"".join(saved.streaming_content).decode()
        assert "besluit-determination;30000,0" in told
        assert "Liabilities:Fund:Residents;-50000,0" in told
        assert b"".join(hanneke.post(f"{ROOM}/bestand", {"kind": "xlsx"}).streaming_content)[:2] == b"PK"


def test_what_each_party_adds_stands_beside_equal_parts_to_the_cent(cast):
    with cast.acting("karel"):
        signed(cast, begin=date(2025, 1, 1), shared_by="equal")
        karel, path = cast.browser("karel"), f"{ROOM}/proef/toevoegen"
        assert "Vul dit in." in plain(karel.post(path, {"samen_p1": "10"}))
        told = plain(karel.post(path, {"samen_p1_p2": "100,01", "samen_p1": "20", "samen_p2": ""}))
        assert re.search(r"Gemeente Voorbeeldstad € 60,01 € 50,01 De bewoners € 40 € 50 Samen", told), told
