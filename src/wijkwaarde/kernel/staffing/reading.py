"""Reads a table of hours of people of one party: product, month, and five columns of hours or fte; it asks no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Problem, Refused, did_you_mean
from wijkwaarde.kernel.ledger.rules import hundredths
from wijkwaarde.kernel.sheets import Cell, Row, Table, encoding_of, open_where
from wijkwaarde.kernel.staffing import rules
from wijkwaarde.kernel.staffing.calculation import Hours
from wijkwaarde.kernel.staffing.terms import MOST_BYTES, MOST_ROWS

FIELD = "file"
# What the columns are called in files of providers; capitals do not matter, and somebody may say which column is which.
PRODUCT, MONTH = "product", "month"
COLUMNS = {"available": "beschikbaar", "planned": "gepland", "used": "gebruikt", "ill": "ziek", "vacant": "vacature"}
HEADS = {PRODUCT: "product", MONTH: "maand", **COLUMNS}
MAY_MISS = frozenset({"planned", "ill"})
LONGEST_FOUND = 60


@dataclass(frozen=True, slots=True)
class MonthInFile:
    """What a line says of a product in a month."""

    product_id: int
    month: date
    hours: Hours


@dataclass(frozen=True, slots=True)
class Aside:
    """A line that was not used: where it stands, what was found, and why."""

    row: int
    found: str
    why: str


@dataclass(frozen=True, slots=True)
class HoursReading:
    """What a file gives: the months that can be used, the lines put aside, and what was noticed about the file."""

    months: tuple[MonthInFile, ...]
    asides: tuple[Aside, ...]
    remarks: tuple[str, ...]

    @property
    def total(self) -> Hours:
        """All usable months together."""
        return sum((one.hours for one in self.months), Hours())


class OtherColumns(Refused):
    """A file whose columns are called otherwise: which are missing, and which there are to choose from."""

    def __init__(self, lacking: Sequence[str], *, heads: tuple[str, ...]) -> None:
        self.lacking = tuple(lacking)
        self.heads = heads
        super().__init__(_("Dit bestand noemt zijn kolommen anders. Kies welke kolom wat is."), field=FIELD)


def read_months(
    raw: bytes,
    *,
    name: str,
    products: Mapping[str, int],
    in_hours: Callable[[int, date], int] | None = None,
    names: Mapping[str, str] | None = None,
) -> HoursReading:
    """What a file says month by month; `in_hours` makes hours of fte, `names` says which column is which.

    Errors: Refused for a file that cannot be read at all, OtherColumns.
    """
    if len(raw) > MOST_BYTES:
        raise Refused(_("Dit bestand is te groot. Er past 2 MB."), field=FIELD)
    lines, remarks = _lines(raw, name=name, names=names or {})
    found: dict[tuple[int, date], MonthInFile] = {}
    asides: list[Aside] = []
    for row, line in lines:
        try:
            read = _read(line, products=products, in_hours=in_hours)
            _check_new(read, found=found)
            found[read.product_id, read.month] = read
        except Refused as refused:
            asides.append(Aside(row, _shown(line), refused.text))
    if not lines:
        raise Refused(_("In dit bestand staat geen regel met uren."), field=FIELD)
    return HoursReading(tuple(found.values()), tuple(asides), remarks)


def _check_new(read: MonthInFile, *, found: Mapping[tuple[int, date], MonthInFile]) -> None:
    if (read.product_id, read.month) in found:
        raise Refused(_("Dit product staat voor deze maand al in een rij hierboven."))


def _shown(line: Mapping[str, Cell]) -> str:
    return f"{line.get(PRODUCT) or ''} {line.get(MONTH) or ''}".strip()[:LONGEST_FOUND]


def _lines(
    raw: bytes, *, name: str, names: Mapping[str, str]
) -> tuple[list[tuple[int, dict[str, Cell]]], tuple[str, ...]]:
    """The rows by our own names of their columns, and what was noticed. Errors: Refused, OtherColumns."""
    encoding, remarks = encoding_of(raw)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"bestand{Path(name).suffix[:5]}"
        path.write_bytes(raw)
        try:
            table = open_where(path, encoding=encoding, fits=lambda heads: not _lacking(heads, names=names))
            places = _places(table, names=names)
            rows = [(row.number, _named(row, places=places)) for row in table.rows if any(row.cells)]
        except Problem as problem:
            raise Refused(f"{problem.what} {problem.remedy}", field=FIELD) from problem
    if len(rows) > MOST_ROWS:
        raise Refused(_("Dit bestand heeft te veel regels. Splits het per jaar."), field=FIELD)
    return rows, (*remarks, *table.remarks)


def _places(table: Table, *, names: Mapping[str, str]) -> dict[str, int]:
    if missing := _lacking(table.columns, names=names):
        raise OtherColumns(missing, heads=tuple(str(head) for head in table.columns))
    heads = {_plain(head): index for index, head in reversed(list(enumerate(table.columns)))}
    return {name: heads[word] for name, word in _wanted(names).items() if word in heads}


def _lacking(columns: Sequence[str], *, names: Mapping[str, str]) -> list[str]:
    heads = {_plain(head) for head in columns}
    return [name for name, word in _wanted(names).items() if word not in heads and name not in MAY_MISS]


def _wanted(names: Mapping[str, str]) -> dict[str, str]:
    return {name: _plain(names.get(name) or word) for name, word in HEADS.items()}


def _plain(head: object) -> str:
    return " ".join(str(head).split()).casefold()


def _named(row: Row, *, places: Mapping[str, int]) -> dict[str, Cell]:
    return {name: row.cell(index) for name, index in places.items()}


def _read(
    line: Mapping[str, Cell], *, products: Mapping[str, int], in_hours: Callable[[int, date], int] | None
) -> MonthInFile:
    word = str(line[PRODUCT] or "").strip()
    product_id = products.get(word.casefold())
    if product_id is None:
        told = _("Dit product staat niet in het wijkbudget.")
        raise Refused(f"{told} {did_you_mean(word, products)}".strip())
    month = _month(line[MONTH])
    values = {name: _amount(line.get(name)) for name in COLUMNS}
    hours = Hours(**{name: in_hours(value, month) if in_hours else value for name, value in values.items()})
    rules.check_hours(hours)
    return MonthInFile(product_id, month, hours)


def _month(cell: Cell) -> date:
    if isinstance(cell, date | datetime):
        return date(cell.year, cell.month, 1)
    return rules.month_of(str(cell or ""))


def _amount(cell: Cell) -> int:
    if cell is None or cell == "":
        return 0
    return hundredths(f"{cell:.4f}".replace(".", ",") if isinstance(cell, float) else str(cell))
