"""Finds and reads editions, series and mappings, and looks prices up in an edition; writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from waarde import Edition, PriceItem
from wijkwaarde.kernel.errors import Place, Problem, did_you_mean
from wijkwaarde.kernel.prices.edition_file import load_edition
from wijkwaarde.kernel.prices.mapping import Mapping, load_mapping, shipped_mappings
from wijkwaarde.kernel.prices.series_file import load_series
from wijkwaarde.kernel.prices.terms import EDITION_FORMAT, EDITION_SUFFIX
from wijkwaarde.kernel.sheets.table import tidy

__all__ = [
    "NotFound",
    "editions_in",
    "find_edition",
    "find_item",
    "find_mapping",
    "load_edition",
    "load_series",
    "search",
]
FORMAT_LINE = f'format = "{EDITION_FORMAT}"'


class NotFound(Problem):
    """A price list, mapping or price that is not there under that name."""


def editions_in(folders: Iterable[Path]) -> dict[str, Path]:
    """The edition files in some folders, by file name without ending; an earlier folder wins."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob(f"*{EDITION_SUFFIX}")):
            if path.stem not in found and _is_edition(path):
                found[path.stem] = path
    return found


def _is_edition(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.readline().decode("utf-8", errors="replace").strip() == FORMAT_LINE


def find_edition(name: str, *, folders: Sequence[Path]) -> Path:
    """The edition that a person means: a path, or the name of a file in one of the folders. Errors: NotFound."""
    if Path(name).is_file():
        return Path(name)
    known = editions_in(folders)
    if name in known:
        return known[name]
    raise NotFound(
        _("Er is geen prijslijst '{name}'.").format(name=name),
        place=Place(name),
        expected=_("een bestand, of een van: {known}.").format(known=", ".join(known) or "-"),
        remedy=did_you_mean(name, known) or _("Maak er een met `wijkwaarde prices import`."),
    )


def find_mapping(name: str) -> Mapping:
    """The mapping that a person means: a path, or the name of one that ships. Errors: NotFound, WrongKey."""
    if Path(name).is_file():
        return load_mapping(Path(name))
    known = shipped_mappings()
    if name in known:
        return load_mapping(known[name])
    raise NotFound(
        _("Er is geen mapping '{name}'.").format(name=name),
        place=Place(name),
        expected=_("een bestand, of een van: {known}.").format(known=", ".join(known)),
        remedy=did_you_mean(name, known) or _("Maak er een door het voorbeeld te kopiëren."),
    )


def find_item(edition: Edition, word: str, *, place: Place | None = None) -> PriceItem:
    """The price with this key, or with exactly this name. Errors: NotFound (with the nearest names)."""
    if word in edition.by_key:
        return edition.by_key[word]
    named = [item for item in edition.items if tidy(item.name) == tidy(word)]
    if len(named) == 1:
        return named[0]
    keys = [item.key for item in named]
    if named:
        what, expected = _("Er zijn {count} prijzen met de naam '{name}'."), _("een van de sleutels: {keys}.")
    else:
        what, expected = (
            _("Er is geen prijs '{name}' in deze prijslijst."),
            _("de sleutel of de hele naam van een prijs."),
        )
    known = [*edition.by_key, *(item.name for item in edition.items)]
    raise NotFound(
        what.format(count=len(named), name=word),
        place=place or Place(f"{edition.name} {edition.edition}"),
        expected=expected.format(keys=", ".join(keys)),
        remedy=(did_you_mean(word, known) if not named else "")
        or _("Zoek de prijs op met: wijkwaarde prices show LIJST --search woord"),
    )


def search(edition: Edition, words: str) -> list[PriceItem]:
    """The prices of which key, name, unit, bearer or source hold every word; all of them for no words."""
    wanted = tidy(words).split()
    return [item for item in edition.items if all(word in _text_of(item) for word in wanted)]


def _text_of(item: PriceItem) -> str:
    return tidy(f"{item.key} {item.name} {item.unit} {item.bearer} {item.source.title}")
