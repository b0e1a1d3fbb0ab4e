"""Finds out which column of a party's own figures says what: by usual names, or by those that somebody chose; reads no file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wijkwaarde.instruments.reconciliation.terms import Column

# Names in files, not words on a screen: in small letters.
KNOWN_AS: dict[Column, tuple[str, ...]] = {
    Column.COST_CENTRE: ("kostenplaats", "kpl", "kostendrager", "kostensoort", "grootboekrekening", "rekening"),
    Column.PRODUCT: ("product", "productcode", "productnaam", "dienst", "artikel"),
    Column.PERIOD: ("periode", "maand"),
    Column.YEAR: ("jaar", "boekjaar"),
    Column.AMOUNT: ("bedrag", "totaalbedrag", "saldo", "kosten", "opbrengst"),
}
NEEDED = (Column.COST_CENTRE, Column.AMOUNT)


def found_in(heads: Sequence[str], *, names: Mapping[str, str]) -> dict[Column, int]:
    """The place of each column that is there, by the chosen names and else by the usual ones."""
    places = {plain(head): index for index, head in reversed(list(enumerate(heads)))}
    found = {}
    for column, known_as in KNOWN_AS.items():
        wanted = [names[column.value]] if names.get(column.value) else known_as
        place = next((places[plain(name)] for name in wanted if plain(name) in places), None)
        if place is not None:
            found[column] = place
    return found


def missing(found: Mapping[Column, int]) -> list[Column]:
    """What no file can do without and is not there; without a period it is about the whole year."""
    return [column for column in NEEDED if column not in found]


def plain(name: str) -> str:
    """A name in small letters, with single spaces."""
    return " ".join(name.casefold().split())
