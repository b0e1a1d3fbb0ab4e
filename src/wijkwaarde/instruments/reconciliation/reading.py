"""Reads a party's own figures into what each line says per column, and says what it cannot read at all; it judges no line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _

from wijkwaarde.instruments.reconciliation.columns import found_in, missing
from wijkwaarde.instruments.reconciliation.rules import Aside, Line, NewBooks, read_line
from wijkwaarde.instruments.reconciliation.terms import LONGEST_CELL, MOST_LINES, Column
from wijkwaarde.kernel.deliveries.periods import written
from wijkwaarde.kernel.deliveries.reading import FIELD, check_size, is_total, safe_name, totals_words
from wijkwaarde.kernel.errors import Refused, printable
from wijkwaarde.kernel.sheets import Row, UnusableTable, encoding_of, open_where


@dataclass(frozen=True, slots=True)
class Read:
    """The lines of a file that can be used, those that cannot be read, and what was noticed."""

    used: tuple[Line, ...]
    aside: tuple[Aside, ...]
    remarks: tuple[str, ...] = ()

    @property
    def cents(self) -> int:
        """What the lines that can be used add up to."""
        return sum(line.cents for line in self.used)


class OtherColumns(Refused):
    """A file whose columns are called otherwise: which are missing, and which there are to choose from."""

    def __init__(self, lacking: list[Column], *, heads: tuple[str, ...]) -> None:
        self.lacking = lacking
        self.heads = heads
        super().__init__(_("Dit bestand noemt zijn kolommen anders. Kies welke kolom wat is."), field=FIELD)


def read_books(new: NewBooks) -> Read:
    """What a file gives. Errors: Refused, OtherColumns."""
    check_size(new.raw)
    encoding, remarks = encoding_of(new.raw)
    with TemporaryDirectory() as folder:
        path = Path(folder) / safe_name(new.name)
        path.write_bytes(new.raw)
        try:
            return _read(path, new=new, encoding=encoding, remarks=remarks)
        except UnusableTable as error:
            raise Refused(f"{error.what} {error.remedy}", field=FIELD) from error


def _read(path: Path, *, new: NewBooks, encoding: str | None, remarks: list[str]) -> Read:
    names = new.names or {}
    table = open_where(path, encoding=encoding, fits=lambda heads: not missing(found_in(heads, names=names)))
    found = found_in(table.columns, names=names)
    if lacking := missing(found):
        raise OtherColumns(lacking, heads=table.columns)
    read: list[Line | Aside] = []
    totals = 0
    for row in table.rows:
        said = _said(row, found=found)
        if is_total(said.values()):
            totals += 1
        elif any(said.values()):
            read.append(read_line(row.number, said=said, year=new.year, is_turned=new.is_turned))
        if len(read) > MOST_LINES:
            raise Refused(_("Dit bestand heeft te veel regels. Tel ze op per kostenplaats en maand."), field=FIELD)
    if not read:
        raise Refused(_("In dit bestand staat geen enkele regel."), field=FIELD)
    used = tuple(one for one in read if isinstance(one, Line))
    remarks += [*table.remarks, *totals_words(totals)]
    return Read(used, tuple(one for one in read if isinstance(one, Aside)), tuple(remarks))


def _said(row: Row, *, found: Mapping[Column, int]) -> dict[str, str]:
    cells = {column.value: written(row.cell(place)) for column, place in found.items()}
    return {column: printable(cell).replace("\n", " ")[:LONGEST_CELL] for column, cell in cells.items()}
