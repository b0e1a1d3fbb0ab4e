"""From rules side by side to a signature, a year that is shared and what it went to: on the pages, as the parties see them."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from tests.agreements import scene
from tests.agreements.conftest import PETRA
from tests.cast import enter
from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.accounts.actions import invite_member
from wijkwaarde.kernel.agreements.models import Agreement, PartyShare, SettledYear, Signature
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.ledger.queries import trial_balance
from wijkwaarde.kernel.parties.models import Organisation

pytestmark = pytest.mark.django_db
ROOM = "/wijkbudget/besparing"
YEAR = 2025


@pytest.fixture
def years(cast):
    """A budget from 2022 up to 2025 of a million a year, of which less and less was used."""
    with cast.acting("karel") as karel:
        budget = scene.a_budget(karel, begin=date(2022, 1, 1), until=date(2026, 1, 1), base_year=2021)
        used = {2022: 990_000_00, 2023: 1_010_000_00, 2024: 995_000_00, YEAR: 900_000_02}
        scene.delivered_years(budget, by=karel, cents=used, today=cast.today)
        return budget


@pytest.fixture
def petra(cast):
    """The manager of the provider of care, in a browser."""
    with cast.acting("karel") as karel:
        care = Organisation.objects.get(name=scene.NAMES[1])
        return invite_member(PETRA, by=karel, organisation=care, today=cast.today).user


def key_in(page):
    return re.search(r'name="request_key" value="([^"]+)"', page.content.decode())[1]


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def written(browser, *, organisations):
    page = browser.get(f"{ROOM}/nieuw")
    assert page.status_code == 200
    told = {"title": "Gelijke delen", "begin": "2022-01-01", "shared_by": "equal", "without_vacancy": "on"}
    told |= {"version": 0, "request_key": key_in(page), "joins_0": "on", "road_0": "fund"}
    for pk in organisations:
        told |= {f"joins_{pk}": "on", f"road_{pk}": "separate"}
    assert browser.post(f"{ROOM}/nieuw", told).status_code == 302
    assert browser.post(f"{ROOM}/nieuw", told).status_code == 302
    return Agreement.objects.get()


def test_rules_are_tried_written_signed_shared_and_accounted_for(cast, years, petra):
    karel, hanneke = cast.browser("karel"), cast.browser("hanneke")
    tried = karel.get(f"{ROOM}/proef?regel=equal&regel=use&regel=from-2-percent&jaar=2024&jaar=2025&verzonnen=3&worp=2")
    assert tried.status_code == 200
    told = text_of(tried)
    assert "Verzonnen jaar 1" in told
    assert "meer dan toeval" in told
    assert "te weinig eerdere jaren" in told
    assert not Agreement.objects.exists()
    saved = karel.post(f"{ROOM}/proef/bestand?regel=equal&regel=use&jaar=2025", {"kind": "csv"})
    assert "49999,99" in b"".join(saved.streaming_content).decode()
    with cast.acting("karel"):
        organisations = scene.organisations()
        agreement = written(karel, organisations=organisations)
        page = text_of(karel.get(f"{ROOM}/{agreement.pk}"))
        assert "Elke partij krijgt evenveel." in page
        assert "Nog niet getekend" in page
        signing(agreement, karel=karel, hanneke=hanneke, petra=petra)
        sharing(cast, agreement, karel=karel)
        telling(karel, hanneke=hanneke)
        asking(karel, agreement=agreement)


def asking(karel, *, agreement):
    """No page asks the database often, however many years there are."""
    trial = f"{ROOM}/proef?regel=equal&regel=use&jaar=2023&jaar=2024&jaar=2025&verzonnen=3"
    pages = (
        ROOM,
        f"{ROOM}/{agreement.pk}",
        f"{ROOM}/{agreement.pk}/aanpassen",
        f"{ROOM}/{agreement.pk}/jaar/{YEAR}",
        trial,
    )
    often = {page: len(asked_for(karel, page)) for page in pages}
    assert max(often.values()) <= MOST, often


def signing(agreement, *, karel, hanneke, petra):
    version = agreement.versions.get()
    town, care, residents = version.parties.order_by("code")
    sends = {"fingerprint": version.fingerprint}
    assert karel.post(f"{ROOM}/partij/{town.pk}/tekenen", sends).status_code == 404
    assert hanneke.post(f"{ROOM}/partij/{care.pk}/tekenen", sends).status_code == 404
    assert karel.post(f"{ROOM}/partij/{residents.pk}/tekenen", sends).status_code == 409
    for browser, party in ((hanneke, town), (browser_of(petra), care)):
        assert browser.post(f"{ROOM}/partij/{party.pk}/tekenen", sends).status_code == 302
    before = karel.post(f"{ROOM}/{agreement.pk}/jaar/{YEAR}", year_form(karel, agreement, step="provisional"))
    assert "Nog niet getekend door: de bewoners" in text_of(before)
    noted = sends | {"document": "verslag bewonersavond 12 maart"}
    assert karel.post(f"{ROOM}/partij/{residents.pk}/tekenen", noted).status_code == 302
    assert karel.post(f"{ROOM}/partij/{residents.pk}/niet-tekenen").status_code == 302
    assert karel.post(f"{ROOM}/partij/{residents.pk}/tekenen", noted).status_code == 302
    assert Signature.objects.filter(withdrawn_on__isnull=True).count() == 3


def browser_of(user):
    client = Client()
    client.handler.load_middleware()
    return enter(client, user)


def year_form(browser, agreement, *, step):
    page = browser.get(f"{ROOM}/{agreement.pk}/jaar/{YEAR}")
    assert page.status_code == 200
    return {"request_key": key_in(page), "step": step, "vacancy": "10000", "found_in": "jaarrekening 2025"}


def sharing(cast, agreement, *, karel):
    address = f"{ROOM}/{agreement.pk}/jaar/{YEAR}"
    looked = text_of(karel.post(address, year_form(karel, agreement, step="look")))
    assert "Vacatures" in looked
    assert "Dit jaar: 10%" in looked
    assert not SettledYear.objects.exists()
    definitive = year_form(karel, agreement, step="definitive")
    assert "nog open" in text_of(karel.post(address, definitive))
    with cast.acting("karel") as by:
        close_period(by=by, until=date(2026, 1, 1), today=cast.today, now=timezone.now())
    assert karel.post(address, definitive).status_code == 302
    with cast.acting("karel") as by:
        on = {row.code: row.amount for row in trial_balance(by=by).rows}
    assert on["Fund:Residents"] in {-29_999_99, -30_000_00}
    assert on["Settlement:Result"] == 89_999_98
    assert "definitief" in text_of(karel.get(address))


def telling(karel, *, hanneke):
    share = PartyShare.objects.get(party__is_residents=True)
    page = hanneke.get(f"{ROOM}/deel/{share.pk}")
    assert "Dit vult de partij zelf in." in text_of(page)
    told = {"spent_on": "Een buurtkeuken.", "noticed": "Veertig mensen eten samen.", "version": 0}
    assert hanneke.post(f"{ROOM}/deel/{share.pk}", told).status_code == 404
    assert karel.post(f"{ROOM}/deel/{share.pk}", {**told, "noticed": ""}).status_code == 422
    assert karel.post(f"{ROOM}/deel/{share.pk}", told).status_code == 302
    assert karel.post(f"{ROOM}/deel/{share.pk}", told).status_code == 409
    assert "Een buurtkeuken." in text_of(hanneke.get(ROOM))
