"""Opens a file as a table, by what is in it and not by its name; the reading is in `text_file` and `workbook`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Place
from wijkwaarde.kernel.sheets import text_file, workbook
from wijkwaarde.kernel.sheets.table import (
    Layout,
    MergedCells,
    Table,
    UnusableCells,
    UnusableTable,
    column_names,
    counted,
    letter,
)

LARGEST_FILE = 100 * 1024 * 1024
HEAD = 4096
ZIP = b"PK\x03\x04"
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
PDF = b"%PDF"
WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")
WINDOWS = "cp1252"
# A title, a date, an empty row: as far down the row with the names of the columns is looked for, and a title is as narrow.
MOST_ROWS_ABOVE, MOST_SHEETS, TITLE_CELLS = 8, 8, 2


def open_table(path: Path, *, layout: Layout) -> Table:
    """Open a CSV or xlsx file. The rows are read while they are asked for. Errors: UnusableTable."""
    head = _head(path)
    if head.startswith(ZIP):
        table, rows = workbook.read(path, layout=layout)
    elif head.startswith(OLD_OFFICE):
        raise _unusable(
            path,
            what=_("Dit is een oud Excel-bestand (.xls), of een bestand met een wachtwoord."),
            remedy=_("Open het in je rekenprogramma, haal het wachtwoord weg en bewaar het als .xlsx."),
        )
    elif head.startswith(PDF) or (b"\0" in head and not head.startswith(WIDE_TEXT)):
        raise _unusable(
            path,
            what=_("Dit is geen tabel maar een ander soort bestand."),
            remedy=_("Bewaar de tabel als .csv of .xlsx."),
        )
    else:
        table, rows = text_file.read(path, layout=layout)
    for _skipped in range(layout.skip_rows):
        next(rows, None)
    header = [row.cells for row in islice(rows, layout.header_rows)]
    first = next(rows, None)
    if first is None:
        raise _unusable(
            path,
            what=_("Onder de kop staan geen rijen."),
            remedy=_("Kijk of dit het goede bestand is, en of header_rows en skip_rows in de mapping kloppen."),
        )
    table.columns = column_names(header or [[""] * len(first.cells)])
    table.rows = counted(chain([first], rows), file=path.name)
    return table


def encoding_of(raw: bytes) -> tuple[str | None, list[str]]:
    """How a file is written, and a remark about it: None where it is what we expect; many older programs write as Windows did."""
    if raw.startswith((ZIP, *WIDE_TEXT)):
        return None, []
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return WINDOWS, [_("Dit bestand komt uit een ouder programma. Kijk of namen met é of ë goed staan.")]
    return None, []


def open_where(
    path: Path, *, encoding: str | None, fits: Callable[[tuple[str, ...]], bool], widest_title: int = TITLE_CELLS
) -> Table:
    """Open the sheet whose columns fit, also under a title; where none do, the first one as it is. Errors: UnusableTable."""
    sheets: list[str | None] = [None]
    if _head(path).startswith(ZIP):
        names = workbook.sheet_names(path)
        sheets = [*names[:MOST_SHEETS]] if len(names) > 1 else sheets
    problem: UnusableCells | None = None
    for sheet in sheets:
        try:
            found = _under_title(
                path, layout=Layout(sheet=sheet, encoding=encoding), fits=fits, widest_title=widest_title
            )
        except UnusableCells as cells:
            problem = problem or cells  # what is looked for may stand in this sheet; the others go first
            continue
        if found is not None:
            if sheet is not None:
                found.remarks = [*found.remarks, _("We lazen het blad ‘{name}’.").format(name=sheet)]
            return found
    if problem:
        raise problem
    return open_table(path, layout=Layout(sheet=sheets[0], encoding=encoding))


def _under_title(
    path: Path, *, layout: Layout, fits: Callable[[tuple[str, ...]], bool], widest_title: int
) -> Table | None:
    """The table whose columns fit, as long as what stands above it looks like a title."""
    for above in range(MOST_ROWS_ABOVE + 1):
        try:
            found = open_table(path, layout=replace(layout, skip_rows=above))
        except MergedCells:
            if above == MOST_ROWS_ABOVE:
                raise
            continue  # a title over the width of the table, which a lower first row leaves out
        except UnusableCells:
            raise
        except UnusableTable:
            if above == 0 and layout.sheet is None:
                raise
            continue
        if fits(found.columns):
            return found
        if sum(name != letter(place) for place, name in enumerate(found.columns)) > widest_title:
            return None
    return None


def _head(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(HEAD)
    except OSError as error:
        what = _("Dit bestand kan niet worden geopend ({why}).").format(why=error.strerror)
        raise _unusable(path, what=what, remedy=_("Kijk of de naam en de map kloppen.")) from error
    if not head.strip(b"\xef\xbb\xbf \r\n\t"):
        raise _unusable(path, what=_("Dit bestand is leeg."), remedy=_("Kijk of het goed is opgeslagen."))
    if size > LARGEST_FILE:
        most = LARGEST_FILE // (1024 * 1024)
        what = _("Dit bestand is groter dan {most} MB.").format(most=most)
        raise _unusable(path, what=what, remedy=_("Splits het bestand, of haal de bladen weg die je niet gebruikt."))
    return head


def _unusable(path: Path, *, what: str, remedy: str) -> UnusableTable:
    return UnusableTable(
        what, place=Place(path.name), expected=_("een tabel in .csv of .xlsx, met een kop en rijen."), remedy=remedy
    )
