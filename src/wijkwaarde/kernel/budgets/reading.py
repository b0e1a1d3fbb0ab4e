"""Reads the costs of a base year out of a spreadsheet: what can be used, and what is put aside and why; it writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from wijkwaarde.kernel.budgets.rules import CostRow, cents_of, check_base_cents
from wijkwaarde.kernel.budgets.terms import LONGEST_WORDS, MOST_ROWS
from wijkwaarde.kernel.errors import Place, Refused, did_you_mean
from wijkwaarde.kernel.sheets import Cell, Layout, Row, Table, UnusableTable, open_table
from wijkwaarde.kernel.sheets.table import tidy

# What a column may be called; the first that is there counts.
PARTY, PRODUCT, SOURCE, AMOUNT = "party", "product", "source", "amount"
PEOPLE, FOUND_IN = "people", "found_in"
NAMES = {
    PARTY: ("partij", "organisatie", "aanbieder"),
    PRODUCT: ("product",),
    SOURCE: ("bron", "geldbron", "wet"),
    AMOUNT: ("bedrag*", "kosten*"),
    PEOPLE: ("mensen", "aantal mensen", "cliënten"),
    FOUND_IN: ("vindplaats", "waar staat dit*", "bron van het bedrag"),
}
MAY_MISS = (PEOPLE, FOUND_IN)


@dataclass(frozen=True, slots=True)
class Known:
    """The parties, products and sources that there are, each by its name in small letters with its number."""

    parties: Mapping[str, int]
    products: Mapping[str, int]
    sources: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that was not used: where it stands, what was found, and why."""

    row: int
    found: str
    why: str


@dataclass(frozen=True, slots=True)
class CostReading:
    """What was read: the rows that can be used, those put aside, and what was noticed about the file."""

    rows: tuple[CostRow, ...]
    asides: tuple[Aside, ...]
    remarks: tuple[str, ...]

    @property
    def cents(self) -> int:
        """All usable rows together."""
        return sum(row.cents for row in self.rows)


class _NotUsed(Exception):
    """A row that is put aside: what was found, and why."""

    def __init__(self, found: str, why: str) -> None:
        self.found, self.why = found, why
        super().__init__(why)


def read_costs(path: Path, *, name: str, known: Known) -> CostReading:
    """The costs of a base year in a CSV or xlsx file that somebody calls `name`. Errors: UnusableTable."""
    table = open_table(path, layout=Layout())
    columns = _columns(table, name=name)
    rows: dict[tuple[int, int, int], CostRow] = {}
    asides: list[Aside] = []
    for row in table.rows:
        if len(rows) + len(asides) >= MOST_ROWS:
            raise _too_many(name)
        try:
            read = _row(row, columns=columns, known=known, name=name)
            key = (read.source_id, read.organisation_id, read.product_id)
            _check_new(key, rows=rows)
            rows[key] = read
        except _NotUsed as aside:
            asides.append(Aside(row.number, aside.found, aside.why))
    return CostReading(tuple(rows.values()), tuple(asides), tuple(table.remarks))


def _check_new(key: tuple[int, int, int], *, rows: Mapping[tuple[int, int, int], CostRow]) -> None:
    if key in rows:
        raise _NotUsed("", _("Deze partij staat met dit product en dit geld al in een rij hierboven."))


def _columns(table: Table, *, name: str) -> dict[str, int]:
    """Where each column stands; the two that may miss are left out."""
    found = {}
    for field, names in NAMES.items():
        there = [index for wanted in names for index in _under(table, wanted=wanted)]
        if there:
            found[field] = there[0]
        elif field not in MAY_MISS:
            raise UnusableTable(
                _("Er is geen kolom ‘{name}’.").format(name=names[0].removesuffix("*")),
                place=Place(name),
                expected=_("de kolommen partij, product, bron en bedrag, op de eerste rij."),
                remedy=_("Geef de kolom deze naam, of gebruik het voorbeeld op deze pagina."),
            )
    return found


def _under(table: Table, *, wanted: str) -> list[int]:
    start = wanted.removesuffix("*")
    return [
        index
        for index, column in enumerate(table.columns)
        if tidy(column) == start or (wanted.endswith("*") and tidy(column).startswith(start))
    ]


def _row(row: Row, *, columns: Mapping[str, int], known: Known, name: str) -> CostRow:
    def text(field: str) -> str:
        return _shown(row.cell(columns[field])) if field in columns else ""

    return CostRow(
        source_id=_one(text(SOURCE), known=known.sources, what=_("Deze geldbron staat niet bij het budget.")),
        organisation_id=_one(text(PARTY), known=known.parties, what=_("Deze partij doet hier niet mee.")),
        product_id=_one(text(PRODUCT), known=known.products, what=_("Dit product staat niet bij het budget.")),
        cents=_cents(text(AMOUNT)),
        people=_people(text(PEOPLE)),
        found_in=(text(FOUND_IN) or _("{file}, rij {row}").format(file=name, row=row.number))[:LONGEST_WORDS],
    )


def _shown(cell: Cell) -> str:
    if isinstance(cell, float):
        return repr(cell).removesuffix(".0")
    return "" if cell is None else " ".join(str(cell).split())


def _one(text: str, *, known: Mapping[str, int], what: str) -> int:
    found = known.get(tidy(text))
    if found is None:
        raise _NotUsed(text, f"{what} {did_you_mean(text, known)}".strip())
    return found


def _cents(text: str) -> int:
    try:
        cents = cents_of(text)
        check_base_cents(cents)
    except Refused as refused:
        raise _NotUsed(text, refused.text) from refused
    return cents


def _people(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or int(text) < 1:
        raise _NotUsed(text, _("Een aantal mensen is een heel getal vanaf 1."))
    return int(text)


def _too_many(name: str) -> UnusableTable:
    return UnusableTable(
        _("Dit bestand heeft meer dan {most} rijen.").format(most=MOST_ROWS),
        place=Place(name),
        expected=_("één rij voor elke partij, elk product en elk geld."),
        remedy=_("Tel de rijen per partij en product bij elkaar op."),
    )
