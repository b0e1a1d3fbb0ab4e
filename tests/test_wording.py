"""Every error of waarde can be said in Dutch, with no other values than it carries."""

from string import Formatter

import pytest

from waarde.errors import WORDINGS
from wijkwaarde.kernel.wording import SENTENCES


def named(sentence):
    return {name for _text, name, _form, _turned in Formatter().parse(sentence) if name}


def test_every_error_of_waarde_has_its_dutch_and_there_is_none_too_many():
    assert SENTENCES.keys() == WORDINGS.keys()


@pytest.mark.parametrize("key", WORDINGS)
def test_the_dutch_of_an_error_names_nothing_that_the_error_does_not_carry(key):
    there = WORDINGS[key]
    assert set().union(*map(named, SENTENCES[key])) <= {"got"} | set().union(
        *map(named, (there.message, there.expected, there.remedy))
    )
