"""Writes analyses to files: pages, papers and the table of a folder; each whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from pathlib import Path

from wijkwaarde.instruments.micro_analysis.overview import COLUMNS, CaseRow, Overview
from wijkwaarde.instruments.micro_analysis.page import build_page, render_html, render_pdf
from wijkwaarde.instruments.micro_analysis.queries import Analysed, as_json
from wijkwaarde.kernel.files import write_whole

HTML = ".html"
PDF = ".pdf"
JSON = ".json"
TABLE = "cases.csv"
SEPARATOR = ";"


def write_analysis(analysed: Analysed, *, to: Path, language: str) -> Path:
    """Write one analysis in the format that the name of `to` ends in (.html, .pdf, .json); replaces an older one."""
    to.parent.mkdir(parents=True, exist_ok=True)
    write_whole(to, chunks=[content_of(analysed, suffix=to.suffix, language=language)], may_replace=lambda _old: True)
    return to


def content_of(analysed: Analysed, *, suffix: str, language: str) -> bytes:
    """The bytes of a page, a paper or a saved analysis; the last is the same in every language."""
    if suffix == JSON:
        return json.dumps(as_json(analysed), ensure_ascii=False, indent=1, default=str).encode()
    page = build_page(analysed.result, texts=analysed.texts, language=language)
    return render_pdf(page) if suffix == PDF else render_html(page).encode()


def write_table(overview: Overview, *, folder: Path) -> Path:
    """Write the table of a folder as CSV with a decimal comma, as Dutch spreadsheets open it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=SEPARATOR)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(row) for row in overview.rows)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / TABLE
    write_whole(path, chunks=["\ufeff".encode(), text.getvalue().encode()], may_replace=lambda _path: True)
    return path


def _cells(row: CaseRow) -> Iterable[str]:
    yield from (row.case, row.title)
    yield from (_number(amount) for amount in row.amounts.values())
    yield from (_number(row.switching), row.marks, str(row.remarks), row.file)


def _number(value: float | None) -> str:
    return "" if value is None else str(value).replace(".", ",")
