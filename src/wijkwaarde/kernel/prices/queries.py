"""Finds and reads editions, series and mappings, in files and in the database; looks prices up; writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext as _

from waarde import Edition, Indexing, IndexPoint, IndexSeries, PriceItem, SeriesKind, Setting, Source, Unit
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.errors import Place, Problem, did_you_mean
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.prices.edition_file import load_edition
from wijkwaarde.kernel.prices.mapping import Mapping, load_mapping, shipped_mappings
from wijkwaarde.kernel.prices.models import BearerOrganisation, StoredEdition, StoredPrice, StoredSeries
from wijkwaarde.kernel.prices.series_file import load_series
from wijkwaarde.kernel.prices.terms import EDITION_FORMAT, EDITION_SUFFIX
from wijkwaarde.kernel.sheets.table import tidy

__all__ = [
    "NotFound",
    "edition_of",
    "editions_in",
    "find_edition",
    "find_item",
    "find_mapping",
    "load_edition",
    "load_series",
    "organisations_behind",
    "price_of",
    "prices_by_key",
    "search",
    "series_of",
    "stored_edition",
    "stored_editions",
    "stored_series",
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


def stored_editions(*, by: Actor) -> QuerySet[StoredEdition]:
    """The price lists that the actor's partnership keeps, by name, the newest of each first."""
    return StoredEdition.objects.filter(partnership_id=by.partnership_id or 0).order_by("name", "-stored_on", "-pk")


def stored_edition(*, by: Actor, name: str, edition: str) -> StoredEdition | None:
    """The edition of this name that the actor's partnership keeps; None when it keeps none."""
    return StoredEdition.objects.filter(partnership_id=by.partnership_id or 0, name=name, edition=edition).first()


def edition_of(stored: StoredEdition) -> Edition:
    """A stored edition exactly as it was handed in."""
    return Edition(
        name=stored.name,
        edition=stored.edition,
        items=tuple(price_of(row) for row in _prices(stored)),
        example=stored.example,
        published=stored.published,
        source=stored.source,
        price_year=stored.price_year or None,
    )


def prices_by_key(stored: StoredEdition) -> dict[str, StoredPrice]:
    """The rows of an edition by their key."""
    return {row.key: row for row in _prices(stored)}


def _prices(stored: StoredEdition) -> QuerySet[StoredPrice]:
    return StoredPrice.objects.filter(edition=stored).order_by("position")


def price_of(row: StoredPrice) -> PriceItem:
    """A stored price as waarde has it."""
    return PriceItem(
        key=row.key,
        name=row.name,
        value=row.value,
        unit=Unit(row.unit),
        bearer=row.bearer,
        source=Source(row.source_title, row.source_url, row.source_quoted),
        price_year=row.price_year or None,
        currency=row.currency,
        low=row.low,
        high=row.high,
        grade=row.grade,
        setting=Setting(row.setting),
        indexing=_indexing(row),
        own=row.own,
    )


def _indexing(row: StoredPrice) -> Indexing | None:
    if row.indexing is None:
        return None
    # JSON of PostgreSQL gives a large float back as a whole number, which Python would keep exactly.
    numbers = {key: float(row.indexing[key]) for key in ("factor", "original_value")}
    return Indexing(**(row.indexing | numbers))


def stored_series(*, by: Actor, name: str, vintage: str) -> StoredSeries | None:
    """The index series of this name and vintage that the actor's partnership keeps; None when it keeps none."""
    return StoredSeries.objects.filter(partnership_id=by.partnership_id or 0, name=name, vintage=vintage).first()


def series_of(stored: StoredSeries) -> IndexSeries:
    """A stored index series exactly as it was handed in."""
    rows = stored.points.order_by("position")
    points = tuple(IndexPoint(row.year, row.value, row.status, row.source) for row in rows)
    return IndexSeries(stored.name, SeriesKind(stored.kind), points, stored.vintage)


def stands_for(*, by: Actor, today: date) -> frozenset[str]:
    """What the organisation of the actor is: its kind, and the bearers as which it pays today; nothing for who is of none."""
    if by.organisation_id is None:
        return frozenset()
    pays_as = BearerOrganisation.objects.filter(running(today), organisation=OuterRef("pk")).values("bearer")
    mine = Organisation.objects.filter(pk=by.organisation_id, partnership_id=by.partnership_id or 0)
    found = mine.values_list("kind", ArraySubquery(pays_as)).first()
    return frozenset() if found is None else frozenset({found[0], *found[1]})


def organisations_behind(*, by: Actor, today: date) -> dict[str, int]:
    """Which organisation (its id) stands behind each bearer in the actor's partnership today; the others have none."""
    rows = BearerOrganisation.objects.filter(running(today), partnership_id=by.partnership_id or 0)
    return dict(rows.values_list("bearer", "organisation_id"))
