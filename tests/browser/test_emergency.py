"""Breaking the glass as people live it: somebody fears, finds by whole name alone, reads; the resident reads who and why; a second person answers."""

from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.browser.visits import PHONE, check_quiet, check_width, field, press
from wijkwaarde.kernel.accounts.actions import add_user
from wijkwaarde.kernel.parties.actions import add_person

pytestmark = pytest.mark.browser

WHO = "story-fear"
NAME, NUMBER = "Rosalinde", "06 - 12 34 56 47"
WORDS = "Ik slaap al weken niet thuis."
REASON = "Zij belde, huilde, en daarna nam zij niet meer op."
JUDGED = "Eerst het vaste contact bellen had gekund."
REQUEST = UUID("00000000-0000-4000-8000-0000000000f4")


@pytest.fixture
def asked(neighbourhood):
    """A resident who asked a question; only Chantal takes part."""
    with neighbourhood.database() as cast:
        with cast.acting("amina") as by:
            add_user(cast.email(WHO), person=add_person(by=by, name=NAME, phone=NUMBER))
        return cast.called(cast.opened(WHO, words=WORDS, request_key=REQUEST))


def test_who_fears_for_somebody_reads_along_and_the_resident_and_a_second_person_know_it(visit, asked):
    yara = visit("/mensen", who="yara", width=PHONE)
    press(yara, "Is er gevaar voor iemand bij wie je niet meedoet?")
    press(yara, "Er is gevaar")
    look_for(yara, name="Rosa")
    expect(yara.get_by_role("main")).to_contain_text("niemand met precies deze naam")
    check_width(yara)
    look_for(yara, name=NAME)
    expect(yara.get_by_role("heading", level=1)).to_have_text("Weet je het zeker?")
    check_width(yara)
    yara.get_by_label("Ja, er is nu gevaar").check()
    press(yara, "Meekijken")
    expect(yara.get_by_text(WORDS)).to_be_visible()
    check_width(yara)
    check_quiet(yara, names=(NAME,), words=REASON)
    press(yara, "Ik heb gebeld")
    assert visit(who="yara").goto(f"/vraag/{asked}").status == 404
    assert visit(who="dirk").goto(yara.url).status == 404
    rosalinde = visit("/mijn-plan", who=WHO, width=PHONE)
    told = rosalinde.get_by_role("main")
    for words in ("Yara", "Jongerenwerk Voorbeeldwijk", REASON, "kijkt na of dit mocht"):
        expect(told).to_contain_text(words)
    check_width(rosalinde)
    rosalinde.goto("/wie-keek")
    expect(rosalinde.get_by_role("main")).to_contain_text("keek in je plan met noodtoegang")
    karel = visit("/noodtoegang", who="karel", width=PHONE)
    press(karel, f"Yara bij {NAME}")
    karel.get_by_label("Nee, dit was niet terecht").check()
    field(karel, "Waarom vind je dat?").fill(JUDGED)
    press(karel, "Bewaren")
    expect(karel.get_by_role("main")).to_contain_text("niet terecht")
    check_width(karel)
    assert yara.reload().status == 404
    rosalinde.goto("/mijn-plan")
    expect(told).to_contain_text(JUDGED)


def look_for(page, *, name):
    """Fill in who is in danger, and go on."""
    field(page, "Naam van de bewoner").fill(name)
    field(page, "Telefoonnummer van de bewoner").fill(NUMBER)
    page.get_by_label("Voor de bewoner zelf").check()
    field(page, "Wat is er aan de hand?").fill(REASON)
    press(page, "Verder")
