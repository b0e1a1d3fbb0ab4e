"""Reads one sheet of an xlsx workbook row by row, by the values that were stored; calculates no formula."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn, cast
from xml.etree.ElementTree import Element, ParseError, iterparse

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from wijkwaarde.kernel.errors import Place, did_you_mean
from wijkwaarde.kernel.sheets.table import Cell, Layout, MergedCells, Row, Table, UnusableCells, UnusableTable

LARGEST_UNPACKED = 1024 * 1024 * 1024
CONTENTS = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
RELATION_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
DIGITS = re.compile(r"\d+")
# What openpyxl leaves out of a workbook (colours, checks on input) is nothing to tell a reader of prices.
warnings.filterwarnings("ignore", module="openpyxl")
BROKEN = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError,
    LookupError, ValueError, TypeError, AttributeError, EOFError, OSError, RuntimeError,
)  # fmt: skip


@dataclass
class Seen:
    """What stands in a sheet besides values."""

    rows: int = 0
    hidden: int = 0
    formulas: int = 0
    formulas_without_value: list[str] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


def read(path: Path, *, layout: Layout) -> tuple[Table, Iterator[Row]]:
    """The table without its columns, and all its rows from the first on. Errors: UnusableTable."""
    try:
        parts = _sheets(path)
    except BROKEN as error:
        _broken(path, error)
    sheet = _chosen(path, sheets=list(parts), wanted=layout.sheet)
    try:
        seen = _look_through(path, part=parts[sheet])
    except BROKEN as error:
        _broken(path, error)
    _check(path, sheet=sheet, seen=seen, layout=layout)
    table = Table(file=path.name, columns=(), rows=iter(()), sheet=sheet, remarks=_remarks(seen), size_hint=seen.rows)
    return table, _rows(path, sheet=sheet)


def sheet_names(path: Path) -> list[str]:
    """The sheets of a workbook, in its order. Errors: UnusableTable."""
    try:
        return list(_sheets(path))
    except BROKEN as error:
        _broken(path, error)


def _sheets(path: Path) -> dict[str, str]:
    """The sheets of a workbook by name, with the part of the archive that each is in."""
    with zipfile.ZipFile(path) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
            raise ValueError("too large when unpacked")
        with archive.open(RELATIONS) as stream:
            targets = {item.get("Id", ""): item.get("Target", "") for _event, item in iterparse(stream)}
        with archive.open(CONTENTS) as stream:
            found = [item for _event, item in iterparse(stream) if _name(item) == "sheet"]
    parts = {item.get("name", ""): targets[item.get(RELATION_ID, "")] for item in found}
    return {
        name: target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        for name, target in parts.items()
        if "worksheets/" in target
    }


def _chosen(path: Path, *, sheets: list[str], wanted: str | None) -> str:
    if wanted is None and len(sheets) == 1:
        return sheets[0]
    if wanted in sheets:
        return str(wanted)
    names = ", ".join(f"'{name}'" for name in sheets)
    what = (
        _("Dit bestand heeft meer dan één blad.")
        if wanted is None
        else _("Er is geen blad '{name}'.").format(name=wanted)
    )
    guess = "" if wanted is None else did_you_mean(wanted, sheets)
    raise UnusableTable(
        what,
        place=Place(path.name),
        expected=_("een van deze bladen: {names}.").format(names=names),
        remedy=guess or _('Zet onder [table] in de mapping welk blad je bedoelt: sheet = "naam".'),
    )


def _look_through(path: Path, *, part: str) -> Seen:
    """Go through the sheet once for what the values do not show: formulas, merged cells, hidden rows."""
    seen = Seen()
    with zipfile.ZipFile(path) as archive, archive.open(part) as stream:
        for _event, element in iterparse(stream):
            name = _name(element)
            if name == "c":
                _note_formula(element, seen=seen)
            elif name == "mergeCell":
                seen.merged.append(element.get("ref", ""))
            elif name == "row":
                seen.rows += 1
                seen.hidden += element.get("hidden") in {"1", "true"}
                element.clear()
    return seen


def _note_formula(cell: Element, *, seen: Seen) -> None:
    names = {_name(child): child for child in cell}
    if "f" not in names:
        return
    seen.formulas += 1
    if "v" not in names or not names["v"].text:
        seen.formulas_without_value.append(cell.get("r", "?"))


def _check(path: Path, *, sheet: str, seen: Seen, layout: Layout) -> None:
    place = Place(path.name, sheet=sheet)
    if seen.formulas_without_value:
        cells = seen.formulas_without_value
        raise UnusableCells(
            _("In cel {cell} staat een formule zonder uitkomst (zo zijn er {count}).").format(
                cell=cells[0], count=len(cells)
            ),
            place=place,
            expected=_("cellen met een waarde, of formules waarvan de uitkomst is opgeslagen."),
            remedy=_("Open het bestand in je rekenprogramma, laat het rekenen en bewaar het opnieuw."),
        )
    for area in seen.merged:
        if int(DIGITS.findall(area)[-1]) >= layout.first_row:
            raise MergedCells(
                _("De cellen {area} zijn samengevoegd.").format(area=area),
                place=place,
                expected=_("onder de kop voor elke rij een eigen cel."),
                remedy=_("Splits deze cellen en vul ze, of zet header_rows in de mapping hoger als dit nog de kop is."),
            )


def _remarks(seen: Seen) -> list[str]:
    remarks = []
    if seen.formulas:
        text = ngettext(
            "{count} formule: de opgeslagen uitkomst is gebruikt.",
            "{count} formules: de opgeslagen uitkomsten zijn gebruikt.",
            seen.formulas,
        )
        remarks.append(text.format(count=seen.formulas))
    if seen.hidden:
        text = ngettext("{count} verborgen rij telt mee.", "{count} verborgen rijen tellen mee.", seen.hidden)
        remarks.append(text.format(count=seen.hidden))
    return remarks


def _rows(path: Path, *, sheet: str) -> Iterator[Row]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            page = book[sheet]
            page.reset_dimensions()
            for number, cells in enumerate(page.iter_rows(values_only=True), start=1):
                yield Row(number, cast("Sequence[Cell]", cells))
        finally:
            book.close()
    except BROKEN as error:
        _broken(path, error)


def _broken(path: Path, error: Exception) -> NoReturn:
    raise UnusableTable(
        _("Dit bestand is kapot of is geen Excel-werkmap ({why}).").format(why=error),
        place=Place(path.name),
        expected=_("een werkmap in .xlsx."),
        remedy=_("Open het in je rekenprogramma en bewaar het opnieuw als .xlsx, of haal het opnieuw op."),
    ) from error


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
