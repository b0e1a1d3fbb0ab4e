"""Every page of a resident in every language: all of its texts are there, it says which language it is, and `u` is never `je`."""

from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings

from gates.catalogue import extracted, forms_of
from gates.residents import JE
from tests.languages.reading import SAID, begins, browsers, in_language, listening, page_of, states
from tests.tone.reading import Reader

ROOT = Path(__file__).parents[2]
DIRECTIONS = {"nl-formal": "ltr", "en": "ltr", "tr": "ltr", "ar": "rtl"}


@pytest.fixture(scope="module")
def ours():
    """Every text of ours, as a catalogue keeps it."""
    return {
        f"{one.context}{SAID}{form}" if one.context else form
        for one in extracted(ROOT)
        if one.id
        for form in forms_of(one.id)[:1]
    }


@pytest.fixture(scope="module")
def read(committed_cast, django_db_blocker):
    """Every page of a resident by language and state, and by language what was not in its catalogue."""
    pages, missed = {}, {}
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(DEMO=True):
        found = states()
        for code in DIRECTIONS:
            browser = browsers(code)
            with listening(code) as heard:
                for state in found:
                    there, who = in_language(state, code), browser(state.who)
                    with transaction.atomic():
                        pages[code, state.name] = page_of(there, browser=who)
                        transaction.set_rollback(True)
            missed[code] = heard.missed
        transaction.set_rollback(True)
    return pages, missed


@pytest.mark.parametrize("code", ["tr", "ar"])
def test_no_text_on_a_page_of_a_resident_is_left_in_dutch(read, ours, code):
    """What is missing here stands in a file that gates/residents.py calls one of who works here, or has no text yet."""
    assert read[1][code] & ours == set()


def test_every_page_says_its_language_and_which_way_it_runs(read):
    wrong = [where for where, html in read[0].items() if begins(where[0], direction=DIRECTIONS[where[0]]) not in html]
    assert read[0]
    assert wrong == []


def test_who_is_u_reads_no_je(read):
    said = {
        state: [block for block in Reader(html).blocks if JE.search(block)]
        for (code, state), html in read[0].items()
        if code == "nl-formal"
    }
    assert said
    assert {state: blocks for state, blocks in said.items() if blocks} == {}
