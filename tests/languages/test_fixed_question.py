"""The fixed question has one wording per language and edition."""

import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from wijkwaarde.kernel.measurements.terms import WORDING_EDITION
from wijkwaarde.web.marks.forms import MarkForm

EDITIONS = tomllib.loads(Path(__file__).with_name("fixed_question.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("code", [code for code, _name in settings.LANGUAGES])
def test_the_fixed_question_is_asked_word_for_word(code):
    with translation.override(code):
        assert str(MarkForm.base_fields["mark"].label) == EDITIONS[str(WORDING_EDITION)][code]


def test_every_edition_has_every_language():
    assert {tuple(one) for one in EDITIONS.values()} == {tuple(code for code, _name in settings.LANGUAGES)}
