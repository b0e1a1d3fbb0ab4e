"""The analysis on paper, in the languages that a resident chooses from."""

import pytest

from tests.pages.shipped import page_of
from wijkwaarde.instruments.micro_analysis.page import render_pdf


@pytest.mark.parametrize(("code", "tag"), [("nl-formal", b"nl"), ("tr", b"tr"), ("ar", b"ar")])
def test_the_pdf_is_made_and_says_its_language(code, tag):
    paper = render_pdf(page_of("bicycle", code))
    assert b"/Lang (" + tag + b")" in paper or b"/Lang(" + tag + b")" in paper
