"""A saved analysis in the words of who reads it on the site; what they may see was decided before."""

from __future__ import annotations

from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext as _

from wijkwaarde.instruments.micro_analysis.page import build_page
from wijkwaarde.instruments.micro_analysis.queries import SavedAnalysis
from wijkwaarde.instruments.micro_analysis.view_model import AnalysisPage


def page_of(saved: SavedAnalysis, *, language: str) -> AnalysisPage:
    """The page; the resident's says what it is for them, and not how to make or check one."""
    page = build_page(saved.result, texts=saved.analysed.texts, language=language)
    if not saved.is_resident:
        return page
    with translation.override(language):
        words = _(
            "Dit is een schatting van wat hulp kost. Het is geen rekening en het zegt niets over jou. "
            "Wil je geen analyse? Zeg het tegen je vaste contact. Je hulp verandert daar niet door."
        )
    return replace(page, for_whom=words, about=tuple(text for text in page.about if text != page.for_whom))
