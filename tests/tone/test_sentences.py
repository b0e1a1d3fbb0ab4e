"""Sentences on the pages of residents are short, page by page and over all; and how they are counted."""

import pytest
from django.db import transaction
from django.test import override_settings

from tests.tone.plain import hard_words
from tests.tone.residents import pages
from tests.tone.sentences import average, count, sentences_of

MOST = 12  # words, on average
MOST_IN_ONE = 20


@pytest.fixture(scope="module")
def residents(committed_cast, django_db_blocker):
    """The sentences of every page of a resident, by its name; what was written for them is undone."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(DEMO=True):
        yield {name: [one for block in blocks for one in sentences_of(block)] for name, blocks in pages()}
        transaction.set_rollback(True)


def whole(sentences):
    """Without labels and headings, which would make long sentences look short."""
    return [one for one in sentences if one.whole]


def test_sentences_on_every_page_of_a_resident_are_short(residents):
    long = {
        name: (round(average(told), 1), sorted((one.text for one in told), key=len)[-3:])
        for name, found in residents.items()
        for told in (found, whole(found))
        if average(told) > MOST
    }
    assert residents
    assert long == {}


def test_sentences_are_short_over_all_pages(residents):
    every = {one for found in residents.values() for one in found}
    assert average(whole(every)) <= MOST
    assert [one.text for one in every if one.words > MOST_IN_ONE] == []


def test_no_page_of_a_resident_has_a_hard_word(residents):
    found = {name: {hit for one in told for hit in hard_words(one.text)} for name, told in residents.items()}
    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.parametrize(
    ("block", "texts"),
    [
        ("Dank je wel. Chantal belt je!", ["Dank je wel.", "Chantal belt je!"]),
        ("Twijfel je? Zeg het dan.", ["Twijfel je?", "Zeg het dan."]),
        ("Dit jaar is er € 4,2 miljoen. Dat is 1.234 keer meer.", ["Dit jaar is er € 4,2 miljoen.", "Dat is 1.234 keer meer."]),
        ("Bel bijv. de huisarts. Of mij.", ["Bel bijv. de huisarts.", "Of mij."]),
        ("Mevr. E. de Vries komt.", ["Mevr. E. de Vries komt."]),
        ("1. Schrijf het op.", ["1. Schrijf het op."]),
        ("Het is dinsdag 1. Morgen niet.", ["Het is dinsdag 1.", "Morgen niet."]),
        ("Zij zei: “Ik kom.” Toen ging zij.", ["Zij zei: “Ik kom.", "Toen ging zij."]),
        ("Bram · vóór vrijdag 27 november", ["Bram", "vóór vrijdag 27 november"]),
        ("Mijn vraag", ["Mijn vraag"]),
        ("· … ?", []),
    ],
)  # fmt: skip
def test_a_sentence_ends_where_it_ends(block, texts):
    assert [one.text for one in sentences_of(block)] == texts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bel 06 - 12 34 56 78.", 2),
        ("Zij belt vóór vrijdag 27 november.", 6),
        ("Tussen € 50.000 en € 250.000", 4),
        ("Om 10:30 uur", 3),
        ("Opa's e-mail", 2),
        ("12-12-2026", 1),
        ("", 0),
    ],
)
def test_words_are_counted_as_people_do(text, words):
    assert count(text) == words


def test_a_label_is_no_whole_sentence():
    assert [one.whole for one in sentences_of("Ik wil. Ik kan")] == [True, False]
