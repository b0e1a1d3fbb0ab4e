"""What comes later: a plan that the resident doubts the next day, and a rule that is answered after its day."""

import pytest
from playwright.sync_api import expect

from tests.browser.days import time_passes
from tests.browser.visits import DESK, PHONE, check_quiet, check_width, field, press, text_of
from wijkwaarde.kernel.accounts.actions import add_user
from wijkwaarde.kernel.parties.actions import add_person

pytestmark = pytest.mark.browser

WHO, NAME = "story-later", "Rachid"
QUESTION = "Ik moet mijn tuin uit omdat ik niet meer bij de trap kan."
RULE = "Een traplift mag alleen als de woning ouder is dan tien jaar."
ANSWER = "Het mag toch: we kijken naar wie er woont en niet naar de woning."


@pytest.fixture
def rachid(visit):
    """A resident on a phone who asked, with a plan of one line that Chantal wrote and he agreed to."""
    with visit.neighbourhood.database() as cast, cast.acting("amina") as by:
        if cast.user(WHO) is None:
            add_user(cast.email(WHO), person=add_person(by=by, name=NAME))
    page = visit("/vraag", who=WHO, width=PHONE)
    field(page, "Wat is er aan de hand?").fill(QUESTION)
    press(page, "Versturen")
    chantal = visit(f"{page.url}/plan", who="chantal", width=DESK)
    field(chantal, "Wat gaat er gebeuren?").first.fill("Een traplift aanvragen")
    field(chantal, "Wie doet dit?").first.fill("Chantal")
    press(chantal, "Bewaren als voorstel")
    page.reload()
    press(page, "Ja, dit spreken we af")
    return page


def test_a_plan_that_the_resident_doubts_the_next_day_reaches_the_contact_who_calls(visit, rachid):
    assert rachid.get_by_role("heading", name="Klopt het nog?").count() == 0
    time_passes(visit.neighbourhood, rachid.url.rsplit("/", 1)[-1], days=1)
    rachid.reload()
    press(rachid, "Ik twijfel")
    check_width(rachid)
    check_quiet(rachid, names=[NAME], words=QUESTION)
    expect(rachid.get_by_text("Je vaste contact belt je.").first).to_be_visible()
    chantal = visit("/vandaag", who="chantal", width=PHONE)
    row = chantal.get_by_role("listitem").filter(has_text=NAME).filter(has_text="twijfelt over het plan")
    expect(row).to_be_visible()
    row.get_by_role("link", name=NAME).click()
    press(chantal, "Ik heb gebeld")
    chantal.goto("/vandaag")
    expect(chantal.get_by_text("twijfelt over het plan").and_(chantal.get_by_text(NAME))).to_have_count(0)


def test_a_rule_that_is_answered_late_is_said_to_be_late_and_answered_to_both(visit, rachid):
    key = rachid.url.rsplit("/", 1)[-1]
    with rachid.expect_navigation():
        rachid.locator('main a[href$="/in-de-weg"]').first.click()
    field(rachid, "Welke regel zit in de weg?").fill(RULE)
    press(rachid, "Versturen")
    time_passes(visit.neighbourhood, key, days=30)
    rachid.goto(f"/vraag/{key}")
    expect(rachid.get_by_text("Te laat:").first).to_be_visible()
    marieke = visit("/in-de-weg", who="marieke", width=DESK)
    assert NAME not in text_of(marieke)
    press(marieke, RULE)
    expect(marieke.get_by_text("Te laat:").first).to_be_visible()
    marieke.get_by_label("Het kan toch").check()
    field(marieke, "In één zin").fill(ANSWER)
    press(marieke, "Antwoord geven")
    for who, width in ((WHO, PHONE), ("chantal", DESK)):
        page = visit(f"/vraag/{key}", who=who, width=width)
        expect(page.get_by_text(ANSWER)).to_be_visible()
        check_width(page)
