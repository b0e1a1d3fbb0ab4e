"""Texts of people are tidied the same way everywhere, once and for all, in every script."""

from unicodedata import category, is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwaarde.kernel.parties.rules import JOINERS, may_be_name, tidied

# Mostly the signs that are hard: accents that stand alone, what hides, what breaks lines, what joins.
HARD = "e\u0301\u0308\u200b\u200c\u200d\u200e\u202e\u2066\ufeff\u00ad\x00\x07\x1b\x85\u2028\u2029\r\n\t\v\f \u00a0\u3000أ\u064b가\U000e0041👩🏽"
texts = st.text(st.sampled_from(HARD) | st.characters(), max_size=40)


@given(texts, st.booleans())
def test_tidying_again_changes_nothing(text, lines):
    once = tidied(text, lines=lines)
    assert tidied(once, lines=lines) == once


@given(texts, st.booleans())
def test_nothing_that_steers_or_hides_is_left(text, lines):
    kept = tidied(text, lines=lines)
    left = {sign for sign in kept if category(sign) in {"Cc", "Cf", "Cs"}} - set(JOINERS)
    assert left <= ({"\n"} if lines else set())
    assert kept == kept.strip()
    assert is_normalized("NFC", kept)


@given(texts)
def test_one_line_has_no_two_spaces_beside_each_other(text):
    assert tidied(text) == " ".join(tidied(text).split())


@given(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=30), st.booleans())
def test_letters_and_digits_of_every_script_stay(text, lines):
    assert tidied(text, lines=lines).replace(" ", "") != ""


@pytest.mark.parametrize(
    "text",
    ["می‌خواهم", "أمينة", "क्‍ष", "👩‍👩‍👧", "’s Gravenzande", "Zoë", "Łucja", "O'Neill-Ćirić", "ǅ", "ß", "李"],
)
def test_names_as_people_write_them_stay_as_they_are(text):
    assert tidied(text) == text
    assert tidied(text, lines=True) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("een\ttwee", "een twee"),
        ("een\r\ntwee\rdrie\u2028vier", "een\ntwee\ndrie\nvier"),
        ("\u202eomgekeerd", "omgekeerd"),
        ("e\u200b\u0301", "é"),
        ("\n\n een \n\n", "een"),
    ],
)
def test_what_separates_words_still_does(text, kept):
    assert tidied(text, lines=True) == kept


@pytest.mark.parametrize("name", ["", " ", "\u00a0", "\u200d", "...", "--", "👩", "\u0301"])
def test_a_name_that_cannot_be_read_aloud_is_none(name):
    assert not may_be_name(tidied(name))


@given(st.text(st.characters(categories=("L",)), min_size=1))
def test_any_letters_are_a_name(name):
    assert may_be_name(name)
