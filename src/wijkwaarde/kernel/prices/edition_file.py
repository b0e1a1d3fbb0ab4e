"""The one documented file format of an edition: to text and back; nothing about where such files stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomli_w
from django.utils.translation import gettext as _

from waarde import Edition, Indexing, PriceItem, Setting, Source, Unit, WaardeError
from wijkwaarde.kernel.documents import Document, WrongKey, read_document
from wijkwaarde.kernel.prices.mapping import slugs_of
from wijkwaarde.kernel.prices.terms import EDITION_FORMAT, Field

TOP_KEYS = ("format", "name", "edition", "currency", "price_year", "example", "published", "source", "imported", "item")
TEXT_KEYS = ("name", "edition", "currency")
IMPORTED_KEYS = ("file", "sha256", "mapping", "mapping_sha256", "rows", "aside")
ITEM_KEYS = (*(name for name in Field if name != Field.CURRENCY), "indexing")
ITEM_NEEDS = (Field.KEY, Field.NAME, Field.VALUE, Field.UNIT, Field.BEARER, Field.PRICE_YEAR, Field.SOURCE_TITLE)
INDEXING_KEYS = ("series", "vintage", "from_year", "to_year", "factor", "original_value")
NUMBERS = (Field.VALUE, Field.LOW, Field.HIGH)
CHOICES = (Field.UNIT, Field.BEARER, Field.GRADE, Field.SETTING)


@dataclass(frozen=True, slots=True)
class Imported:
    """From which file and by which mapping an edition was made, both by their SHA-256."""

    file: str
    sha256: str
    mapping: str
    mapping_sha256: str
    rows: int
    aside: int


def edition_text(edition: Edition, *, imported: Imported | None = None) -> Iterator[str]:
    """The file of an edition, piece by piece; the same edition always gives the same text."""
    currency = edition.items[0].currency if edition.items else ""
    top = {
        "format": EDITION_FORMAT,
        "name": edition.name,
        "edition": edition.edition,
        "currency": currency,
        "price_year": edition.price_year,
        "example": edition.example,
        "published": edition.published,
        "source": edition.source or None,
    }
    yield tomli_w.dumps(_filled(top))
    if imported is not None:
        yield "\n[imported]\n" + tomli_w.dumps({key: getattr(imported, key) for key in IMPORTED_KEYS})
    for item in edition.items:
        yield "\n[[item]]\n" + tomli_w.dumps(_filled(_item_table(item)))
        if item.indexing is not None:
            indexing = {key: getattr(item.indexing, key) for key in INDEXING_KEYS}
            yield "\n[item.indexing]\n" + tomli_w.dumps(indexing)


def _filled(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value is not None}


def _item_table(item: PriceItem) -> dict[str, Any]:
    return {
        Field.KEY: item.key,
        Field.NAME: item.name,
        Field.VALUE: item.value,
        Field.LOW: item.low,
        Field.HIGH: item.high,
        Field.UNIT: str(item.unit),
        Field.PRICE_YEAR: item.price_year,
        Field.BEARER: item.bearer,
        Field.GRADE: item.grade or None,
        Field.SETTING: None if item.setting is Setting.OTHER else str(item.setting),
        Field.SOURCE_TITLE: item.source.title,
        Field.SOURCE_URL: item.source.url or None,
        Field.QUOTED: item.source.quoted or None,
    }


def load_edition(path: Path) -> Edition:
    """Read an edition and check all of it. Errors: UnreadableDocument, WrongKey."""
    document = read_document(path)
    data = document.data
    check_format(document, expected=EDITION_FORMAT)
    document.check_keys(data, known=TOP_KEYS)
    document.table(data, "imported", known=IMPORTED_KEYS)
    name, edition, currency = (document.text(data, key) for key in TEXT_KEYS)
    items = tuple(
        _item(document, table, number=number, currency=currency)
        for number, table in enumerate(document.tables(data, "item", known=ITEM_KEYS))
    )
    _check_once(document, items)
    return Edition(
        name=name,
        edition=edition,
        items=items,
        example=document.of_kind(data, "example", default=False),
        published=document.day(data, "published"),
        source=document.optional_text(data, "source") or "",
        price_year=document.optional_text(data, "price_year"),
    )


def _item(document: Document, table: dict[str, Any], *, number: int, currency: str) -> PriceItem:
    path = ("item", number)
    for key in ITEM_NEEDS:
        if key not in table:
            raise document.missing(*path, key, expected=_("elke prijs heeft deze regel."))
    amounts = {key: document.number(table, *path, key) for key in NUMBERS if key in table}
    texts = {
        key: document.text(table, *path, key)
        for key in ITEM_KEYS
        if key in table and key not in NUMBERS and key != "indexing"
    }
    for key in CHOICES:
        if texts.get(key):
            document.choice(table, *path, key, known=slugs_of(key))
    try:
        return PriceItem(
            key=texts[Field.KEY],
            name=texts[Field.NAME],
            value=amounts[Field.VALUE],
            unit=Unit(texts[Field.UNIT]),
            bearer=texts[Field.BEARER],
            source=Source(texts[Field.SOURCE_TITLE], texts.get(Field.SOURCE_URL, ""), texts.get(Field.QUOTED, "")),
            price_year=texts[Field.PRICE_YEAR],
            currency=currency,
            low=amounts.get(Field.LOW),
            high=amounts.get(Field.HIGH),
            grade=texts.get(Field.GRADE, ""),
            setting=Setting(texts.get(Field.SETTING, Setting.OTHER)),
            indexing=_indexing(document, table, *path),
        )
    except WaardeError as error:
        raise _refused(document, error, *path) from error


def _refused(document: Document, error: WaardeError, *path: str | int) -> WrongKey:
    expected = {
        "price-negative": _("een prijs van 0 of meer."),
        "range-out-of-order": _("laagste ≤ prijs ≤ hoogste (low, value, high)."),
        "price-year-impossible": _("een jaar in vier cijfers, zoals 2023 of 2015/16."),
    }.get(error.key, error.expected)
    key = Field.PRICE_YEAR if error.key == "price-year-impossible" else Field.VALUE
    return document.wrong(*path, key, found=error.got, expected=expected, remedy=_("Kijk deze prijs na in de bron."))


def _indexing(document: Document, table: dict[str, Any], *path: str | int) -> Indexing | None:
    if "indexing" not in table:
        return None
    found = document.table(table, *path, "indexing", known=INDEXING_KEYS)
    series, vintage, from_year, to_year = (document.text(found, *path, "indexing", key) for key in INDEXING_KEYS[:4])
    factor, original = (document.number(found, *path, "indexing", key) for key in INDEXING_KEYS[4:])
    return Indexing(series, vintage, from_year, to_year, factor, original)


def _check_once(document: Document, items: tuple[PriceItem, ...]) -> None:
    first: dict[str, int] = {}
    for number, item in enumerate(items):
        if first.setdefault(item.key, number) != number:
            line = document.lines.get(("item", first[item.key], "key"), 0)
            expected = _("elke sleutel één keer; deze staat ook op regel {line}.").format(line=line)
            remedy = _("Geef een van de twee een andere sleutel.")
            raise document.wrong("item", number, "key", found=item.key, expected=expected, remedy=remedy)


def check_format(document: Document, *, expected: str) -> None:
    """Refuse a document that does not say that it is of this format."""
    found = document.data.get("format")
    if found != expected:
        raise document.wrong(
            "format",
            found=found,
            expected=f'format = "{expected}".',
            remedy=_("Dit is een ander soort bestand. Maak een editie met `wijkwaarde prices import`."),
        )
