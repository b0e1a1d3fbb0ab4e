"""The resident says yes and no: what somebody sees stops at once, and a no to measuring changes nothing else."""

import pytest
from playwright.sync_api import expect

from tests.browser.visits import DESK, PHONE, check_quiet, check_width, field, press
from wijkwaarde.kernel.accounts.actions import add_user
from wijkwaarde.kernel.parties.actions import add_person

pytestmark = pytest.mark.browser

WHO, NAME = "story-yes", "Samira"
QUESTION = "Ik slaap slecht sinds de verhuizing en durf niemand te bellen."


@pytest.fixture
def samira(visit):
    """A resident on a phone who asked, and lets Bram of another organisation read along."""
    with visit.neighbourhood.database() as cast, cast.acting("amina") as by:
        if cast.user(WHO) is None:
            add_user(cast.email(WHO), person=add_person(by=by, name=NAME))
    page = visit("/vraag", who=WHO, width=PHONE)
    field(page, "Wat is er aan de hand?").fill(QUESTION)
    press(page, "Versturen")
    with visit.neighbourhood.database() as cast:
        bram = cast.standing("bram").membership_id
    page.goto(f"{page.url}/erbij/{bram}")
    page.get_by_label("Mijn vraag, wat ik wil").check()
    press(page, "Ja, erbij vragen")
    return page


def test_a_resident_sees_what_somebody_sees_and_stops_it_at_once_and_says_no_to_measuring(visit, samira):
    case = samira.url
    bram = visit(case, who="bram", width=DESK)
    expect(bram.get_by_text(QUESTION)).to_be_visible()
    press(samira, "Zo ziet dat eruit")
    expect(samira.get_by_role("heading", name="Zo ziet Bram het")).to_be_visible()
    expect(samira.get_by_text(QUESTION)).to_be_visible()
    press(samira, "Stoppen met delen")
    press(samira, "Ja, stop met delen")
    assert bram.reload().status == 404
    expect(bram.get_by_text(QUESTION)).to_have_count(0)
    press(samira, "Waar zeg ik ja tegen?")
    check_width(samira)
    samira.locator("#meten-kop").locator("..").get_by_role("link").first.click()
    samira.get_by_label("Nee", exact=True).check()
    press(samira, "Bewaren")
    check_width(samira)
    check_quiet(samira, names=[NAME], words=QUESTION)
    block = samira.locator("#meten-kop").locator("..")
    expect(block.get_by_text("Je zei nee")).to_be_visible()
    chantal = visit(case, who="chantal", width=DESK)
    expect(chantal.get_by_text(QUESTION)).to_be_visible()
    expect(chantal.get_by_text("geeft liever geen cijfer")).to_be_visible()
    block.get_by_role("button", name="Terugdraaien").click()
    expect(samira.get_by_text("Teruggedraaid.")).to_be_visible()
