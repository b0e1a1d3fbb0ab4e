"""Finds out which column of a file says what: by the names of this house, or by those that somebody chose; reads no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wijkwaarde.kernel.deliveries.terms import Column

# Names in files, not words on a screen: in small letters.
KNOWN_AS: dict[Column, tuple[str, ...]] = {
    Column.PROVIDER: ("aanbieder", "zorgaanbieder", "organisatie", "leverancier"),
    Column.PRODUCT: ("product", "productcode", "productnaam", "dienst"),
    Column.UNIT: ("eenheid",),
    Column.PERIOD: ("periode", "maand", "declaratieperiode", "leverperiode"),
    Column.BEGIN: ("begin", "van", "vanaf", "begindatum", "startdatum"),
    Column.LAST: ("tot en met", "t/m", "einde", "eind", "einddatum"),
    Column.QUANTITY: ("aantal", "volume", "hoeveelheid"),
    Column.AMOUNT: ("bedrag", "totaalbedrag", "kosten", "gedeclareerd bedrag"),
    Column.NUMBER: ("afspraaknummer", "afspraak", "nummer afspraak"),
    Column.PRICE_YEAR: ("prijsjaar", "tariefjaar"),
}


def found_in(heads: Sequence[str], *, names: Mapping[str, str]) -> dict[Column, int]:
    """The place of each column that is there, by the chosen names and else by those of the house."""
    places = {_plain(head): index for index, head in reversed(list(enumerate(heads)))}
    found = {}
    for column, known_as in KNOWN_AS.items():
        wanted = [names[column.value]] if names.get(column.value) else known_as
        place = next((places[_plain(name)] for name in wanted if _plain(name) in places), None)
        if place is not None:
            found[column] = place
    return found


def missing(found: Mapping[Column, int], *, is_one_provider: bool) -> list[Column]:
    """What no file can do without and is not there: two days are as good as a period."""
    lacking = [column for column in (Column.PRODUCT, Column.AMOUNT) if column not in found]
    if Column.PERIOD not in found and not {Column.BEGIN, Column.LAST} <= set(found):
        lacking.append(Column.PERIOD)
    if not is_one_provider and Column.PROVIDER not in found:
        lacking.append(Column.PROVIDER)
    return lacking


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
