"""The pages of the mark: ten buttons, said back, taken back; and the card on the page of the case."""

from uuid import uuid4

import pytest

from wijkwaarde.kernel.cases.terms import Extent

HARMLESS = "Je krijgt door dit cijfer nooit minder hulp."


@pytest.fixture
def key(cast):
    key = cast.opened()
    cast.chosen(key, "bram")
    return key


def sent(mark, **words):
    return {"mark": str(mark), "request_key": str(uuid4())} | words


def test_the_question_has_ten_buttons_and_says_that_it_takes_no_help_away(cast, key):
    page = cast.browser("amina").get(f"/vraag/{key}/cijfer").text
    assert page.count('type="radio"') == 10
    assert HARMLESS in page
    assert "Overslaan" in page


def test_a_mark_is_said_back_as_something_to_talk_about(cast, key):
    answer = cast.browser("amina").post(f"/vraag/{key}/cijfer", sent(6), follow=True)
    assert "Je gaf een 6" in answer.text
    assert "Wat is er nodig voor een 7?" in answer.text
    assert "Mag je vaste contact dit weten?" not in answer.text


@pytest.mark.parametrize(("mark", "words"), [(1, "Wat houdt je op de been?"), (10, "om het zo te houden?")])
def test_at_the_ends_of_the_scale_there_is_something_else_to_ask(mark, words, *, cast, key):
    assert words in cast.browser("amina").post(f"/vraag/{key}/cijfer", sent(mark), follow=True).text


@pytest.mark.parametrize("mark", ["", "0", "11", "6.5", "zes", "6 "])
def test_what_is_no_mark_gets_the_form_back(mark, *, cast, key):
    answer = cast.browser("amina").post(f"/vraag/{key}/cijfer", sent(mark))
    assert answer.status_code == 422
    assert "Kies een cijfer van 1 tot en met 10." in answer.text


def test_a_wrong_tap_is_undone_from_the_page_and_the_question_is_there_again(cast, key):
    browser = cast.browser("amina")
    given = browser.post(f"/vraag/{key}/cijfer", sent(10)).url
    answer = browser.post(f"{given}/weg", follow=True)
    assert "Het cijfer is weg." in answer.text
    assert "Er staat al een" not in answer.text


def test_a_professional_writes_down_what_the_resident_said(cast, key):
    written = sent(4, how_given="with-help", given_on=str(cast.today))
    assert "Amina gaf een 4" in cast.browser("bram").post(f"/vraag/{key}/cijfer", written, follow=True).text
    assert "Bij het begin: een 4" in cast.browser("amina").get(f"/vraag/{key}").text


def test_a_professional_says_how_and_when_it_was_given(cast, key):
    answer = cast.browser("bram").post(f"/vraag/{key}/cijfer", sent(4))
    assert answer.status_code == 422
    assert "Kies hoe het cijfer is gegeven." in answer.text


def test_when_there_is_nothing_to_ask_the_page_says_from_when_there_is(cast, key):
    browser = cast.browser("amina")
    browser.post(f"/vraag/{key}/cijfer", sent(4))
    cast.agreed(key, ("Bellen", "Opa"))
    page = browser.get(f"/vraag/{key}/cijfer")
    assert "Vandaag vragen we geen cijfer." in page.text
    assert 'type="radio"' not in page.text
    assert browser.post(f"/vraag/{key}/cijfer", sent(5)).status_code == 422


def test_who_sees_only_their_own_part_gets_no_card_and_no_question(cast, key):
    cast.chosen(key, "yara", extent=Extent.THAT)
    cast.browser("amina").post(f"/vraag/{key}/cijfer", sent(4))
    browser = cast.browser("yara")
    assert "cijfer" not in browser.get(f"/vraag/{key}").text
    assert browser.get(f"/vraag/{key}/cijfer").status_code == 404


def test_who_was_stopped_writes_nothing_any_more(cast, key):
    with cast.acting("amina") as by:
        bram = cast.seen(key, by=by).case.participants.get(membership=cast.standing("bram").membership_id)
    browser = cast.browser("bram")
    cast.browser("amina").post(f"/vraag/{key}/stoppen/{bram.pk}")
    assert browser.post(f"/vraag/{key}/cijfer", sent(4)).status_code == 404
