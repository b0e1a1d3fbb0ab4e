"""What people do about their own data: somebody reads who looked and why, asks about it, and gets the answer as a letter."""

from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.browser.visits import PHONE, check_quiet, check_width, field, press
from wijkwaarde.kernel.accounts.actions import add_user
from wijkwaarde.kernel.parties.actions import add_person

pytestmark = pytest.mark.browser

WHO, NAME = "story-data", "Malika"
REQUEST = UUID("00000000-0000-4000-8000-0000000000f5")
QUESTION = "Waarom keek Chantal op deze dag?"
ANSWER = "Chantal keek om je te kunnen bellen. Dat hoort bij haar werk."


@pytest.fixture
def asked(neighbourhood):
    """A resident at whose question Chantal looked."""
    with neighbourhood.database() as cast:
        with cast.acting("amina") as by:
            add_user(cast.email(WHO), person=add_person(by=by, name=NAME))
        return cast.called(cast.opened(WHO, request_key=REQUEST))


def test_a_resident_reads_who_looked_asks_why_and_gets_the_answer(visit, asked):
    visit(f"/vraag/{asked}", who="chantal")
    malika = visit("/wie-keek", who=WHO, width=PHONE)
    expect(malika.get_by_role("main")).to_contain_text("keek in je plan. Chantal is jouw vaste contact.")
    malika.get_by_role("link", name="Vraag hierover").first.click()
    field(malika, "Wat wil je weten?").fill(QUESTION)
    check_width(malika)
    press(malika, "Versturen")
    expect(malika.get_by_role("main")).to_contain_text("wacht op antwoord")
    check_quiet(malika, names=(NAME,), words=QUESTION)
    karel = visit("/privacyverzoeken", who="karel", width=PHONE)
    karel.get_by_role("link", name=NAME).click()
    expect(karel.get_by_role("main")).to_contain_text(QUESTION)
    check_width(karel)
    karel.get_by_label("Dit is de uitleg").check()
    field(karel, "Leg het uit").fill(ANSWER)
    press(karel, "Antwoord geven")
    expect(karel.get_by_role("main")).to_contain_text("beantwoord")
    malika.reload()
    expect(malika.get_by_role("main")).to_contain_text(ANSWER)
    press(malika, "Naar de brief")
    expect(malika.get_by_role("main")).to_contain_text(f"Beste {NAME}")
    malika.goto("/mijn-gegevens")
    press(malika, "Lezen en afdrukken")
    expect(malika.get_by_role("heading", level=1)).to_have_text("Alles wat er over mij staat")
    check_width(malika)
    malika.goto("/wie-keek")
    expect(malika.get_by_role("main")).to_contain_text("gaf antwoord op je vraag over je gegevens")
