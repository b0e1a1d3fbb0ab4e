"""Years that are shared as one, a shortfall, and a correction with its reason: on the pages, to the cent."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.agreements import scene
from tests.budgets.scene import new as new_budget
from tests.budgets.scene import with_costs
from tests.shared_savings.test_way_through import ROOM, key_in, text_of
from wijkwaarde.kernel.agreements import actions
from wijkwaarde.kernel.agreements.models import SettledYear
from wijkwaarde.kernel.agreements.rules import NewText, Terms
from wijkwaarde.kernel.budgets.actions import make_budget
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.parties.models import Organisation

pytestmark = pytest.mark.django_db
MEMBERS = 125_000


@pytest.fixture
def karel(cast):
    with cast.acting("karel"):
        yield cast.browser("karel")


def years_of(cast, *, used, cents=1_000_000_00):
    """A budget of as much each year, and what was delivered in them."""
    by = cast.actor("karel")
    budget = make_budget(new_budget(begin=date(2022, 1, 1), until=date(2028, 1, 1), base_year=2021), by=by)
    with_costs(budget, by=by, cents=cents, index={}, begin=budget.begin)
    scene.delivered_years(budget, by=by, cents=used, today=cast.today)


def signed(cast, *, begin=date(2022, 1, 1), **terms):
    """An agreement of the town and the residents that both signed."""
    by, town = cast.actor("karel"), Organisation.objects.get(name=scene.NAMES[0])
    parties = (scene.NewParty("p1", town.pk), scene.NewParty("p2", None, is_residents=True))
    text = NewText(title="Samen delen", begin=begin, until=None, parties=parties, terms=Terms(**terms))
    made = actions.make_agreement(text, by=by, request_key=uuid4(), now=timezone.now())
    for code, signer, document in (("p1", "hanneke", ""), ("p2", "karel", "verslag bewonersavond")):
        actions.sign(
            made.party(code).pk,
            by=cast.actor(signer),
            today=cast.today,
            fingerprint=made.fingerprint,
            document=document,
        )
    return made


def form_of(browser, address, *, step, **words):
    page = browser.get(address)
    kept = re.search(r'name="vacancy" value="([^"]*)"', page.content.decode())
    return {"request_key": key_in(page), "step": step, "vacancy": kept[1] if kept else "", **words}


def test_m8_comes_out_of_the_page_and_with_a_minimum_of_one_percent_nothing(cast, karel):
    years_of(cast, used={2025: 495_50 * MEMBERS}, cents=500_00 * MEMBERS)
    half = {"shared_by": "key", "key": {"p1": 0.0, "p2": 1.0}, "share": 0.5}
    for terms, shown in ((half, "€ 281.250"), ({**half, "minimum_rate": 0.01}, "Te klein om te delen")):
        address = f"{ROOM}/{signed(cast, **terms).pk}/jaar/2025"
        looked = karel.post(address, form_of(karel, address, step="look"))
        assert shown in text_of(looked).replace("\xa0", " ")
    assert "€ 281.250" not in text_of(looked).replace("\xa0", " ")


def test_two_years_are_shared_as_one_and_corrected_with_a_reason(cast, karel):
    years_of(cast, used={2024: 1_010_000_00, 2025: 899_999_99})
    made = signed(cast, begin=date(2024, 1, 1), shared_by="equal", years=2)
    assert karel.get(f"{ROOM}/{made.pk}/jaar/2024").url.endswith("/jaar/2025")
    assert "2024 tot en met 2025 , nog niet verdeeld" in text_of(karel.get(f"{ROOM}/{made.pk}"))
    running = karel.get(f"{ROOM}/{made.pk}/jaar/2027")
    assert running.status_code == 200
    address = f"{ROOM}/{made.pk}/jaar/2025"
    looked = text_of(karel.post(address, form_of(karel, address, step="look"))).replace("\xa0", " ")
    assert "2024 tot en met 2025 verdelen" in looked
    assert "€ −10.000 € 100.000,01 € 90.000,01" in looked
    assert "€ 45.000,01" in looked
    close_period(by=cast.actor("karel"), until=date(2026, 1, 1), today=cast.today, now=timezone.now())
    assert karel.post(address, form_of(karel, address, step="definitive")).status_code == 302
    corrected(karel, address=address)


def corrected(karel, *, address):
    page = text_of(karel.get(address)).replace("\xa0", " ")
    assert "Om te verdelen" in page
    less = {"vacancy": "10000,01", "found_in": "jaarrekening"}
    without = karel.post(address, form_of(karel, address, step="definitive") | less)
    assert without.status_code == 422
    assert "Schrijf waarom je de verdeling verbetert." in text_of(without)
    looked = text_of(karel.post(address, form_of(karel, address, step="look") | less)).replace("\xa0", " ")
    assert re.search(r"€ 90.000,01 € 80.000 € −10.000,01", looked)
    told = form_of(karel, address, step="definitive") | less | {"why": "De accountant telde de uren na."}
    assert karel.post(address, told).status_code == 302
    page = text_of(karel.get(address))
    assert "Waarom verbeterd: De accountant telde de uren na." in page
    assert "verbeterd" in page
    last = SettledYear.objects.get(turn=2)
    assert karel.post(f"{ROOM}/verdeling/{last.pk}/ongedaan").status_code == 302
    assert SettledYear.objects.filter(undone_on__isnull=True).get().turn == 1


def test_a_shortfall_is_paid_beyond_its_margin_and_who_left_pays_for_its_days(cast, karel):
    years_of(cast, used={2025: 1_025_950_00})
    made = signed(cast, shared_by="equal", loss_corridor=0.02)
    town = made.party("p1").pk
    assert karel.post(f"{ROOM}/partij/{town}/vertrek", {"left_on": "2025-08-18"}).status_code == 302
    address = f"{ROOM}/{made.pk}/jaar/2025"
    looked = text_of(karel.post(address, form_of(karel, address, step="look"))).replace("\xa0", " ")
    assert "€ −25.950" in looked
    # 229 of 365 days, beside residents who took part in all of them.
    assert f"€ −{2_293_86 // 100:,}".replace(",", ".") in looked
    assert "€ −5.950" in looked


def test_who_signs_or_got_a_share_finds_it_on_their_first_page(cast, karel):
    years_of(cast, used={2025: 900_000_00})
    hanneke = cast.browser("hanneke")
    by, town = cast.actor("karel"), Organisation.objects.get(name=scene.NAMES[0])
    parties = (scene.NewParty("p1", town.pk), scene.NewParty("p2", None, is_residents=True))
    text = NewText(
        title="Samen delen", begin=date(2025, 1, 1), until=None, parties=parties, terms=Terms(shared_by="equal")
    )
    actions.make_agreement(text, by=by, request_key=uuid4(), now=timezone.now())
    for browser in (hanneke, karel):
        assert "Lees en teken: Samen delen" in text_of(browser.get("/vandaag"))
    made = signed(cast, begin=date(2025, 1, 1), shared_by="equal")
    close_period(by=by, until=date(2026, 1, 1), today=cast.today, now=timezone.now())
    address = f"{ROOM}/{made.pk}/jaar/2025"
    assert karel.post(address, form_of(karel, address, step="definitive")).status_code == 302
    for browser in (hanneke, karel):
        assert "Vertel waar het deel van 2025 naartoe ging" in text_of(browser.get("/vandaag"))
