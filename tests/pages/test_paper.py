"""The PDF of a micro-analysis: accessible (PDF/UA-1), the same every time, with every text as text."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pdfua import Severity, validate

from tests.pages.shipped import CASES, hostile_page, page_of
from wijkwaarde.instruments.micro_analysis.page import render_pdf

# The rule about headings breaks on a valid structure tree, so the headings are checked below instead.
RULES_THAT_BREAK = {"UA-14-001"}


@cache
def paper(case: str, language: str = "nl") -> bytes:
    return render_pdf(page_of(case, language))


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def structure(node: Any) -> Iterator[tuple[str, Any]]:
    """Every element of the structure tree with its role."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from structure(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S), node
        if "/K" in node:
            yield from structure(node.K)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_paper_passes_a_check_of_pdf_ua(case: str, language: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper(case, language))
    report = validate(str(file))
    assert [
        finding for one in report.outcomes for finding in one.findings if finding.severity >= Severity.WARNING
    ] == []
    assert {one.rule_id for one in report.outcomes if one.skipped_reason} <= RULES_THAT_BREAK


@pytest.mark.parametrize("case", CASES)
def test_headings_begin_at_the_top_and_leave_no_level_out(case: str) -> None:
    document = opened(paper(case))
    roles = [role for role, _node in structure(document.Root.StructTreeRoot)]
    levels = [int(role[2:]) for role in roles if role[:2] == "/H" and role[2:].isdigit()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("case", CASES)
def test_every_picture_has_words_for_who_cannot_see_it(case: str) -> None:
    document = opened(paper(case))
    figures = [node for role, node in structure(document.Root.StructTreeRoot) if role == "/Figure"]
    pictures = [section for section in page_of(case).sections if section.picture is not None]
    assert len(figures) == len(pictures)
    assert all(len(str(figure.Alt)) > len("Amina van 3 naar 8") for figure in figures)


def test_the_paper_says_its_title_language_and_standard() -> None:
    document = opened(paper("amina"))
    assert str(document.Root.Lang) == "nl"
    with document.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert "Micro-analyse" in metadata["dc:title"]
    assert document.Root.ViewerPreferences.DisplayDocTitle


def test_the_same_analysis_gives_the_same_bytes() -> None:
    assert render_pdf(page_of("amina")) == paper("amina")


def test_all_fonts_are_our_own_and_inside() -> None:
    fonts = {
        str(font.BaseFont) for page in opened(paper("amina")).pages for font in page.resources.get("/Font", {}).values()
    }
    assert fonts
    assert all("SourceSans3" in name or "NotoSansArabic" in name for name in fonts)


def test_hostile_text_is_typeset_as_text() -> None:
    assert render_pdf(hostile_page()).startswith(b"%PDF")


@pytest.mark.parametrize(
    "text",
    ["#panic()", '#import "x"', "$x$ @a <b> *c* _d_ `e` // f", "= kop", "\\u{41}", "#sys.inputs", '[#eval("1")]'],
)
def test_typst_markup_in_a_text_is_not_run(text: str) -> None:
    document = opened(render_pdf(replace(page_of("bicycle"), title=text)))
    assert str(document.docinfo["/Title"]).startswith(text)


def test_any_character_whatever_makes_a_paper() -> None:
    every = "".join(chr(code) for code in range(0x20, 0x3000, 7) if unicodedata.category(chr(code)) != "Cs")
    text = every + "👩‍👩‍👧‍👦 فاطمة 漢字 ﷺ e\u0301\u0323 \u202e"
    content = render_pdf(replace(page_of("bicycle"), finding=text, question=(text,)))
    assert content.startswith(b"%PDF")
