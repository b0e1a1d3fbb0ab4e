"""On the pages: a party says no with a reason, everybody reads who and why and what to do, and it is taken back or answered."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from tests.agreements import scene
from tests.agreements.conftest import PETRA
from tests.shared_savings.test_way_through import ROOM, browser_of, text_of
from tests.shared_savings.test_years_on_the_page import form_of, years_of
from tests.thread.test_how_often import MOST, asked_for
from wijkwaarde.kernel.access import Act
from wijkwaarde.kernel.accounts.actions import invite_member
from wijkwaarde.kernel.agreements.models import SettledYear
from wijkwaarde.kernel.ledger.actions import close_period
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.trail.models import Line

pytestmark = pytest.mark.django_db
WHY = "Gelijke delen past niet bij wat wij inbrengen."


@pytest.fixture
def karel(cast):
    with cast.acting("karel"):
        yield cast.browser("karel")


@pytest.fixture
def petra(cast, karel):
    care = Organisation.objects.get(name=scene.NAMES[1])
    return browser_of(invite_member(PETRA, by=cast.actor("karel"), organisation=care, today=cast.today).user)


@pytest.fixture
def hanneke(cast, karel):
    return cast.browser("hanneke")


@pytest.fixture
def made(cast, karel):
    years_of(cast, used={2025: 900_000_00})
    return scene.made(cast.actor("karel"), title="Gelijke delen")


def address_in(page, pattern):
    return re.search(pattern, page.content.decode())[1]


def sign_all(cast, made, **browsers):
    sends = {"fingerprint": made.fingerprint}
    for code, browser in browsers.items():
        assert browser.post(f"{ROOM}/partij/{made.party(code).pk}/tekenen", sends).status_code == 302
    scene.sign(made, "p3", by=cast.actor("karel"), document="verslag")


def test_a_no_needs_a_reason_and_everybody_reads_who_and_why_and_what_to_do(cast, karel, hanneke, petra, made):
    page = f"{ROOM}/{made.pk}"
    address = address_in(petra.get(page), rf'href="({ROOM}/partij/\d+/nee)"')
    assert f'href="{address}"' not in hanneke.get(page).content.decode()
    asked = petra.get(address)
    assert "Nee zeggen mag, en aan de hulp verandert niets." in text_of(asked)
    empty = petra.post(address, {"reason": " "})
    assert (empty.status_code, "Schrijf waarom niet." in text_of(empty)) == (422, True)
    number = petra.post(address, {"reason": "Bel 111222333 even."})
    assert (number.status_code, "BSN" in text_of(number)) == (422, True)
    for who in (hanneke, cast.browser("chantal"), cast.browser("amina")):
        assert who.get(address).status_code == who.post(address, {"reason": WHY}).status_code == 404
    for _click in range(2):
        assert petra.post(address, {"reason": WHY}).url == page
    for reader in (karel, hanneke, petra):
        told = text_of(reader.get(page))
        assert "Tekent niet: Thuiszorg Voorbeeldwijk." in told
        assert "Lees waarom en praat erover." in told
        assert WHY in told
        assert "door Petra" in told
        assert "Tekent niet: Thuiszorg Voorbeeldwijk." in text_of(reader.get(ROOM))
    assert Line.objects.filter(kind="refusal", act=Act.WRITE.value).count() == 1


def test_the_year_is_not_shared_and_says_so_until_the_party_signs_after_all(cast, karel, hanneke, petra, made):
    sign_all(cast, made, p1=hanneke)
    assert petra.post(f"{ROOM}/partij/{made.party('p2').pk}/nee", {"reason": WHY}).status_code == 302
    address = f"{ROOM}/{made.pk}/jaar/2025"
    assert "Tekent niet: Thuiszorg Voorbeeldwijk." in text_of(karel.get(address))
    held = karel.post(address, form_of(karel, address, step="provisional"))
    assert held.status_code == 422
    assert "Zonder hen verdelen we niets. Praat erover, of schrijf een nieuwe versie." in text_of(held)
    assert not SettledYear.objects.exists()
    sends = {"fingerprint": made.fingerprint}
    assert petra.post(f"{ROOM}/partij/{made.party('p2').pk}/tekenen", sends).status_code == 302
    page = text_of(petra.get(f"{ROOM}/{made.pk}"))
    assert "later toch getekend" in page
    assert "Tekent niet" not in page
    assert karel.post(address, form_of(karel, address, step="provisional")).status_code == 302
    late = petra.post(f"{ROOM}/partij/{made.party('p2').pk}/nee", {"reason": "Toch niet."})
    assert (late.status_code, "tekende vandaag al" in text_of(late), "Toch niet." in text_of(late)) == (422, True, True)


def test_a_no_is_taken_back_by_its_party_alone_and_stays_to_be_read(karel, hanneke, petra, made):
    petra.post(f"{ROOM}/partij/{made.party('p2').pk}/nee", {"reason": WHY})
    page = f"{ROOM}/{made.pk}"
    undo = address_in(petra.get(page), rf'action="({ROOM}/nee/\d+/terug)"')
    assert undo not in karel.get(page).content.decode()
    assert [who.post(undo).status_code for who in (hanneke, karel)] == [404, 404]
    assert petra.post(undo).url == page
    told = text_of(hanneke.get(page))
    assert "ingetrokken op" in told
    assert "Nog niet getekend: Gemeente Voorbeeldstad, Thuiszorg Voorbeeldwijk, de bewoners." in text_of(
        hanneke.get(ROOM)
    )


def test_the_residents_say_no_by_the_report_of_their_meeting(karel, made):
    address = f"{ROOM}/partij/{made.party('p3').pk}/nee"
    assert "In welk verslag staat het?" in text_of(karel.get(address))
    wrong = karel.post(address, {"reason": WHY})
    assert (wrong.status_code, "wat de bewoners zeiden" in text_of(wrong)) == (422, True)
    assert karel.post(address, {"reason": WHY, "document": "verslag 3 maart"}).status_code == 302
    told = text_of(karel.get(f"{ROOM}/{made.pk}"))
    assert "Tekent niet: de bewoners." in told
    assert "Staat in: verslag 3 maart." in told


def test_a_refused_settlement_waits_until_it_is_made_anew(cast, karel, hanneke, petra, made):
    sign_all(cast, made, p1=hanneke, p2=petra)
    close_period(by=cast.actor("karel"), until=date(2026, 1, 1), today=cast.today, now=timezone.now())
    address = f"{ROOM}/{made.pk}/jaar/2025"
    assert karel.post(address, form_of(karel, address, step="provisional")).status_code == 302
    no = address_in(petra.get(address), rf'href="({ROOM}/deel/\d+/nee)"')
    assert "verdelen we dit jaar niet definitief" in text_of(petra.get(no))
    assert hanneke.get(no).status_code == 404
    assert petra.post(no, {"reason": "Er mist een rekening."}).url == address
    for reader in (karel, hanneke, petra):
        told = text_of(reader.get(address))
        assert "Niet eens met deze verdeling: Thuiszorg Voorbeeldwijk. Daarom verdelen we nog niet definitief." in told
        assert "Er mist een rekening." in told
    held = karel.post(address, form_of(karel, address, step="definitive"))
    assert (held.status_code, "Niet eens met de voorlopige verdeling" in text_of(held)) == (422, True)
    waiting = "Thuiszorg Voorbeeldwijk is het niet eens met de verdeling van 2025"
    assert [waiting in text_of(who.get("/vandaag")) for who in (karel, hanneke, petra)] == [True, True, False]
    saved = b"".join(hanneke.post(f"{ROOM}/bestand", {"kind": "csv"}).streaming_content).decode()
    assert "voorlopige verdeling van 2025" in saved
    assert "Er mist een rekening." in saved
    assert "Petra" not in saved
    assert karel.post(f"{ROOM}/verdeling/{SettledYear.objects.get().pk}/ongedaan").status_code == 302
    assert "Er mist een rekening." in text_of(petra.get(f"{ROOM}/{made.pk}"))
    for step in ("provisional", "definitive"):
        assert karel.post(address, form_of(karel, address, step=step)).status_code == 302
    assert "was van een eerdere versie" in text_of(petra.get(f"{ROOM}/{made.pk}"))
    assert waiting not in text_of(hanneke.get("/vandaag"))


def test_the_first_page_and_the_pages_of_sharing_ask_no_more_often(cast, karel, hanneke, petra, made):
    marieke = cast.browser("marieke")
    pages = [(who, "/vandaag") for who in (marieke, hanneke, karel)]
    pages += [(karel, ROOM), (karel, f"{ROOM}/{made.pk}"), (petra, f"{ROOM}/partij/{made.party('p2').pk}/nee")]
    before = [len(asked_for(*one)) for one in pages]
    for number in range(20):
        other = made if not number else scene.made(cast.actor("karel"), title=f"Afspraak {number}", why=str(uuid4()))
        petra.post(f"{ROOM}/partij/{other.party('p2').pk}/nee", {"reason": WHY})
    assert "Thuiszorg Voorbeeldwijk tekent niet: Gelijke delen" in text_of(marieke.get("/vandaag"))
    after = [len(asked_for(*one)) for one in pages]
    assert after == before
    assert max(after) <= MOST
