"""Reads the costs of a base year out of a spreadsheet: what can be used, and what is put aside and why; it writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from wijkwaarde.kernel.budgets.rules import CostRow, cents_of, check_base_cents
from wijkwaarde.kernel.budgets.terms import LONGEST_WORDS, MOST_PEOPLE, MOST_ROWS
from wijkwaarde.kernel.citizen_numbers import has_citizen_number
from wijkwaarde.kernel.errors import Place, Refused, did_you_mean
from wijkwaarde.kernel.ledger.rules import number
from wijkwaarde.kernel.sheets import Cell, Row, Table, UnusableTable, encoding_of, open_where
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
TOTALS = frozenset({"totaal", "samen", "eindtotaal", "subtotaal", "total"})
# What stands above the names of the columns may be as wide as they are: these files are small.
WIDEST_TITLE = 20


@dataclass(frozen=True, slots=True)
class Known:
    """The parties, products and sources that there are, each by its name in small letters with its number."""

    parties: Mapping[str, int]
    products: Mapping[str, int]
    sources: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class OfAll:
    """What every row of a file is about where it has no column for it: the number and the name of a party and of a source."""

    party: tuple[int, str] | None = None
    source: int | None = None

    def may_miss(self, field: str) -> bool:
        """Whether the file needs no such column."""
        there = {PARTY: self.party, SOURCE: self.source}
        return field in MAY_MISS or there.get(field) is not None


NOTHING = OfAll()


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that was not used: where it stands, what was found, and why."""

    row: int
    found: str
    why: str


@dataclass(frozen=True, slots=True)
class CostReading:
    """What was read: the rows that can be used, those put aside, what was noticed, and the parties as the file calls them."""

    rows: tuple[CostRow, ...]
    asides: tuple[Aside, ...]
    remarks: tuple[str, ...]
    parties: Mapping[int, str]

    @property
    def cents(self) -> int:
        """All usable rows together."""
        return sum(row.cents for row in self.rows)


class _NotUsed(Exception):
    """A row that is put aside: what was found, and why."""

    def __init__(self, found: str, why: str) -> None:
        self.found, self.why = found, why
        super().__init__(why)


def read_costs(path: Path, *, name: str, known: Known, of_all: OfAll = NOTHING) -> CostReading:
    """The costs of a base year in a CSV or xlsx file that somebody calls `name`. Errors: UnusableTable."""
    table, columns = _opened(path, name=name, of_all=of_all)
    rows: dict[tuple[int, int, int], CostRow] = {}
    asides: list[Aside] = []
    called: dict[int, str] = {}
    for row in table.rows:
        if len(rows) + len(asides) >= MOST_ROWS:
            raise _too_many(name)
        try:
            read = _row(row, columns=columns, known=known, name=name, of_all=of_all)
            key = (read.source_id, read.organisation_id, read.product_id)
            _check_new(key, rows=rows)
            rows[key] = read
            called[read.organisation_id] = of_all.party[1] if of_all.party else _shown(row.cell(columns[PARTY]))
        except _NotUsed as aside:
            asides.append(Aside(row.number, aside.found, aside.why))
    return CostReading(tuple(rows.values()), tuple(asides), tuple(table.remarks), called)


def _check_new(key: tuple[int, int, int], *, rows: Mapping[tuple[int, int, int], CostRow]) -> None:
    if key in rows:
        raise _NotUsed("", _("Deze partij staat met dit product en dit geld al in een rij hierboven."))


def _opened(path: Path, *, name: str, of_all: OfAll) -> tuple[Table, dict[str, int]]:
    """The table and where its columns stand, on whichever sheet and under whatever title. Errors: UnusableTable."""
    encoding, remarks = encoding_of(path.read_bytes())

    def fits(heads: tuple[str, ...]) -> bool:
        return _missing(_columns(heads), of_all=of_all) is None

    table = open_where(path, encoding=encoding, fits=fits, widest_title=WIDEST_TITLE)
    table.remarks = [*remarks, *table.remarks]
    columns = _columns(table.columns)
    if missing := _missing(columns, of_all=of_all):
        raise UnusableTable(
            _("Er is geen kolom ‘{name}’.").format(name=NAMES[missing][0].removesuffix("*")),
            place=Place(name),
            expected=_("de kolommen partij, product, bron en bedrag, op de eerste rij."),
            remedy=_("Kies het hieronder, of geef de kolom deze naam.")
            if missing in {PARTY, SOURCE}
            else _("Geef de kolom deze naam."),
        )
    return table, columns


def _columns(heads: Sequence[str]) -> dict[str, int]:
    """Where each column stands that is there."""
    found = {
        field: [index for wanted in names for index in _under(heads, wanted=wanted)] for field, names in NAMES.items()
    }
    return {field: there[0] for field, there in found.items() if there}


def _missing(columns: Mapping[str, int], *, of_all: OfAll) -> str | None:
    return next((field for field in NAMES if field not in columns and not of_all.may_miss(field)), None)


def _under(heads: Sequence[str], *, wanted: str) -> list[int]:
    start = wanted.removesuffix("*")
    return [
        index
        for index, head in enumerate(heads)
        if tidy(head) == start or (wanted.endswith("*") and tidy(head).startswith(start))
    ]


def _row(row: Row, *, columns: Mapping[str, int], known: Known, name: str, of_all: OfAll) -> CostRow:
    def text(field: str) -> str:
        return _shown(row.cell(columns[field])) if field in columns else ""

    _check_no_total(*(_shown(cell) for cell in row.cells))
    no_source = _("Deze geldbron staat niet bij het budget.")
    party = of_all.party[0] if of_all.party else None
    return CostRow(
        source_id=of_all.source or _one(text(SOURCE), known=known.sources, what=no_source),
        organisation_id=party or _one(text(PARTY), known=known.parties, what=_("Deze partij doet hier niet mee.")),
        product_id=_one(text(PRODUCT), known=known.products, what=_("Dit product staat niet bij het budget.")),
        cents=_cents(text(AMOUNT)),
        people=_people(text(PEOPLE)),
        found_in=_found_in(text(FOUND_IN)) or _("{file}, rij {row}").format(file=name, row=row.number),
    )


def _found_in(text: str) -> str:
    if has_citizen_number(text):
        raise _NotUsed("", _("Bij de vindplaats staat een nummer dat op een burgerservicenummer (BSN) lijkt."))
    return text[:LONGEST_WORDS]


def _check_no_total(*texts: str) -> None:
    total = next((text for text in texts if tidy(text).rstrip(":") in TOTALS), "")
    if total:
        raise _NotUsed(total, _("Dit is een totaal. Dat tellen we niet mee."))


def _shown(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:.6f}".rstrip("0").rstrip(".").replace(".", ",")  # no noise of a sum, and no point
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
    count = number(text)
    if count is None or not 1 <= count <= MOST_PEOPLE or count != int(count):
        raise _NotUsed(text, _("Een aantal mensen is een heel getal van 1 tot en met een miljoen."))
    return int(count)


def _too_many(name: str) -> UnusableTable:
    return UnusableTable(
        _("Dit bestand heeft meer dan {most} rijen.").format(most=MOST_ROWS),
        place=Place(name),
        expected=_("één rij voor elke partij, elk product en elk geld."),
        remedy=_("Tel de rijen per partij en product bij elkaar op."),
    )
