"""Writes a book as CSV, xlsx or JSON, piece by piece; the rows were read before, so no database is asked while it goes out."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from tempfile import SpooledTemporaryFile
from typing import Any

from django.http import StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.styles import Font

from wijkwaarde.kernel.errors import printable
from wijkwaarde.kernel.sheets.formulas import harmless
from wijkwaarde.web.saves.book import Book, Cell, Table

SEPARATOR, BOM = ";", "\ufeff"
IN_MEMORY, PIECE = 1024 * 1024, 64 * 1024
LONGEST_TITLE, WIDTH = 31, 24
# More rows in one sheet, and Excel cannot open it.
MOST_ROWS = 1_048_576
# What a workbook takes for a formula or an error.
TAKEN_FOR_ELSE = ("=", "#")


class Kind(StrEnum):
    """As what somebody saves."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


TYPES = {
    Kind.CSV: "text/csv; charset=utf-8",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.JSON: "application/json",
}


def answer(book: Book, *, kind: Kind) -> StreamingHttpResponse:
    """The file to save."""
    response = StreamingHttpResponse(WRITERS[kind](book), content_type=TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{book.name}.{kind.value}"'
    return response


def as_csv(book: Book) -> Iterator[bytes]:
    """Tables under each other, as Dutch spreadsheets open them: a semicolon, a decimal comma, and no formulas."""
    yield BOM.encode()
    for number, table in enumerate(book.tables):
        if number:
            yield b"\r\n"
        if len(book.tables) > 1:
            yield _line((table.title,))
        yield _line(table.columns)
        yield from (_line(row) for row in table.rows)


def _line(cells: tuple[Cell, ...]) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=SEPARATOR).writerow([_written(cell) for cell in cells])
    return text.getvalue().encode()


def _written(cell: Cell) -> str:
    if isinstance(cell, float):
        return str(cell).replace(".", ",")
    return harmless(printable(cell)) if isinstance(cell, str) else "" if cell is None else str(cell)


def as_json(book: Book) -> Iterator[bytes]:
    """An object with a list of rows for each table; days as in ISO 8601."""
    yield b"{"
    for number, table in enumerate(book.tables):
        yield (",\n" if number else "\n").encode() + _plain(table.title) + b": ["
        yield from _objects(table)
        yield b"\n]"
    yield b"\n}\n"


def _objects(table: Table) -> Iterator[bytes]:
    for number, row in enumerate(table.rows):
        yield (",\n" if number else "\n").encode() + _plain(dict(zip(table.columns, row, strict=True)))


def _plain(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=date.isoformat).encode()


def as_xlsx(book: Book, *, most_rows: int = MOST_ROWS) -> Iterator[bytes]:
    """A workbook with a sheet for each table, more where it has more rows than fit; a text stays a text, whatever it begins with."""
    workbook = Workbook(write_only=True)
    for table in book.tables:
        _fill(workbook, table=table, most_rows=most_rows)
    with SpooledTemporaryFile(max_size=IN_MEMORY) as file:
        workbook.save(file)
        file.seek(0)
        while piece := file.read(PIECE):
            yield piece


def _fill(workbook: Workbook, *, table: Table, most_rows: int) -> None:
    """Write a table, row by row; each sheet begins with the names of the columns."""
    sheet = _begun(workbook, table=table, title=table.title[:LONGEST_TITLE])
    for number, row in enumerate(table.rows):
        part, place = divmod(number, most_rows - 1)
        if part and not place:
            after = f" {part + 1}"
            sheet = _begun(workbook, table=table, title=f"{table.title[: LONGEST_TITLE - len(after)]}{after}")
        sheet.append([_cell(cell, sheet=sheet) if isinstance(cell, str) else cell for cell in row])


def _begun(workbook: Workbook, *, table: Table, title: str) -> Any:
    sheet = workbook.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number in range(len(table.columns)):
        sheet.column_dimensions[chr(ord("A") + number)].width = WIDTH
    sheet.append([_cell(name, sheet=sheet, is_head=True) for name in table.columns])
    return sheet


def _cell(text: str, *, sheet: Any, is_head: bool = False) -> SheetCell | str:
    """A text as a cell: plain where it is taken for nothing else, which is far faster."""
    kept = printable(text)
    if not is_head and not kept.startswith(TAKEN_FOR_ELSE):
        return kept
    cell = WriteOnlyCell(sheet, value=kept)
    cell.data_type = "s"
    if is_head:
        cell.font = Font(bold=True)
    return cell


WRITERS: dict[Kind, Callable[[Book], Iterator[bytes]]] = {Kind.CSV: as_csv, Kind.XLSX: as_xlsx, Kind.JSON: as_json}
