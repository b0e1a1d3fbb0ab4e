"""The same thread for who has no JavaScript, and for who reads English; and the ways out of it."""

import pytest
from playwright.sync_api import expect

from tests.browser.served import EXIT
from tests.browser.visits import PHONE, check_quiet, check_width, field, press

pytestmark = pytest.mark.browser

QUESTION = "De bus rijdt niet meer langs onze straat."
ENGLISH_QUESTION = "The bus no longer stops in our street."


def test_without_javascript_a_question_becomes_a_plan_and_somebody_stops_seeing_it(visit):
    page = visit("/vraag", who="plain", width=PHONE, java_script_enabled=False)
    press(page, "Versturen")
    expect(page.get_by_role("heading", name="Er klopt nog iets niet")).to_be_visible()
    field(page, "Wat is er aan de hand?").fill(QUESTION)
    press(page, "Versturen")
    press(page, "Wat ik wil, kan en nodig heb")
    field(page, "Ik wil").fill("Naar de markt kunnen.")
    press(page, "Bewaren")
    press(page, "Iemand erbij vragen")
    press(page, "Kiezen Yara")
    page.get_by_label("ons hele plan").check()
    press(page, "Ja, erbij vragen")
    press(page, "Klein plan maken")
    field(page, "Wat gaat er gebeuren?").first.fill("De gemeente bellen")
    field(page, "Wie doet dit?").first.fill("Yara")
    press(page, "Bewaren als voorstel")
    press(page, "Ja, dit spreken we af")
    press(page, "Het is gelukt")
    expect(page.locator(".ww-line--done")).to_contain_text("De gemeente bellen")
    press(page, "Stoppen met delen Yara")
    press(page, "Ja, stop met delen")
    expect(page.get_by_role("link", name="Stoppen met delen Yara")).to_have_count(0)
    check_quiet(page, names=("Yara", "Chantal"), words=QUESTION)
    press(page, "Sluit snel", within="header")
    assert page.url == EXIT


def test_in_english_a_question_becomes_a_plan(visit):
    page = visit("/vraag", who="english", width=PHONE)
    page.locator(".ww-account summary").click()
    press(page, "English", within="header")
    assert page.locator("html").get_attribute("lang") == "en"
    field(page, "What is going on?").fill(ENGLISH_QUESTION)
    press(page, "Send")
    expect(page.locator(".ww-contact")).to_contain_text("I am your fixed contact.")
    press(page, "What I want, can do and need")
    field(page, "I want").fill("To go to the market.")
    press(page, "Save")
    check_width(page)
    check_quiet(page, names=("Chantal",), words=ENGLISH_QUESTION)


@pytest.mark.parametrize("way", ["button", "keys"])
def test_who_left_quickly_does_not_come_back_by_going_back(visit, way):
    page = visit("/mijn-plan", who="full", width=PHONE)
    words = page.get_by_role("heading", name="Mijn vraag")
    expect(words).to_be_visible()
    press(page, "Iemand erbij vragen")
    session = session_of(page)
    with page.expect_navigation(url=EXIT):
        if way == "button":
            page.get_by_role("link", name="Sluit snel").click()
        else:
            for _ in range(3):
                page.keyboard.press("Escape")
    wait_for_log_out(page, session=session)
    page.go_back()
    page.wait_for_load_state()
    expect(words).to_have_count(0)


def wait_for_log_out(page, *, session):
    """Leaving logs out beside the way: the exit does not wait for it."""
    for _ in range(100):
        if session_of(page) != session:
            return
        page.wait_for_timeout(50)
    pytest.fail("still logged in")


def session_of(page):
    """The session that the browser holds, if any."""
    return next((one["value"] for one in page.context.cookies() if one["name"] == "sessionid"), None)
