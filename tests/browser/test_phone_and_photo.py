"""A small plan by phone, a table that is entered from its photo, and text that survives a place without reception; on a phone."""

import re
from contextlib import contextmanager
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.browser.visits import PHONE, check_axe, check_quiet, check_width, field, press, text_of
from tests.cast import enter
from wijkwaarde.kernel.accounts.actions import add_user
from wijkwaarde.kernel.parties.actions import add_person

pytestmark = pytest.mark.browser

NAMES = ("Yusuf", "Chantal", "Bram", "Samira", "Fenna")
DRAFTS = "Object.keys(localStorage).filter(name => name.startsWith('wijkwaarde:'))"


def paper():
    """A sheet as a telephone gives it: large, on its side, with a place in it."""
    image = Image.new("RGB", (2400, 3200), "white")
    draw = ImageDraw.Draw(image)
    for number in range(10):
        draw.text((200, 300 + number * 250), f"{number + 1}. Bram belt de school", fill="black", font_size=120)
    exif = Image.Exif()
    exif[34853] = {1: "N", 2: (52.0, 22.0, 1.0)}
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return {"name": "IMG_2231.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


@contextmanager
def living_here(neighbourhood, name):
    """A resident who has a log-in, and the cookie of their browser."""
    with neighbourhood.database() as cast:
        email = f"{name.casefold()}@voorbeeld.example"
        with cast.acting("amina") as by:
            user = add_user(email, person=add_person(by=by, name=name, phone="06 - 12 34 56 77"))
        client = enter(Client(), user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": neighbourhood.url}
    yield cookie


def a_question(visit, name, *, contact, phone):
    """The page of a question that a professional brought for somebody, as whose contact they stay."""
    page = visit("/vraag-voor-iemand", who=contact, width=PHONE)
    field(page, "Naam van de bewoner").fill(name)
    field(page, "De vraag, in één zin").fill("De school belt elke dag.")
    field(page, "Telefoonnummer").fill(phone)
    page.get_by_label("aan de telefoon").or_(page.get_by_label("Waar kwam de vraag binnen?")).first.select_option(
        "phone"
    )
    page.get_by_label("Ik blijf zelf het vaste contact").check()
    page.get_by_label("De hele vraag").check()
    page.get_by_label("De bewoner weet dit en zegt ja").check()
    press(page, "Versturen")
    return page


def test_a_small_plan_is_agreed_on_the_telephone_and_the_resident_can_say_that_it_is_not_so(visit, neighbourhood):
    with living_here(neighbourhood, "Yusuf") as cookie:
        yusuf = visit(width=PHONE)
        yusuf.context.add_cookies([cookie])
    yusuf.goto("/vraag")
    field(yusuf, "Wat is er aan de hand?").fill("Ik krijg een brief die ik niet begrijp.")
    press(yusuf, "Versturen")
    chantal = visit(yusuf.url, who="chantal", width=PHONE)
    press(chantal, "Ik heb gebeld")
    check_width(chantal)
    press(chantal, "Meteen afspreken")
    check_width(chantal)
    check_axe(chantal)
    field(chantal, "Wat gaat er gebeuren?").nth(0).fill("Samen de brief lezen")
    field(chantal, "Wat gaat er gebeuren?").nth(1).fill("De brief klaarleggen")
    field(chantal, "Wie doet dit?").nth(1).fill("Yusuf")
    press(chantal, "Dit spreken we af")
    expect(chantal.get_by_text("Kies daarna hoe je het ja hoorde.").first).to_be_visible()
    chantal.get_by_label("aan de telefoon").check()
    press(chantal, "Dit spreken we af")
    expect(chantal.get_by_text("Jij hoorde het ja van de bewoner, aan de telefoon")).to_be_visible()
    check_quiet(chantal, names=NAMES, words="Samen de brief lezen")
    yusuf.goto("/mijn-plan")
    expect(yusuf.get_by_text("Chantal hoorde je ja, aan de telefoon")).to_be_visible()
    expect(yusuf.get_by_text("Samen de brief lezen").first).to_be_visible()
    check_width(yusuf)
    press(yusuf, "Nee")
    expect(yusuf.get_by_role("status").first).to_contain_text("Je vaste contact belt je.")
    chantal.goto("/vandaag")
    assert "Yusuf" in text_of(chantal)


def test_a_table_is_entered_from_its_photo_spoken_as_one_text_and_read_back(visit):
    bram = a_question(visit, "Samira", contact="bram", phone="06 - 12 34 56 05")
    case = bram.url
    press(bram, "Foto van het blad van aan tafel")
    check_width(bram)
    check_axe(bram)
    field(bram, "Maak een foto").set_input_files(paper())
    press(bram, "Foto bewaren")
    picture = bram.get_by_role("img", name="Foto van het blad")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.naturalHeight") == 2000
    check_width(bram)
    check_axe(bram)
    bram.get_by_label("Spreek of typ de afspraken, elke op een regel").fill(
        "Bram belt de school voor 12 december\nSamira vraagt haar zus\nSamen eten"
    )
    press(bram, "Maak er afspraken van")
    assert [one.input_value() for one in field(bram, "Wie doet dit?").all()] == ["Ikzelf", "Samira", ""]
    field(bram, "Wie doet dit?").nth(2).fill("Zus Leyla")
    field(bram, "Ik wil").fill("Rust in huis.")
    press(bram, "Eerst voorlezen")
    expect(bram.get_by_text("Bram: Belt de school. Klaar vóór")).to_be_visible()
    expect(bram.get_by_text("Zus Leyla: Samen eten.")).to_be_visible()
    check_width(bram)
    check_axe(bram)
    press(bram, "Klopt, bewaar als voorstel")
    assert bram.url == case
    expect(bram.get_by_text("Rust in huis.")).to_be_visible()
    expect(bram.get_by_text("Belt de school").first).to_be_visible()
    assert bram.evaluate(DRAFTS) == []
    check_quiet(bram, names=NAMES, words="Belt de school Rust in huis")


def test_what_was_typed_without_reception_is_there_again_and_gone_once_it_is_saved(visit):
    bram = a_question(visit, "Layla", contact="bram", phone="06 - 12 34 56 06")
    case = bram.url
    bram.goto(f"{case}/plan")
    writing = bram.url
    field(bram, "Wat gaat er gebeuren?").nth(0).fill("De school bellen")
    field(bram, "Wie doet dit?").nth(0).fill("Bram")
    press(bram, "Nog een afspraak")
    field(bram, "Wat gaat er gebeuren?").nth(3).fill("Een vierde afspraak")
    field(bram, "Wie doet dit?").nth(3).fill("Layla")
    bram.context.set_offline(True)
    bram.get_by_role("button", name="Bewaren als voorstel").click()
    expect(bram.get_by_text("Er is geen ontvangst.")).to_be_visible()
    assert bram.url == writing
    bram.context.set_offline(False)
    bram.goto(case)
    bram.goto(writing)
    expect(bram.get_by_text(re.compile("Er staat nog tekst van"))).to_be_visible()
    check_axe(bram)
    check_width(bram)
    with bram.expect_navigation():
        bram.get_by_role("button", name="Terugzetten").click()
    assert field(bram, "Wat gaat er gebeuren?").nth(0).input_value() == "De school bellen"
    assert field(bram, "Wat gaat er gebeuren?").nth(3).input_value() == "Een vierde afspraak"
    press(bram, "Bewaren als voorstel")
    assert bram.url == case
    assert bram.evaluate(DRAFTS) == []


def test_a_draft_goes_away_when_it_is_thrown_away_at_log_out_and_for_somebody_else(visit):
    bram = visit("/vraag-voor-iemand", who="bram", width=PHONE)
    question = field(bram, "De vraag, in één zin")
    question.fill("Ik durf de post niet te openen.")
    bram.reload()
    bram.get_by_role("button", name="Weggooien").click()
    assert bram.evaluate(DRAFTS) == []
    question.fill("Nog een vraag.")
    assert len(bram.evaluate(DRAFTS)) == 1
    bram.evaluate(
        'name => localStorage.setItem(name, localStorage.getItem(name).replace(/"at":\\d+/, \'"at":1\'))',
        bram.evaluate(DRAFTS)[0],
    )
    bram.reload()
    assert bram.evaluate(DRAFTS) == []
    question.fill("Een derde vraag.")
    bram.context.add_cookies([visit.neighbourhood.cookie("marieke")])
    bram.goto("/vandaag")
    assert bram.evaluate(DRAFTS) == []
    bram.context.add_cookies([visit.neighbourhood.cookie("bram")])
    bram.goto("/vraag-voor-iemand")
    question.fill("Een vierde vraag.")
    bram.locator("summary").filter(has_text="Bram").click()
    press(bram, "Uitloggen", within="header")
    assert bram.evaluate(DRAFTS) == []


def test_the_page_of_a_resident_keeps_nothing_on_the_device(visit):
    fenna = visit("/mijn-plan", who="fenna", width=PHONE)
    fenna.goto(f"{fenna.url}/wil-kan-nodig")
    field(fenna, "Ik wil").fill("Rust in huis.")
    assert fenna.evaluate(DRAFTS) == []
    assert "drafts" not in fenna.content()
