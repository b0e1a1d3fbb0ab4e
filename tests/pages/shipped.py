"""The four shipped cases as pages, made once, and one page of hostile texts; it tests nothing itself."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings

from wijkwaarde import demo
from wijkwaarde.instruments.micro_analysis.from_files import analyse_file, shelf_beside
from wijkwaarde.instruments.micro_analysis.page import build_page, render_html
from wijkwaarde.instruments.micro_analysis.texts import CaseTexts, PlanLineText
from wijkwaarde.instruments.micro_analysis.view_model import AnalysisPage

CASES = ("amina", "bicycle", "gerrit", "joey")
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 }}{% now "Y" %}</style><!-- #$@`*_ فاطمة 😀 \x07'


@cache
def analysed(case: str) -> Any:
    return analyse_file(
        demo.CASES / f"{case}.toml", shelf=shelf_beside(demo.CASES, shipped=tuple(settings.PRICE_FOLDERS))
    )


def page_of(case: str, language: str = "nl") -> AnalysisPage:
    found = analysed(case)
    return build_page(found.result, texts=found.texts, language=language)


@cache
def page_html(case: str, language: str = "nl") -> str:
    return render_html(page_of(case, language))


def hostile_page() -> AnalysisPage:
    result = dict(analysed("amina").result)
    result["author_notes"] = [HOSTILE]
    result["wellbeing"] = [
        {"who": HOSTILE, "moment": HOSTILE, "mark": 5},
        {"who": HOSTILE, "moment": "after", "mark": 6},
    ]
    result["hours_by_person"] = [{"situation": "now", "who": HOSTILE, "kind": "own-network", "hours": 2.5}]
    texts = CaseTexts(HOSTILE, *([HOSTILE] * 6), plan=(PlanLineText(HOSTILE, HOSTILE, HOSTILE),))
    return build_page(result, texts=texts, language="nl")
