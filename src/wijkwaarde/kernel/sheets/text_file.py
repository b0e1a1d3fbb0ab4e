"""Reads a CSV file row by row: encoding, separator, unclosed quotes; not workbooks."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Place
from wijkwaarde.kernel.sheets.table import Layout, Row, Table, UnusableTable

SEPARATORS = ",;\t"
UTF_8 = "utf-8-sig"
MARKS = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
SAMPLE = 64 * 1024
# A title above the table has no separators, or a comma; the names of the columns are looked for as far down.
MOST_LINES_LOOKED_AT, TABLE_COLUMNS = 9, 3
LONGEST_CELL = 1024 * 1024


def read(path: Path, *, layout: Layout) -> tuple[Table, Iterator[Row]]:
    """The table without its columns, and all its rows from the first on. Errors: UnusableTable."""
    encoding = _encoding(path, declared=layout.encoding)
    separator = layout.separator or _separator(path, encoding=encoding)
    table = Table(file=path.name, columns=(), rows=iter(()))
    return table, _rows(path, encoding=encoding, separator=separator)


def _encoding(path: Path, *, declared: str | None) -> str:
    with path.open("rb") as stream:
        start = stream.read(len(codecs.BOM_UTF16_LE))
    encoding = MARKS.get(start) or declared or UTF_8
    return UTF_8 if codecs.lookup(encoding).name == "utf-8" else encoding


def _separator(path: Path, *, encoding: str) -> str:
    """The separator that cuts the first row that looks like a table into the most columns, else the first row."""
    with path.open(encoding=encoding, errors="replace", newline="") as stream:
        sample = stream.read(SAMPLE).splitlines(keepends=True)[:MOST_LINES_LOOKED_AT]
    cuts = [{mark: len(next(csv.reader([line], delimiter=mark), [])) for mark in SEPARATORS} for line in sample]
    table = next((cut for cut in cuts if max(cut.values()) >= TABLE_COLUMNS), cuts[0] if cuts else {})
    return max(SEPARATORS, key=lambda mark: table.get(mark, 0))


def _rows(path: Path, *, encoding: str, separator: str) -> Iterator[Row]:
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding, newline="") as stream:
        reader = csv.reader(stream, delimiter=separator, strict=True)
        try:
            for number, cells in enumerate(reader, start=1):
                yield Row(number, cells)
        except UnicodeDecodeError as error:
            raise _wrong_encoding(path, encoding=encoding) from error
        except csv.Error as error:
            raise _wrong_quotes(path, line=reader.line_num, reason=str(error)) from error


def _wrong_encoding(path: Path, *, encoding: str) -> UnusableTable:
    name = "utf-8" if encoding == UTF_8 else encoding
    return UnusableTable(
        _("Hier staat een teken dat geen {encoding} is.").format(encoding=name),
        place=Place(path.name, line=_first_bad_line(path, encoding=encoding)),
        expected=_("een tekstbestand in {encoding}.").format(encoding=name),
        remedy=_(
            "Bewaar het bestand als 'CSV UTF-8'. Komt het uit een ouder rekenprogramma en kan dat niet? "
            'Zet dan encoding = "cp1252" onder [table] in de mapping.'
        ),
    )


def _first_bad_line(path: Path, *, encoding: str) -> int | None:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode(encoding)
            except UnicodeDecodeError:
                return number
    return None


def _wrong_quotes(path: Path, *, line: int, reason: str) -> UnusableTable:
    return UnusableTable(
        _("Tot en met deze regel klopt er iets niet met de aanhalingstekens ({reason}).").format(reason=reason),
        place=Place(path.name, line=line),
        expected=_('een cel met een scheidingsteken of een nieuwe regel erin staat tussen "aanhalingstekens".'),
        remedy=_("Zoek een aanhalingsteken dat niet wordt gesloten, of bewaar de tabel als .xlsx."),
    )
