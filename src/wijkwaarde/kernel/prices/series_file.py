"""The file format of one index series: to text and back; it computes no index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tomli_w
from django.utils.translation import gettext as _

from waarde import IndexPoint, IndexSeries, SeriesKind, WaardeError
from wijkwaarde.kernel.documents import Document, read_document
from wijkwaarde.kernel.prices.edition_file import IMPORTED_KEYS, Imported, check_format
from wijkwaarde.kernel.prices.terms import SERIES_FORMAT

TOP_KEYS = ("format", "name", "kind", "vintage", "imported", "point")
POINT_KEYS = ("year", "value", "status", "source")


def series_text(series: IndexSeries, *, imported: Imported | None = None) -> Iterator[str]:
    """The file of a series, piece by piece; the same series always gives the same text."""
    top = {"format": SERIES_FORMAT, "name": series.name, "kind": str(series.kind), "vintage": series.vintage}
    yield tomli_w.dumps(top)
    if imported is not None:
        yield "\n[imported]\n" + tomli_w.dumps({key: getattr(imported, key) for key in IMPORTED_KEYS})
    for point in series.points:
        texts = {"status": point.status, "source": point.source}
        filled = {key: text for key, text in texts.items() if text}
        yield "\n[[point]]\n" + tomli_w.dumps({"year": point.year, "value": point.value} | filled)


def load_series(path: Path) -> IndexSeries:
    """Read an index series and check all of it. Errors: UnreadableDocument, WrongKey."""
    document = read_document(path)
    data = document.data
    check_format(document, expected=SERIES_FORMAT)
    document.check_keys(data, known=TOP_KEYS)
    document.table(data, "imported", known=IMPORTED_KEYS)
    points = tuple(
        _point(document, table, number=number)
        for number, table in enumerate(document.tables(data, "point", known=POINT_KEYS))
    )
    try:
        return IndexSeries(
            name=document.text(data, "name"),
            kind=SeriesKind(document.choice(data, "kind", known=SeriesKind) or document.text(data, "kind")),
            points=points,
            vintage=document.text(data, "vintage"),
        )
    except WaardeError as error:
        expected = _("een stand boven 0, of een verandering boven -100%.")
        raise document.wrong(
            "point", found=error.got, expected=expected, remedy=_("Kijk dit getal na in de bron.")
        ) from error


def _point(document: Document, table: dict[str, Any], *, number: int) -> IndexPoint:
    path = ("point", number)
    status, source = (document.text(table, *path, key) if key in table else "" for key in POINT_KEYS[2:])
    return IndexPoint(document.text(table, *path, "year"), document.number(table, *path, "value"), status, source)
