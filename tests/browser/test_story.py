"""The thread as people live it: Amina asks on her phone, is helped, sees who looked, and stops sharing."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.served import EXIT
from tests.browser.visits import DESK, PHONE, check_quiet, check_width, field, log_in, press, text_of
from wijkwaarde.demo.cast import BY_KEY

pytestmark = pytest.mark.browser

QUESTION = "Mijn dochter slaapt slecht, en de buren bonzen op de muur als zij huilt."
NAMES = [BY_KEY[who].name for who in ("amina", "bram", "chantal", "dirk")]
MADE_UP = "00000000-0000-4000-8000-00000000dead"


def test_amina_asks_gets_help_sees_who_looked_and_stops_sharing(visit):
    amina = visit(width=PHONE)
    ask(amina)
    tell_what_she_wants(amina)
    choose(amina, "Bram")
    make_a_plan(amina)
    bram = bram_does_his_part(visit)
    chantal_logs_in_with_a_code_and_calls(visit)
    dirk_finds_nothing(visit, amina.url)
    amina_sees_who_looked(amina)
    stop_sharing(amina, bram)
    leave_quickly(amina)


def ask(amina):
    log_in(amina, "amina")
    look(amina)
    field(amina, "Wat is er aan de hand?").fill(QUESTION)
    press(amina, "Versturen")
    look(amina)
    contact = amina.locator(".ww-contact")
    expect(contact).to_contain_text("Chantal")
    expect(contact.get_by_role("link", name=BY_KEY["chantal"].phone)).to_be_visible()
    expect(contact).to_contain_text(re.compile(r"Chantal belt je vóór \w+ \d+ \w+"))


def tell_what_she_wants(amina):
    press(amina, "Wat ik wil, kan en nodig heb")
    look(amina)
    field(amina, "Ik wil").fill("Een hele nacht slapen.")
    field(amina, "Ik kan").fill("Overdag thuis zijn, en koken voor een ander.")
    press(amina, "Bewaren")
    look(amina)
    expect(amina.get_by_text("Nog niets opgeschreven.")).to_have_count(1)


def choose(amina, name):
    press(amina, "Iemand erbij vragen")
    look(amina)
    field(amina, "Zoek op naam, werk of organisatie").fill("opbouwwerker")
    press(amina, "Zoek")
    press(amina, f"Kiezen {name}")
    look(amina)
    amina.get_by_label("ons hele plan").check()
    press(amina, "Ja, erbij vragen")
    look(amina)
    expect(amina.get_by_role("status")).to_contain_text(f"{name} doet nu mee.")


def make_a_plan(amina):
    press(amina, "Klein plan maken")
    look(amina)
    lines = (("Samen met de buren praten", "Bram"), ("Elke avond een boekje lezen", "Ikzelf"), ("Een lamp", "Opa"))
    for place, (what, who) in enumerate(lines):
        field(amina, "Wat gaat er gebeuren?").nth(place).fill(what)
        field(amina, "Wie doet dit?").nth(place).fill(who)
    press(amina, "Bewaren als voorstel")
    look(amina)
    press(amina, "Ja, dit spreken we af")
    look(amina)
    expect(amina.get_by_role("status")).to_contain_text("Afgesproken")


def bram_does_his_part(visit):
    bram = visit(width=DESK)
    log_in(bram, "bram")
    expect(bram.get_by_role("heading", name="Vandaag")).to_be_visible()
    check_quiet(bram, names=NAMES, words=QUESTION)
    press(bram, "Samen met de buren praten")
    expect(bram.get_by_text(QUESTION)).to_be_visible()
    check_quiet(bram, names=NAMES, words=QUESTION)
    expect(bram.get_by_role("button", name="Het is gelukt")).to_have_count(1)
    press(bram, "Het is gelukt")
    expect(bram.locator(".ww-line--done")).to_contain_text("Samen met de buren praten")
    return bram


def chantal_logs_in_with_a_code_and_calls(visit):
    chantal = visit("/inloggen")
    press(chantal, "Stuur mij een code")
    field(chantal, "E-mailadres").fill(BY_KEY["chantal"].email)
    press(chantal, "Stuur mij een code")
    field(chantal, "Code").fill(code_in_the_postbox(visit))
    press(chantal, "Inloggen")
    # A code by mail is one step; who works here has two.
    field(chantal, "Code").fill(chantal.locator(".ww-demo-code strong").inner_text())
    press(chantal, "Inloggen")
    press(chantal, "Amina")
    press(chantal, "Ik heb gebeld")
    expect(chantal.get_by_role("status")).to_contain_text("Genoteerd")
    expect(chantal.get_by_role("region", name="Wacht op mij").get_by_text("Amina")).to_have_count(0)


def code_in_the_postbox(visit):
    postbox = visit("/postvak")
    code = postbox.locator(".ww-code")
    for _ in range(50):
        if code.count():
            break
        postbox.wait_for_timeout(100)
        postbox.reload()
    return code.first.inner_text()


def dirk_finds_nothing(visit, url):
    dirk = visit(width=DESK)
    log_in(dirk, "dirk")
    key = url.rsplit("/", 1)[-1]
    pages = []
    for tried in (key, MADE_UP):
        answer = dirk.goto(f"/vraag/{tried}")
        assert answer.status == 404
        pages.append(re.sub(r'(token" value=")\w+', r"\1", answer.text()).replace(tried, ""))
    assert pages[0] == pages[1]


def amina_sees_who_looked(amina):
    amina.goto("/wie-keek")
    look(amina)
    told = text_of(amina)
    for line in ("Chantal is jouw vaste contact.", "Bram doet mee met je plan sinds", "Iemand van buiten je plan"):
        assert line in told
    assert "wilde kijken, en kreeg niets te zien." in told


def stop_sharing(amina, bram):
    press(amina, "Mijn plan", within="nav")
    assert bram.reload().status == 200
    press(amina, "Stoppen met delen Bram")
    look(amina)
    press(amina, "Ja, stop met delen")
    look(amina)
    assert bram.reload().status == 404
    assert QUESTION not in text_of(bram)


def leave_quickly(amina):
    left = amina.url
    press(amina, "Sluit snel", within="header")
    amina.wait_for_url(EXIT)
    amina.go_back()
    assert amina.url != left


def look(amina):
    check_width(amina)
    check_quiet(amina, names=NAMES, words=QUESTION)
