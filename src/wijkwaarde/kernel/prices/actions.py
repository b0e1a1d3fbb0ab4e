"""Writes an edition or a series, to a file or to the database: whole, once, never over another one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import file_digest
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from waarde import Edition, IndexSeries, PriceItem
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.errors import Place, Problem, Refused
from wijkwaarde.kernel.files import write_whole, writing_to
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.prices import rules
from wijkwaarde.kernel.prices.bearers import bearers
from wijkwaarde.kernel.prices.edition_file import Imported, edition_text
from wijkwaarde.kernel.prices.mapping import Mapping
from wijkwaarde.kernel.prices.models import (
    BearerOrganisation,
    StoredEdition,
    StoredPoint,
    StoredPrice,
    StoredSeries,
)
from wijkwaarde.kernel.prices.queries import edition_of, series_of
from wijkwaarde.kernel.prices.reading import Aside, Index, Progress, Reading, no_progress, read_prices
from wijkwaarde.kernel.prices.series_file import series_text
from wijkwaarde.kernel.prices.series_reading import SeriesReading, read_series
from wijkwaarde.kernel.prices.terms import ASIDE_SUFFIX
from wijkwaarde.kernel.sheets.formulas import harmless


class EditionExists(Problem):
    """Another edition stands where this one should be written."""


@dataclass(frozen=True, slots=True)
class EditionChoice:
    """What a person says about the edition, over what the mapping says; None leaves the mapping's word."""

    name: str | None = None
    edition: str | None = None
    published: date | None = None
    example: bool | None = None


@dataclass(frozen=True, slots=True)
class PriceImport:
    """What an import did: the edition, how the file was read, whether anything was written, what went aside."""

    edition: Edition
    reading: Reading
    written: bool
    aside_file: Path | None


@dataclass(frozen=True, slots=True)
class SeriesImport:
    """What an import of a series did."""

    series: IndexSeries
    reading: SeriesReading
    written: bool
    aside_file: Path | None


def import_prices(
    path: Path,
    *,
    mapping: Mapping,
    out: Path,
    choice: EditionChoice = EditionChoice(),
    index: Index | None = None,
    progress: Progress = no_progress,
) -> PriceImport:
    """Read a file and write its edition to `out`, with what went aside in a CSV beside it.

    The edition is the last thing that is written, by one rename. The same input again writes nothing.
    Errors: UnusableTable, UnusableList, EditionExists.
    """
    reading = read_prices(path, mapping=mapping, index=index, progress=progress)
    edition = _edition(reading, path=path, mapping=mapping, choice=choice)
    imported = _imported(path, mapping=mapping, rows=reading.rows, asides=reading.asides)
    written, aside_file = _write(out, chunks=edition_text(edition, imported=imported), asides=reading.asides)
    return PriceImport(edition, reading, written, aside_file)


def import_series(path: Path, *, mapping: Mapping, out: Path, vintage: str | None = None) -> SeriesImport:
    """Read one index series out of a file and write it to `out`. Errors: as `import_prices`."""
    reading = read_series(path, mapping=mapping, vintage=vintage)
    imported = _imported(path, mapping=mapping, rows=reading.rows, asides=reading.asides)
    written, aside_file = _write(out, chunks=series_text(reading.series, imported=imported), asides=reading.asides)
    return SeriesImport(reading.series, reading, written, aside_file)


def _edition(reading: Reading, *, path: Path, mapping: Mapping, choice: EditionChoice) -> Edition:
    years = {item.price_year for item in reading.items}
    return Edition(
        name=choice.name or mapping.edition.name or path.stem,
        edition=choice.edition or mapping.edition.edition or "1",
        items=tuple(reading.items),
        example=mapping.edition.example if choice.example is None else choice.example,
        published=choice.published or mapping.edition.published,
        source=mapping.edition.source,
        price_year=years.pop() if len(years) == 1 else None,
    )


def _imported(path: Path, *, mapping: Mapping, rows: int, asides: list[Aside]) -> Imported:
    with path.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    return Imported(path.name, digest, mapping.name, mapping.sha256, rows, len(asides))


def _write(out: Path, *, chunks: Iterable[str], asides: list[Aside]) -> tuple[bool, Path | None]:
    """Write the asides and then the edition; nothing at all when another edition stands there."""
    aside_file = aside_file_of(out)
    lines = (chunk.encode() for chunk in chunks)
    with writing_to(out):
        written = write_whole(
            out, chunks=lines, may_replace=_refuse, before=lambda: _write_asides(aside_file, asides=asides)
        )
    return written, aside_file if asides else None


def _refuse(path: Path) -> bool:
    raise EditionExists(
        _("Hier staat al een bestand met een andere inhoud."),
        place=Place(path.name),
        expected=_("een nieuwe naam: een editie verandert nooit, een verbetering is een nieuwe editie."),
        remedy=_("Geef bij --out een andere bestandsnaam, bijvoorbeeld met een volgnummer erin."),
    )


def aside_file_of(out: Path) -> Path:
    """Where the rows stand that were put aside when the edition `out` was made."""
    return out.with_name(out.stem + ASIDE_SUFFIX)


def _write_asides(path: Path, *, asides: list[Aside]) -> None:
    if asides:
        write_whole(path, chunks=(line.encode() for line in _aside_lines(asides)), may_replace=lambda _path: True)
    else:
        path.unlink(missing_ok=True)


def _aside_lines(asides: list[Aside]) -> Iterator[str]:
    """The asides as CSV that a spreadsheet opens as it is (mark of UTF-8, semicolons)."""
    yield "\ufeff"
    yield _line([_("rij"), _("kolom"), _("gevonden"), _("code"), _("reden"), _("verwacht")])
    for aside in asides:
        cells = [aside.column, aside.found, aside.reason, rules.sentence(aside.reason), aside.expected]
        yield _line([str(aside.row), *(harmless(cell) for cell in cells)])


def _line(cells: list[str]) -> str:
    stream = io.StringIO()
    csv.writer(stream, delimiter=";").writerow(cells)
    return stream.getvalue()


@transaction.atomic
def store_edition(edition: Edition, *, by: Actor, today: date) -> StoredEdition:
    """Keep an edition in the actor's partnership; the same edition again gives the one that is there.

    Errors: EditionExists when another one has its name and edition, Unstorable.
    """
    rules.check_storable(edition)
    assert by.partnership_id is not None
    stored, is_new = StoredEdition.objects.get_or_create(
        partnership_id=by.partnership_id,
        name=edition.name,
        edition=edition.edition,
        defaults={
            "example": edition.example,
            "published": edition.published,
            "source": edition.source,
            "price_year": edition.price_year or "",
            "size": len(edition.items),
            "stored_on": today,
        },
    )
    if is_new:
        StoredPrice.objects.bulk_create(
            _row(item, edition=stored, position=position) for position, item in enumerate(edition.items, start=1)
        )
        by.record(Act.WRITE, "edition", object_id=stored.pk, subjects=[])
    elif edition_of(stored) != replace(edition, price_year=edition.price_year or None):
        raise _another(edition.name, edition.edition)
    return stored


def _row(item: PriceItem, *, edition: StoredEdition, position: int) -> StoredPrice:
    return StoredPrice(
        partnership_id=edition.partnership_id,
        edition=edition,
        position=position,
        key=item.key,
        name=item.name,
        value=item.value,
        low=item.low,
        high=item.high,
        unit=item.unit.value,
        bearer=item.bearer,
        price_year=item.price_year or "",
        currency=item.currency,
        grade=item.grade,
        setting=item.setting.value,
        source_title=item.source.title,
        source_url=item.source.url,
        source_quoted=item.source.quoted,
        indexing=None if item.indexing is None else asdict(item.indexing),
        own=item.own,
    )


def _another(name: str, edition: str) -> EditionExists:
    return EditionExists(
        _("Er is al een andere '{name}', editie '{edition}'.").format(name=name, edition=edition),
        place=Place(name),
        expected=_("een nieuwe editie: wat bewaard is verandert nooit, een verbetering is een nieuwe editie."),
        remedy=_("Geef de verbeterde lijst een andere editie, bijvoorbeeld met een volgnummer."),
    )


@transaction.atomic
def store_series(series: IndexSeries, *, by: Actor, today: date) -> StoredSeries:
    """Keep an index series in the actor's partnership; the same series again gives the one that is there.

    Errors: EditionExists when another one has its name and vintage, Unstorable.
    """
    rules.check_storable(series)
    assert by.partnership_id is not None
    stored, is_new = StoredSeries.objects.get_or_create(
        partnership_id=by.partnership_id,
        name=series.name,
        vintage=series.vintage,
        defaults={"kind": series.kind.value, "size": len(series.points), "stored_on": today},
    )
    if is_new:
        StoredPoint.objects.bulk_create(
            StoredPoint(
                partnership_id=by.partnership_id,
                series=stored,
                position=position,
                year=point.year,
                value=point.value,
                status=point.status,
                source=point.source,
            )
            for position, point in enumerate(series.points, start=1)
        )
        by.record(Act.WRITE, "index_series", object_id=stored.pk, subjects=[])
    elif series_of(stored) != series:
        raise _another(series.name, series.vintage)
    return stored


@transaction.atomic
def put_behind(*, by: Actor, bearer: str, organisation: Organisation, today: date) -> BearerOrganisation:
    """Let an organisation stand behind a bearer from today on; who stood there before stops. Errors: Refused."""
    if bearer not in bearers():
        raise Refused(_("Deze betaler is niet bekend."), field="bearer")
    assert by.partnership_id is not None
    before = BearerOrganisation.objects.filter(partnership_id=by.partnership_id, bearer=bearer)
    before.filter(begin__gte=today).delete()
    before.filter(until__isnull=True).update(until=today)
    before.filter(until__gt=today).update(until=today)
    return BearerOrganisation.objects.create(
        partnership_id=by.partnership_id, bearer=bearer, organisation=organisation, begin=today
    )
