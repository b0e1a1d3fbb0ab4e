"""Reads a delivery file into what each line says per column, and says what it cannot read at all; it judges no line."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkwaarde.kernel.budgets.reading import TOTALS
from wijkwaarde.kernel.deliveries.columns import found_in, missing
from wijkwaarde.kernel.deliveries.periods import written
from wijkwaarde.kernel.deliveries.terms import LONGEST_CELL, LONGEST_FILE_NAME, MOST_BYTES, MOST_LINES, Column
from wijkwaarde.kernel.errors import Refused, printable
from wijkwaarde.kernel.sheets import UnusableTable, encoding_of, open_where
from wijkwaarde.kernel.sheets.reader import ZIP

FIELD = "file"
# Ten thousand lines are some millions of bytes; a small file that unpacks to more than this is a trap.
MOST_UNPACKED = 100 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SaidLine:
    """A row of a file with what it says per column."""

    row: int
    said: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SaidFile:
    """What a file says, and what was noticed while it was read."""

    lines: tuple[SaidLine, ...]
    remarks: tuple[str, ...]


class OtherColumns(Refused):
    """A file whose columns are called otherwise: which are missing, and which there are to choose from."""

    def __init__(self, lacking: list[Column], *, heads: tuple[str, ...]) -> None:
        self.lacking = lacking
        self.heads = heads
        super().__init__(_("Dit bestand noemt zijn kolommen anders. Kies welke kolom wat is."), field=FIELD)


def read_file(raw: bytes, *, name: str, names: Mapping[str, str], is_one_provider: bool) -> SaidFile:
    """What a file says line by line. Errors: Refused, OtherColumns."""
    check_size(raw)
    encoding, remarks = encoding_of(raw)
    with TemporaryDirectory() as folder:
        path = Path(folder) / safe_name(name)
        path.write_bytes(raw)
        try:
            return _read(path, names=names, is_one_provider=is_one_provider, encoding=encoding, remarks=remarks)
        except UnusableTable as error:
            raise Refused(f"{error.what} {error.remedy}", field=FIELD) from error


def safe_name(name: str) -> str:
    """The name of a file without the folders before it and signs that steer."""
    plain = printable(name.replace("\\", "/").rpartition("/")[2]).replace("\n", " ").strip(". ")
    return plain[-LONGEST_FILE_NAME // 2 :] or "levering"


def _read(
    path: Path, *, names: Mapping[str, str], is_one_provider: bool, encoding: str | None, remarks: list[str]
) -> SaidFile:
    def lacks(heads: tuple[str, ...]) -> list[Column]:
        return missing(found_in(heads, names=names), is_one_provider=is_one_provider)

    table = open_where(path, encoding=encoding, fits=lambda heads: not lacks(heads))
    if lacking := lacks(table.columns):
        raise OtherColumns(lacking, heads=table.columns)
    found = found_in(table.columns, names=names)
    lines: list[SaidLine] = []
    totals = 0
    for row in table.rows:
        said = {column.value: _cell(row.cell(place)) for column, place in found.items()}
        if is_total(said.values()):
            totals += 1
        elif any(said.values()):
            lines.append(SaidLine(row.number, said))
        if len(lines) > MOST_LINES:
            raise Refused(_("Dit bestand heeft te veel regels. Splits het, bijvoorbeeld per maand."), field=FIELD)
    if not lines:
        raise Refused(_("In dit bestand staat geen enkele regel."), field=FIELD)
    return SaidFile(tuple(lines), (*remarks, *table.remarks, *totals_words(totals)))


def is_total(cells: Iterable[str]) -> bool:
    """Whether a row says that it adds the others up."""
    return any(cell.casefold().rstrip(":. ") in TOTALS for cell in cells)


def totals_words(count: int) -> list[str]:
    """That rows with a total were left out, if any were."""
    told = ngettext(
        "{count} regel met een totaal telt niet mee.", "{count} regels met een totaal tellen niet mee.", count
    )
    return [told.format(count=count)] if count else []


def _cell(cell: object) -> str:
    return printable(written(cell)).replace("\n", " ")[:LONGEST_CELL]


def check_size(raw: bytes) -> None:
    """Refuse a file that is empty, too large, or a trap. Errors: Refused."""
    if not raw:
        raise Refused(_("Dit bestand is leeg."), field=FIELD)
    if len(raw) > MOST_BYTES:
        most = MOST_BYTES // (1024 * 1024)
        told = _("Dit bestand is groter dan {most} MB. Splits het, of haal bladen weg die je niet gebruikt.")
        raise Refused(told.format(most=most), field=FIELD)
    if raw.startswith(ZIP) and _unpacked(raw) > MOST_UNPACKED:
        raise Refused(_("Uitgepakt is dit bestand veel te groot. Bewaar de tabel als .csv."), field=FIELD)


def _unpacked(raw: bytes) -> int:
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return 0  # the reader says what is wrong with it
