"""Reads a mapping: a small TOML file that says what the columns of somebody's file mean; reads no such file."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from waarde import SeriesKind, Setting, Unit
from wijkwaarde.kernel.documents import Document, read_document
from wijkwaarde.kernel.errors import Place, Problem, did_you_mean
from wijkwaarde.kernel.prices.bearers import bearers
from wijkwaarde.kernel.prices.terms import TRANSLATED, Field, Grade, Makes, PointField
from wijkwaarde.kernel.sheets import Layout

type Known = tuple[str, ...]

SHIPPED = Path(__file__).parent / "mappings"
TABLE_KEYS = ("sheet", "skip_rows", "header_rows", "encoding", "separator", "decimal", "thousands")
EDITION_KEYS = ("name", "edition", "currency", "price_year", "source", "example", "published")
TOP_KEYS = ("about", "makes", "choose", "table", "edition", "columns", "fixed", "skip", "value", "series", "prefer")
WORDS_KEYS = ("column", "words", "missing")
VALUE_KEYS = ("label", "columns", "fixed")
SERIES_KEYS = ("label", "name", "kind", "vintage", "column", "is")
ENCODINGS = ("utf-8", "cp1252", "latin-1", "utf-16")
SEPARATORS = (",", ";", "\t")
POINT = "."
COMMA = ","


class UnknownLabel(Problem):
    """A label that a mapping does not have."""


@dataclass(frozen=True, slots=True)
class Words:
    """What the words in one column mean: pattern and slug, in the order of the file; `*` is any text."""

    column: str
    words: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Skip:
    """Rows that are no prices: those with one of these words in a column."""

    column: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ValueColumns:
    """One price out of a row that holds several; its label is the end of the key."""

    label: str
    columns: dict[str, tuple[str, ...]]
    fixed: dict[str, str]


@dataclass(frozen=True, slots=True)
class SeriesRows:
    """Which rows make up one index series, and what it is called."""

    label: str
    name: str
    kind: str
    vintage: str = ""
    column: str | None = None
    words: str = "*"


@dataclass(frozen=True, slots=True)
class EditionText:
    """What is the same for the whole edition."""

    name: str = ""
    edition: str = ""
    currency: str | None = None
    price_year: str | None = None
    source: str = ""
    example: bool = False
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """How numbers are written: the sign before the decimals, and the one between thousands."""

    decimal: str = POINT
    thousands: str = ""


@dataclass(frozen=True)
class Mapping:
    """A mapping as read; `sha256` is of its file, so that an edition can tell which mapping made it."""

    name: str
    sha256: str
    makes: Makes = Makes.PRICES
    choose: str | None = None
    layout: Layout = field(default_factory=Layout)
    numbers: Numbers = Numbers()
    edition: EditionText = EditionText()
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    skip: tuple[Skip, ...] = ()
    values: tuple[ValueColumns, ...] = ()
    series: tuple[SeriesRows, ...] = ()
    prefer: tuple[str, ...] = ()
    words: dict[str, tuple[Words, ...]] = field(default_factory=dict)

    @property
    def labels(self) -> list[str]:
        """The labels of the prices of one row, or of the series in one file."""
        return [value.label for value in self.values] + [series.label for series in self.series]

    def choosing(self, label: str) -> Mapping:
        """This mapping with one of its labels chosen. Errors: UnknownLabel."""
        if label in self.labels:
            return replace(self, choose=label)
        raise UnknownLabel(
            _("De mapping heeft geen '{label}'.").format(label=label),
            place=Place(self.name),
            expected=_("een van: {known}.").format(known=", ".join(self.labels) or "-"),
            remedy=did_you_mean(label, self.labels) or _("Kies een van deze."),
        )


def shipped_mappings() -> dict[str, Path]:
    """The mappings that come with the product, by name."""
    return {path.stem: path for path in sorted(SHIPPED.glob("*.toml"))}


def load_mapping(path: Path) -> Mapping:
    """Read a mapping file. Errors: UnreadableDocument, WrongKey."""
    document = read_document(path)
    data = document.data
    document.check_keys(data, known=(*TOP_KEYS, *TRANSLATED))
    makes = Makes(document.choice(data, "makes", known=Makes) or Makes.PRICES)
    fields = tuple(PointField) if makes is Makes.SERIES else tuple(Field)
    mapping = Mapping(
        name=path.stem,
        sha256=sha256(document.written.encode()).hexdigest(),
        makes=makes,
        choose=document.optional_text(data, "choose"),
        layout=_layout(document),
        numbers=_numbers(document),
        edition=_edition(document),
        columns=_columns(document, data, known=fields),
        fixed=_fixed(document, data, known=fields),
        skip=_skip(document),
        values=_values(document),
        series=_series(document),
        prefer=document.texts(data, "prefer"),
        words={name: _words(document, name) for name in TRANSLATED},
    )
    _check_complete(document, mapping)
    return mapping


def _check_complete(document: Document, mapping: Mapping) -> None:
    """Refuse a mapping that lacks what no file can do without."""
    if mapping.makes is Makes.SERIES:
        if not mapping.series:
            raise document.missing("series", expected=_("ten minste één [[series]] met label, name en kind."))
        needed: tuple[str, ...] = (PointField.YEAR, PointField.VALUE)
    else:
        needed = (Field.NAME,) if mapping.values else (Field.NAME, Field.VALUE)
    for name in needed:
        if name not in mapping.columns:
            raise document.missing("columns", name, expected=_("de kolom waarin dit staat."))
    for name in TRANSLATED:
        if mapping.words[name] and (name in mapping.columns or name in mapping.fixed):
            raise document.wrong(
                "columns" if name in mapping.columns else "fixed",
                name,
                found=(*mapping.columns.get(name, ()), *mapping.fixed.get(name, "").split())[0],
                expected=_("deze kolom alleen onder [[{name}]].").format(name=name),
                remedy=_("Haal deze regel weg."),
            )
    _check_choice(document, mapping)


def _check_choice(document: Document, mapping: Mapping) -> None:
    if mapping.choose is not None and mapping.choose not in mapping.labels:
        raise document.wrong(
            "choose",
            found=mapping.choose,
            expected=_("een van: {known}.").format(known=", ".join(mapping.labels)),
            remedy=_("Neem een label over van een [[value]] of [[series]], of haal de regel weg."),
        )


def _layout(document: Document) -> Layout:
    table = document.table(document.data, "table", known=TABLE_KEYS)
    return Layout(
        sheet=document.optional_text(table, "table", "sheet"),
        skip_rows=_count(document, table, key="skip_rows", default=0),
        header_rows=_count(document, table, key="header_rows", default=1),
        encoding=document.choice(table, "table", "encoding", known=ENCODINGS),
        separator=document.choice(table, "table", "separator", known=SEPARATORS),
    )


def _numbers(document: Document) -> Numbers:
    table = document.table(document.data, "table", known=TABLE_KEYS)
    decimal = document.choice(table, "table", "decimal", known=(POINT, COMMA)) or POINT
    signs = tuple(sign for sign in (POINT, COMMA, " ", "'") if sign != decimal)
    return Numbers(decimal, document.choice(table, "table", "thousands", known=signs) or "")


def _edition(document: Document) -> EditionText:
    table = document.table(document.data, "edition", known=EDITION_KEYS)
    name, edition, source = (
        document.optional_text(table, "edition", key) or "" for key in ("name", "edition", "source")
    )
    return EditionText(
        name=name,
        edition=edition,
        source=source,
        currency=document.optional_text(table, "edition", "currency"),
        price_year=document.optional_text(table, "edition", "price_year"),
        example=document.of_kind(table, "edition", "example", default=False),
        published=document.day(table, "edition", "published"),
    )


def _skip(document: Document) -> tuple[Skip, ...]:
    return tuple(
        Skip(document.text(table, "skip", number, "column"), document.texts(table, "skip", number, "is"))
        for number, table in enumerate(document.tables(document.data, "skip", known=("column", "is")))
    )


def _values(document: Document) -> tuple[ValueColumns, ...]:
    return tuple(
        ValueColumns(
            document.text(table, "value", number, "label"),
            _columns(document, table, "value", number, known=tuple(Field)),
            _fixed(document, table, "value", number, known=tuple(Field)),
        )
        for number, table in enumerate(document.tables(document.data, "value", known=VALUE_KEYS))
    )


def _series(document: Document) -> tuple[SeriesRows, ...]:
    return tuple(
        SeriesRows(
            label=document.text(table, "series", number, "label"),
            name=document.text(table, "series", number, "name"),
            kind=document.choice(table, "series", number, "kind", known=SeriesKind) or SeriesKind.LEVEL,
            vintage=document.optional_text(table, "series", number, "vintage") or "",
            column=document.optional_text(table, "series", number, "column"),
            words=document.optional_text(table, "series", number, "is") or "*",
        )
        for number, table in enumerate(document.tables(document.data, "series", known=SERIES_KEYS))
    )


def _words(document: Document, name: str) -> tuple[Words, ...]:
    """The translations of one field; a wrong slug is refused here, once, and not in every row."""
    found = []
    for number, table in enumerate(document.tables(document.data, name, known=WORDS_KEYS)):
        words = document.table(table, name, number, "words")
        slugs = [document.choice(words, name, number, "words", word, known=slugs_of(name)) or "" for word in words]
        missing = document.texts(table, name, number, "missing")
        pairs = tuple(zip(words, slugs, strict=True))
        found.append(Words(document.text(table, name, number, "column"), pairs, missing))
    return tuple(found)


def slugs_of(field: str) -> list[str]:
    """The slugs that a translated field can hold."""
    enums: dict[str, type[StrEnum]] = {Field.UNIT: Unit, Field.GRADE: Grade, Field.SETTING: Setting}
    return [str(slug) for slug in enums[field]] if field in enums else list(bearers())


def _columns(document: Document, table: dict[str, Any], *path: str | int, known: Known) -> dict[str, tuple[str, ...]]:
    columns = document.table(table, *path, "columns", known=known)
    found = {name: document.texts(columns, *path, "columns", name) for name in columns}
    for name, texts in found.items():
        if not texts:
            expected, remedy = _("ten minste één kolom."), _("Vul een kolom in, of haal deze regel weg.")
            raise document.wrong(*path, "columns", name, found=[], expected=expected, remedy=remedy)
    return found


def _fixed(document: Document, table: dict[str, Any], *path: str | int, known: Known) -> dict[str, str]:
    fixed = document.table(table, *path, "fixed", known=known)
    return {name: document.text(fixed, *path, "fixed", name) for name in fixed}


def _count(document: Document, table: dict[str, Any], *, key: str, default: int) -> int:
    found = document.of_kind(table, "table", key, default=default)
    if found < 0:
        expected = _("een geheel getal vanaf 0.")
        raise document.wrong("table", key, found=found, expected=expected, remedy=f"{key} = {default}")
    return found
