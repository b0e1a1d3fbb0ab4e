"""Daily work as people live it: a question for somebody, a call, a meeting, a rule in the way, a mark, words with an answer."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.visits import PHONE, check_quiet, check_width, field, press, text_of

pytestmark = pytest.mark.browser

RULE = "De gemeente vergoedt alleen een fiets voor wie nog geen fiets heeft."
NAMES = ("Leyla", "Fenna", "Amina", "Bram", "Chantal")


def test_a_question_for_somebody_without_log_in_reaches_a_contact_who_calls_and_says_when_again(visit):
    bram = visit("/vandaag", who="bram", width=PHONE)
    press(bram, "Een vraag voor iemand")
    field(bram, "Naam van de bewoner").fill("Leyla O'Brien")
    field(bram, "De vraag, in één zin").fill("Ik durf de post niet meer open te maken.")
    field(bram, "Telefoonnummer").fill("06 - 12 34 56 03")
    bram.get_by_label("De bewoner weet dit en zegt ja").check()
    press(bram, "Versturen")
    check_width(bram)
    check_quiet(bram, names=NAMES)
    chantal = visit("/vandaag", who="chantal", width=PHONE)
    waiting = chantal.get_by_role("listitem").filter(has_text="Leyla O'Brien")
    with chantal.expect_navigation():
        waiting.get_by_role("button", name="Ik heb gebeld").click()
    noted = chantal.locator(".ww-noted").filter(has_text="Leyla O'Brien")
    with chantal.expect_navigation():
        noted.get_by_role("button", name="Over een week").click()
    expect(noted).to_contain_text("Volgende keer")
    check_width(chantal)


def test_a_meeting_is_planned_by_the_resident_and_who_is_asked_says_yes(visit):
    fenna = visit("/mijn-plan", who="fenna", width=PHONE)
    press(fenna, "Een afspraak plannen")
    fenna.get_by_label("Aan de keukentafel").check()
    field(fenna, "Welke dag?").fill((timezone.localdate() + timedelta(days=4)).isoformat())
    field(fenna, "Hoe laat?").fill("10:30")
    field(fenna, "Waar?").fill("Bij mij thuis")
    fenna.get_by_label("Bram, opbouwwerker").check()
    field(fenna, "Wie komt er nog mee?").fill("Mijn zus")
    press(fenna, "Afspraak bewaren")
    check_width(fenna)
    check_quiet(fenna, names=NAMES, words="Mijn zus, bij mij thuis")
    bram = visit("/mensen", who="bram", width=PHONE)
    press(bram, "Fenna")
    press(bram, "10:30 uur")
    expect(bram.get_by_text("Bij mij thuis")).to_be_visible()
    press(bram, "Ik kom")
    fenna.reload()
    expect(fenna.get_by_role("listitem").filter(has_text="Bram")).to_contain_text("komt")
    dirk = visit(who="dirk")
    assert dirk.goto(fenna.url).status == 404
    press(fenna, "De afspraak gaat niet door")
    expect(fenna.get_by_role("status")).to_contain_text("gaat niet door")


def test_a_rule_in_the_way_is_answered_to_resident_and_professional_by_a_manager_who_reads_no_name(visit):
    fenna = visit("/mijn-plan", who="fenna", width=PHONE)
    with fenna.expect_navigation():
        fenna.locator('a[href$="/in-de-weg"]').click()
    field(fenna, "Welke regel zit in de weg?").fill(RULE)
    press(fenna, "Versturen")
    check_width(fenna)
    marieke = visit("/vandaag", who="marieke", width=PHONE)
    press(marieke, RULE)
    assert "Fenna" not in text_of(marieke)
    marieke.get_by_label("Het kan toch").check()
    field(marieke, "In één zin").fill("Het mag, ook als er nog een fiets in de schuur staat.")
    press(marieke, "Antwoord geven")
    check_width(marieke)
    fenna.goto("/mijn-plan")
    expect(fenna.get_by_text("ook als er nog een fiets in de schuur staat")).to_be_visible()
    bram = visit("/mensen", who="bram")
    press(bram, "Fenna")
    expect(bram.get_by_text("ook als er nog een fiets in de schuur staat")).to_be_visible()


def test_a_mark_is_given_once_by_a_link_without_log_in(visit):
    bram = visit("/vraag-voor-iemand", who="bram", width=PHONE)
    field(bram, "Naam van de bewoner").fill("Samir")
    field(bram, "De vraag, in één zin").fill("Ik slaap in de auto.")
    field(bram, "Telefoonnummer").fill("06 - 12 34 56 04")
    bram.get_by_label("Ik blijf zelf het vaste contact").check()
    bram.get_by_label("De hele vraag").check()
    bram.get_by_label("De bewoner weet dit en zegt ja").check()
    press(bram, "Versturen")
    bram.goto("/mensen")
    press(bram, "Samir")
    press(bram, "Cijfer opschrijven")
    press(bram, "Liever een link of code voor de bewoner?")
    press(bram, "Link maken")
    check_width(bram)
    link = bram.get_by_text("/cijfer/").inner_text().strip()
    samir = visit(link, width=PHONE)
    assert "Samir" not in text_of(samir)
    samir.locator("label").filter(has_text=re.compile(r"^\s*3\s*$")).click()
    press(samir, "Versturen")
    check_width(samir)
    expect(samir.get_by_text("Dank je wel")).to_be_visible()
    assert samir.goto(link).status == 404
