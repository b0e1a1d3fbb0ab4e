"""Writes analyses to files, as pages, papers and tables; each whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from wijkwaarde.instruments.micro_analysis.from_files import Analysed, as_json
from wijkwaarde.instruments.micro_analysis.overview import COLUMNS, CaseRow, Overview
from wijkwaarde.instruments.micro_analysis.overview_page import render_overview
from wijkwaarde.instruments.micro_analysis.page import build_page, render_html, render_pdf
from wijkwaarde.kernel.files import write_whole, writing_to
from wijkwaarde.kernel.sheets.formulas import harmless

HTML = ".html"
PDF = ".pdf"
JSON = ".json"
TABLE = "cases.csv"
OVERVIEW = ("index", "overzicht")
SEPARATOR = ";"


def write_analysis(analysed: Analysed, *, to: Path, language: str) -> Path:
    """Write one analysis in the format that the name of `to` ends in (.html, .pdf, .json); replaces an older one."""
    return _written(to, content=content_of(analysed, suffix=to.suffix, language=language))


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
    return _written(folder / TABLE, content=f"\ufeff{text.getvalue()}".encode())


def write_overview(overview: Overview, *, folder: Path, ending: str, language: str) -> Path:
    """Write the table of a folder as a page with a link to the page or paper of every case."""
    content = render_overview(overview, ending=ending, language=language).encode()
    taken = {row.stem.casefold() for row in overview.rows} if ending == HTML else set()
    free = next(name for name in _overview_names() if name not in taken)
    return _written(folder / f"{free}{HTML}", content=content)


def _overview_names() -> Iterator[str]:
    """What the page of a folder is called; the next where a case has that name."""
    yield from OVERVIEW
    yield from (f"{OVERVIEW[-1]}-{number}" for number in count(len(OVERVIEW)))


def _written(path: Path, *, content: bytes) -> Path:
    with writing_to(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, chunks=[content], may_replace=lambda _old: True, private=True)
    return path


def _cells(row: CaseRow) -> Iterable[str]:
    yield from (harmless(row.case), harmless(row.title))
    yield from (_number(amount) for amount in row.amounts.values())
    yield from (_number(row.switching), harmless(row.marks), str(row.remarks), row.currency, harmless(row.file))


def _number(value: float | None) -> str:
    return "" if value is None else str(value).replace(".", ",")
