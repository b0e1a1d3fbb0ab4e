"""Reads one index series out of somebody's file by a mapping; writes nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.utils.translation import gettext as _

from waarde import IndexPoint, IndexSeries, SeriesKind
from wijkwaarde.kernel.errors import Place
from wijkwaarde.kernel.prices import rules
from wijkwaarde.kernel.prices.mapping import Mapping, SeriesRows
from wijkwaarde.kernel.prices.reading import Aside, UnusableList
from wijkwaarde.kernel.prices.rules import Refused, shown
from wijkwaarde.kernel.prices.terms import Field, PointField, Reason
from wijkwaarde.kernel.sheets import Row, Table, open_table
from wijkwaarde.kernel.sheets.table import matches

SOURCE_JOIN = ", "


@dataclass
class SeriesReading:
    """One series, the rows put aside, and what was noticed; `skipped` rows belong to other series."""

    series: IndexSeries
    asides: list[Aside]
    remarks: list[str]
    rows: int
    skipped: int


@dataclass
class _Years:
    """The best value of every year so far, by the order of preference of its status."""

    prefer: tuple[str, ...]
    best: dict[str, tuple[int, IndexPoint]] = field(default_factory=dict)
    passed_over: Counter[str] = field(default_factory=Counter)

    def take(self, point: IndexPoint) -> None:
        rank = self._rank(point.status)
        known = self.best.get(point.year)
        if known is None:
            self.best[point.year] = (rank, point)
            return
        if known[0] == rank and known[1].value != point.value:
            expected = _("één waarde voor elk jaar; er staat al {value}.").format(value=known[1].value)
            raise Refused(Reason.YEAR_TWICE, found=point.value, expected=expected, field=PointField.VALUE)
        loser = point if known[0] <= rank else known[1]
        self.passed_over[loser.status] += 1
        self.best[point.year] = min(known, (rank, point), key=lambda pair: pair[0])

    def _rank(self, status: str) -> int:
        for rank, pattern in enumerate(self.prefer):
            if matches(status, pattern=pattern):
                return rank
        if not self.prefer:
            return 0
        expected = _("een van: {known}. Of voeg de status toe bij prefer in de mapping.").format(
            known=", ".join(self.prefer)
        )
        raise Refused(Reason.STATUS_UNKNOWN, found=status, expected=expected, field=PointField.STATUS)


def read_series(path: Path, *, mapping: Mapping, vintage: str | None = None) -> SeriesReading:
    """Understand one series: the one the mapping chooses. Errors: UnusableTable, UnusableList."""
    wanted = _wanted(path, mapping)
    table = open_table(path, layout=mapping.layout)
    columns = {name: table.index_of(names[0]) for name, names in mapping.columns.items()}
    own = table.index_of(wanted.column) if wanted.column else None
    years, asides, rows, skipped = _Years(mapping.prefer), list[Aside](), 0, 0
    for row in table.rows:
        rows += 1
        if own is not None and not matches(shown(row.cell(own)), pattern=wanted.words):
            skipped += 1
            continue
        try:
            years.take(_point(row, columns=columns, mapping=mapping))
        except Refused as refused:
            asides.append(_aside(refused, row=row, table=table, columns=columns))
    if not years.best:
        raise _empty(table, wanted=wanted, asides=asides)
    points = tuple(point for _year, (_rank, point) in sorted(years.best.items()))
    name_of_vintage = vintage or wanted.vintage or points[-1].year
    series = IndexSeries(wanted.name, SeriesKind(wanted.kind), points, name_of_vintage)
    return SeriesReading(series, asides, [*table.remarks, *_remarks(years)], rows, skipped)


def _wanted(path: Path, mapping: Mapping) -> SeriesRows:
    named = [series for series in mapping.series if mapping.choose in {None, series.label}]
    if len(named) == 1:
        return named[0]
    labels = ", ".join(series.label for series in mapping.series)
    raise UnusableList(
        _("In dit bestand staat meer dan één indexreeks."),
        place=Place(path.name),
        expected=_("een van: {known}.").format(known=labels),
        remedy=_("Kies er een met --choose, of met choose in de mapping."),
    )


def _point(row: Row, *, columns: dict[str, int], mapping: Mapping) -> IndexPoint:
    texts = {
        name: shown(row.cell(columns[name])) if name in columns else mapping.fixed.get(name, "") for name in PointField
    }
    year = rules.year_of(row.cell(columns[PointField.YEAR]))
    value = row.cell(columns[PointField.VALUE])
    if not shown(value):
        raise Refused(Reason.VALUE_MISSING, found="", expected=_("een getal."), field=PointField.VALUE)
    source = SOURCE_JOIN.join(text for text in (texts[PointField.SOURCE_TITLE], texts[PointField.SOURCE_URL]) if text)
    number = rules.number_of(value, numbers=mapping.numbers, field=PointField.VALUE, least=None)
    return IndexPoint(year, number, texts[PointField.STATUS], source)


def _aside(refused: Refused, *, row: Row, table: Table, columns: dict[str, int]) -> Aside:
    name = PointField.YEAR if refused.field == Field.PRICE_YEAR else refused.field
    column = table.place(row.number, column=columns.get(name)).column or ""
    return Aside(row.number, column, refused.found, refused.reason, refused.expected)


def _remarks(years: _Years) -> list[str]:
    return [
        _("{count} waarden met status '{status}' zijn vervangen door een latere status.").format(
            count=count, status=status
        )
        for status, count in sorted(years.passed_over.items())
    ]


def _empty(table: Table, *, wanted: SeriesRows, asides: list[Aside]) -> UnusableList:
    place = Place(table.file, sheet=table.sheet)
    first = asides[0] if asides else None
    return UnusableList(
        _("Geen enkele rij geeft een waarde van '{name}'.").format(name=wanted.name),
        place=replace(place, row=first.row, column=first.column or None) if first else place,
        expected=first.expected if first else _("rijen met een jaar en een getal."),
        remedy=_("Kijk of de mapping bij dit bestand hoort."),
    )
