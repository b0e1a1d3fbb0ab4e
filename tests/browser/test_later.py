"""What comes later: a doubt the next day, a rule that is answered after its day, and a colleague who stands in until it is over."""

from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone
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

PAST = """UPDATE covers_cover SET begin = begin - 21, until = until - 21, decided_on = decided_on - 21
          WHERE NOT is_for_all AND begin = %s"""


@pytest.fixture
def rachid(visit):
    """A resident on a phone who asked, with a plan of one line that Chantal wrote and he agreed to."""
    with visit.neighbourhood.database() as cast, cast.acting("amina") as by:
        if cast.user(WHO) is None:
            add_user(cast.email(WHO), person=add_person(by=by, name=NAME))
    page = visit("/vraag", who=WHO, width=PHONE)
    field(page, "Wat is er aan de hand?").fill(QUESTION)
    press(page, "Versturen")
    chantal = visit(page.url, who="chantal", width=DESK)
    press(chantal, "Ik heb gebeld")
    chantal.goto(f"{page.url}/plan")
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


def test_a_colleague_stands_in_for_some_days_and_finds_nothing_after_them(visit, rachid):
    key = rachid.url.rsplit("/", 1)[-1]
    bram = visit("/vandaag", who="bram", width=PHONE)
    assert bram.goto(f"/vraag/{key}").status == 404
    chantal = visit(f"/vraag/{key}/vervanging", who="chantal", width=DESK)
    chantal.get_by_label("Welke collega vervangt?").select_option(label="Bram, opbouwwerker")
    today = timezone.localdate()
    field(chantal, "Eerste dag").fill(today.isoformat())
    field(chantal, "Laatste dag").fill((today + timedelta(days=7)).isoformat())
    press(chantal, "Vervanging afspreken")
    rachid.reload()
    expect(rachid.get_by_text("vervangt Bram Chantal")).to_be_visible()
    check_width(rachid)
    assert bram.goto(f"/vraag/{key}").status == 200
    check_quiet(bram, names=[NAME], words=QUESTION)
    press(bram, "Ik heb gebeld")
    covers_are_over(visit.neighbourhood, begun=today)
    assert bram.goto(f"/vraag/{key}").status == 404
    rachid.reload()
    expect(rachid.get_by_text("vervangt Bram Chantal")).to_have_count(0)
    rachid.goto("/wie-keek")
    assert "Bram" in text_of(rachid)


def covers_are_over(neighbourhood, *, begun):
    """Let the covers of one case that began on a day have been three weeks earlier."""
    with neighbourhood.database(), connections["owner"].cursor() as cursor:
        cursor.execute(PAST, [begun])
