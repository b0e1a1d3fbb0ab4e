"""The same page as plain text for a terminal; it says nothing that the page does not say."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill

from django.utils.translation import gettext as _

from wijkwaarde.instruments.micro_analysis.overview_page import OverviewPage
from wijkwaarde.instruments.micro_analysis.view_model import AnalysisPage, Section
from wijkwaarde.kernel.errors import printable
from wijkwaarde.web.tables import Cell, Row, Table

WIDTH = 78
INDENT = "  "
GAP = "  "
BULLET = "- "


def text_of(page: AnalysisPage) -> str:
    """The page as lines of at most 78 characters (a table may be wider); ends with a line break."""
    return printable("\n".join(_lines(page)) + "\n")


def _lines(page: AnalysisPage) -> Iterator[str]:
    yield f"{page.title}  ({page.kind})"
    yield "=" * WIDTH
    yield from (wrapped(notice) for notice in (page.example, page.fiction) if notice)
    yield wrapped(page.finding)
    for section in page.sections:
        yield ""
        yield from _section(section)
    yield ""
    yield from (wrapped(line) for line in page.about)
    yield wrapped(_("Waar elk bedrag vandaan komt, staat op de pagina (--html) en in de pdf (--pdf)."))


def text_of_overview(page: OverviewPage) -> str:
    """A folder of cases as lines: the table and what a reader must know; ends with a line break."""
    notices = [wrapped(notice) for notice in (page.for_whom, page.example) if notice]
    lines = [*table_lines(page.table), "", *notices, *(wrapped(remark) for remark in page.remarks)]
    return printable("\n".join(lines) + "\n")


def _section(section: Section) -> Iterator[str]:
    yield section.topic.upper()
    yield wrapped(section.title)
    yield from (wrapped(line) for line in section.lead)
    if section.table is not None:
        yield from table_lines(section.table)
    yield from (wrapped(point, first=BULLET) for point in section.points)
    yield from (wrapped(remark, first=BULLET) for remark in section.remarks)


def wrapped(text: str, *, first: str = "") -> str:
    """A text broken at the width of the report, indented under its bullet."""
    return fill(text, WIDTH, initial_indent=INDENT + first, subsequent_indent=INDENT + " " * len(first))


def table_lines(table: Table) -> Iterator[str]:
    """A table as aligned columns: words to the left, numbers to the right."""
    heads = [column.name for column in table.columns]
    body = [[shown(cell) for cell in (row.name, *row.cells)] for row in table.rows]
    widths = [max(len(line[place]) for line in [heads, *body]) for place in range(len(heads))]
    right = [column.numeric for column in table.columns]
    yield _aligned(heads, widths=widths, right=right)
    for row, cells in zip(table.rows, body, strict=True):
        yield from _rule(row, widths=widths)
        yield _aligned(cells, widths=widths, right=right)


def _rule(row: Row, *, widths: list[int]) -> Iterator[str]:
    if row.total:
        yield INDENT + GAP.join("-" * width for width in widths)


def shown(cell: Cell) -> str:
    """A cell on one line: its text, and what belongs to it in brackets."""
    return f"{cell.text} ({cell.detail})" if cell.detail else cell.text


def _aligned(cells: list[str], *, widths: list[int], right: list[bool]) -> str:
    fitted = [
        cell.rjust(width) if to_right else cell.ljust(width)
        for cell, width, to_right in zip(cells, widths, right, strict=True)
    ]
    return (INDENT + GAP.join(fitted)).rstrip()
