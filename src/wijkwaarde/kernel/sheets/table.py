"""What a table is once a file was opened: named columns, rows of cells, places; reads no file itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from itertools import pairwise

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Place, Problem, did_you_mean

Cell = str | int | float | bool | date | datetime | time | None
MOST_ROWS = 200_000
LONGEST_NAME = 50
LETTERS = 26
FIRST_LETTER = ord("A")
HEADER_JOIN = " / "
PATTERNS_KEPT = 1_000


class UnusableTable(Problem):
    """A file that cannot be read as a table, or a column that it does not have."""


class UnusableCells(UnusableTable):
    """A sheet that holds a table, with cells in it that say nothing as they are."""


class MergedCells(UnusableCells):
    """A sheet in which cells below the names of the columns are one."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is laid out: which sheet, how many rows to skip, how many rows make up the header.

    `encoding` and `separator` are None where they are found out from the file.
    """

    sheet: str | None = None
    skip_rows: int = 0
    header_rows: int = 1
    encoding: str | None = None
    separator: str | None = None

    @property
    def first_row(self) -> int:
        """The number of the first row under the header."""
        return self.skip_rows + self.header_rows + 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet counts, and its cells."""

    number: int
    cells: Sequence[Cell]

    def cell(self, index: int) -> Cell:
        """The cell in a column counted from 0; None beyond the end of a short row."""
        return self.cells[index] if index < len(self.cells) else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in this row."""
        return all(cell is None or (isinstance(cell, str) and not cell.strip()) for cell in self.cells)


@dataclass
class Table:
    """An opened file: the names of its columns, its rows (once), and what was noticed on the way."""

    file: str
    columns: tuple[str, ...]
    rows: Iterator[Row]
    sheet: str | None = None
    remarks: list[str] = field(default_factory=list)
    size_hint: int | None = None

    def index_of(self, wanted: str) -> int:
        """The place, from 0, of a column; `*` in the name stands for any text. Errors: UnusableTable."""
        found = [index for index, name in enumerate(self.columns) if matches(name, pattern=wanted)]
        if len(found) == 1:
            return found[0]
        names = [name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}..." for name in self.columns]
        raise UnusableTable(
            (_("Er is geen kolom '{name}'.") if not found else _("Er is meer dan één kolom '{name}'.")).format(
                name=wanted
            ),
            place=Place(self.file, sheet=self.sheet),
            expected=_("een van deze kolommen: {names}.").format(names=", ".join(f"'{name}'" for name in names)),
            remedy=did_you_mean(wanted, names)
            or _("Neem de naam van de kolom over in de mapping, letter voor letter."),
        )

    def place(self, row: int, *, column: int | None = None) -> Place:
        """Where a cell stands: by letter in a sheet, by name in a text file."""
        if column is None:
            return Place(self.file, sheet=self.sheet, row=row)
        name = letter(column) if self.sheet is not None else self.columns[column]
        return Place(self.file, sheet=self.sheet, row=row, column=name)


def matches(text: str, *, pattern: str) -> bool:
    """Whether a text is the pattern, in which `*` is any text; capitals and spacing do not matter."""
    return _compiled(pattern).fullmatch(tidy(text)) is not None


@lru_cache(maxsize=PATTERNS_KEPT)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts = [re.escape(tidy(part)) for part in pattern.split("*")]
    return re.compile(".*".join(parts), flags=re.DOTALL)


def tidy(text: str) -> str:
    """A text without capitals and with single spaces, to compare by."""
    return " ".join(text.casefold().split())


def letter(index: int) -> str:
    """The letter of a column counted from 0: A, B, ... Z, AA.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    rest = index + 1
    while rest:
        rest, last = divmod(rest - 1, LETTERS)
        name = chr(FIRST_LETTER + last) + name
    return name


def column_names(header: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """The names of the columns from one or more header rows; a column without a name goes by its letter.

    An empty cell in an upper row belongs to the name on its left, as merged header cells do.

    >>> column_names([["Code", "Fiscal", "", ""], ["", "Cost", "Year", ""]])
    ('Code', 'Fiscal / Cost', 'Fiscal / Year', 'D')
    """
    if not header:
        return ()
    width = max(len(row) for row in header)
    names = [[_text(row[index]) if index < len(row) else "" for index in range(width)] for row in header]
    for upper, lower in pairwise(names):
        for index in range(1, width):
            if not upper[index] and lower[index]:
                upper[index] = upper[index - 1]
    joined = [HEADER_JOIN.join(part for part in column if part) for column in zip(*names, strict=True)]
    return tuple(name or letter(index) for index, name in enumerate(joined))


def _text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else " ".join(str(cell).split())


def counted(rows: Iterator[Row], *, file: str) -> Iterator[Row]:
    """The rows that are not empty; refuses a file with more rows than anybody reads. Errors: UnusableTable."""
    count = 0
    for row in rows:
        if row.is_empty:
            continue
        count += 1
        if count > MOST_ROWS:
            raise UnusableTable(
                _("Dit bestand heeft meer dan {most} rijen.").format(most=MOST_ROWS),
                place=Place(file, row=row.number),
                expected=_("hoogstens {most} rijen in één bestand.").format(most=MOST_ROWS),
                remedy=_("Splits het bestand, of haal de rijen weg die je niet gebruikt."),
            )
        yield row
