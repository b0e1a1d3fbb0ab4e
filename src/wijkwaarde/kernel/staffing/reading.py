"""Reads a table of hours of people of one party: product, month, and five columns of hours or fte; it asks no database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Problem, Refused, did_you_mean
from wijkwaarde.kernel.ledger.rules import hundredths
from wijkwaarde.kernel.sheets import Cell, Layout, Row, Table, open_table
from wijkwaarde.kernel.staffing import rules
from wijkwaarde.kernel.staffing.calculation import Hours
from wijkwaarde.kernel.staffing.terms import MOST_BYTES, MOST_ROWS

FIELD = "file"
# What the columns are called, in files of providers; capitals do not matter.
PRODUCT, MONTH = "product", "maand"
COLUMNS = {"available": "beschikbaar", "planned": "gepland", "used": "gebruikt", "ill": "ziek", "vacant": "vacature"}
MOST_TOLD = 10


@dataclass(frozen=True, slots=True)
class MonthInFile:
    """What a line says of a product in a month."""

    product_id: int
    month: date
    hours: Hours


def read_months(
    raw: bytes, *, name: str, products: Mapping[str, int], in_hours: Callable[[int, date], int] | None = None
) -> list[MonthInFile]:
    """The months of a file, all of them or none; `in_hours` makes hours of fte. Errors: Refused, with every wrong line."""
    if len(raw) > MOST_BYTES:
        raise Refused(_("Dit bestand is te groot. Er past 2 MB."), field=FIELD)
    wrong: list[str] = []
    found: list[MonthInFile] = []
    for line in _lines(raw, name=name):
        try:
            found.append(_read(line, products=products, in_hours=in_hours))
        except Refused as refused:
            wrong.append(_("Rij {row}: {text}").format(row=line["row"], text=refused.text))
    wrong += _doubles(found)
    if wrong:
        rest = len(wrong) - MOST_TOLD
        more = [_("En nog {count} regels.").format(count=rest)] if rest > 0 else []
        raise Refused(" ".join([_("Er is niets bewaard."), *wrong[:MOST_TOLD], *more]), field=FIELD)
    if not found:
        raise Refused(_("In dit bestand staat geen regel met uren."), field=FIELD)
    return found


def _lines(raw: bytes, *, name: str) -> list[dict[str, Cell]]:
    """The rows by our own names of their columns. Errors: Refused."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"bestand{Path(name).suffix[:5]}"
        path.write_bytes(raw)
        try:
            table = open_table(path, layout=Layout())
            places = _places(table)
            rows = [_named(row, places=places) for row in table.rows if any(row.cells)]
        except Problem as problem:
            raise Refused(f"{problem.what} {problem.remedy}", field=FIELD) from problem
    if len(rows) > MOST_ROWS:
        raise Refused(_("Dit bestand heeft te veel regels. Splits het per jaar."), field=FIELD)
    return rows


def _places(table: Table) -> dict[str, int]:
    heads = {str(head).strip().casefold(): index for index, head in enumerate(table.columns)}
    wanted = {PRODUCT: PRODUCT, MONTH: MONTH, **COLUMNS}
    missing = [word for name, word in wanted.items() if word not in heads and name not in {"planned", "ill"}]
    if missing:
        words = _("Deze kolommen missen we: {names}.").format(names=", ".join(missing))
        raise Refused(f"{words} {did_you_mean(missing[0], heads)}".strip(), field=FIELD)
    return {name: heads[word] for name, word in wanted.items() if word in heads}


def _named(row: Row, *, places: Mapping[str, int]) -> dict[str, Cell]:
    return {"row": row.number, **{name: row.cell(index) for name, index in places.items()}}


def _read(
    line: Mapping[str, Cell], *, products: Mapping[str, int], in_hours: Callable[[int, date], int] | None
) -> MonthInFile:
    word = str(line[PRODUCT] or "").strip()
    product_id = products.get(word.casefold())
    if product_id is None:
        told = _("het product ‘{word}’ staat niet in het wijkbudget.").format(word=word[:40])
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
    return hundredths(f"{cell:.4f}".rstrip("0") + "0" if isinstance(cell, float) else str(cell))


def _doubles(found: list[MonthInFile]) -> list[str]:
    seen: set[tuple[int, date]] = set()
    told = []
    for one in found:
        place = (one.product_id, one.month)
        if place in seen:
            text = _("{month} staat er twee keer voor hetzelfde product.")
            told.append(text.format(month=one.month.strftime("%m-%Y")))
        seen.add(place)
    return told
