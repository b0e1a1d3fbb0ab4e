"""Texts are plain Dutch: what residents read has nothing of what our check looks for, and the page of what is left is true."""

import pytest

from tests.tone import printed
from tests.tone.plain import HARD, RESIDENT, misses, syllables

NEVER = {"hard word", "long sentence", "passive", "noun for a verb", "not twice", "abbreviation"}
FEWEST = 120


@pytest.fixture(scope="module")
def live():
    """Every text with for whom it is, from code and templates."""
    return printed.live()


def rules(text):
    return [miss.rule for miss in misses(text)]


def test_what_residents_read_is_plain(live):
    mine = [text for kind, text in live if kind == RESIDENT]
    found = {text: told for text in mine if (told := [miss for miss in misses(text) if miss.rule in NEVER])}
    assert len(mine) > FEWEST
    assert found == {}


def test_the_page_of_what_is_left_is_up_to_date():
    said = "run `.venv/bin/python -m tests.tone.printed`"
    assert printed.PAGE.read_text(encoding="utf-8") == printed.page(), said


def test_there_are_enough_hard_words_in_the_list():
    assert len(HARD) >= FEWEST


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Indien je komt, bel dan.", "hard word"),
        ("Bel met betrekking tot de fiets.", "hard word"),
        ("Het plan wordt morgen gewijzigd.", "passive"),
        ("Hoe wil je bereikt worden?", "passive"),
        ("Het invullen van de lijst duurt even.", "noun for a verb"),
        ("De verstrekking van een fiets duurt even.", "noun for a verb"),
        ("Niemand gaat niet weg.", "not twice"),
        ("Bel de PGB-winkel o.a. voor hulp.", "abbreviation"),
        ("Dat is de herindicatieprocedure.", "long word"),
        (" ".join(["fiets"] * 19) + ".", "long sentence"),
    ],
)
def test_what_is_not_plain_is_found(text, rule):
    assert rule in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dank je wel. %(name)s belt je vóór {day}.",
        "Het cijfer van <bdi>%(name)s</bdi>",
        "Het plan wordt duurder. Dat is bekend.",
        "Zeg je nee, dan krijg je niet minder hulp. Niemand vraagt waarom.",
        "De rekening van de huisarts is een A4.",
        "Zet 'stop_days' in de map casussen/fiets.toml.",
    ],
)
def test_what_is_plain_is_left_alone(text):
    assert rules(text) == []


@pytest.mark.parametrize(
    ("word", "number"),
    [("plan", 1), ("ieder", 2), ("reactie", 3), ("geïnd", 2), ("telefoonnummer", 5), ("eeuw", 1), ("nieuwe", 2)],
)
def test_syllables_are_counted_by_what_sounds(word, number):
    assert syllables(word) == number
