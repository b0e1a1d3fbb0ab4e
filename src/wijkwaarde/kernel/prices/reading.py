"""Reads somebody's file by a mapping: which prices it holds, which rows go aside and why; writes nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from django.utils.translation import gettext as _

from waarde import IndexSeries, PriceItem, Setting, Source, Unit
from wijkwaarde.kernel.errors import Place, Problem
from wijkwaarde.kernel.prices import rules
from wijkwaarde.kernel.prices.mapping import Mapping, ValueColumns, Words
from wijkwaarde.kernel.prices.rules import Refused, shown
from wijkwaarde.kernel.prices.terms import NAME_JOIN, SEVERAL_PAYERS, TRANSLATED, Field, Reason
from wijkwaarde.kernel.sheets import Cell, Row, Table, open_table
from wijkwaarde.kernel.sheets.table import matches, tidy

CURRENCY = re.compile(r"[A-Z]{3}")
Progress = Callable[[int, int | None], None]


class UnusableList(Problem):
    """A file and a mapping that together give no price list."""


@dataclass(frozen=True, slots=True)
class Index:
    """To which price year, and by which series, every price is brought."""

    to_year: str
    series: IndexSeries


@dataclass(frozen=True, slots=True)
class Aside:
    """One row, or one price out of a row, that was not accepted."""

    row: int
    column: str
    found: str
    reason: Reason
    expected: str


@dataclass
class Reading:
    """What a file says by a mapping: prices, rows put aside, and how its words were understood."""

    file: str
    currency: str
    items: list[PriceItem] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    rows: int = 0
    skipped: int = 0
    words: Counter[tuple[str, str, str]] = field(default_factory=Counter)


def no_progress(done: int, total: int | None) -> None:
    """Say nothing."""


def read_prices(
    path: Path, *, mapping: Mapping, index: Index | None = None, progress: Progress = no_progress
) -> Reading:
    """Understand a whole file. Errors: UnusableTable, UnusableList."""
    table = open_table(path, layout=mapping.layout)
    reader = _Reader(table, mapping=mapping, index=index)
    for row in table.rows:
        reader.take(row)
        progress(reader.reading.rows, table.size_hint)
    return reader.finished()


class _Reader:
    """Goes through the rows of one table; the columns are looked up once."""

    def __init__(self, table: Table, *, mapping: Mapping, index: Index | None) -> None:
        self.table = table
        self.mapping = mapping
        self.index = index
        self.columns = {name: self._indexes(columns) for name, columns in mapping.columns.items()}
        self.words = {
            name: [(table.index_of(rule.column), rule) for rule in mapping.words[name]] for name in TRANSLATED
        }
        self.skips = [(table.index_of(skip.column), skip.words) for skip in mapping.skip]
        self.values = [
            (value, {name: self._indexes(columns) for name, columns in value.columns.items()})
            for value in mapping.values or (ValueColumns("", {}, {}),)
            if mapping.choose in {None, value.label}
        ]
        self.keys: dict[str, int] = {}
        self.memory: dict[tuple[str, tuple[str, ...]], tuple[str, str] | Refused] = {}
        self.reading = Reading(file=table.file, currency=_currency(table, mapping))

    def _indexes(self, columns: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self.table.index_of(column) for column in columns)

    def take(self, row: Row) -> None:
        """Read one row: add its prices, or put it aside."""
        self.reading.rows += 1
        if any(matches(shown(row.cell(index)), pattern=word) for index, words in self.skips for word in words):
            self.reading.skipped += 1
            return
        filled = [value for value in self.values if shown(_first(row, self._at(value, Field.VALUE)))]
        for value, columns in filled or self.values[:1]:
            try:
                line = _Line(self, row, value, columns)
                self._add(line.item(), row=row)
                self.reading.words.update(line.understood)
            except Refused as refused:
                self._put_aside(refused, row=row, columns=columns)

    def _at(self, value: tuple[ValueColumns, dict[str, tuple[int, ...]]], name: str) -> tuple[int, ...]:
        return value[1].get(name, self.columns.get(name, ()))

    def _add(self, item: PriceItem, *, row: Row) -> None:
        first = self.keys.setdefault(item.key, row.number)
        if first != row.number:
            expected = _(
                "een eigen sleutel; '{key}' staat al op rij {row}. Voeg onder [columns] bij key een kolom toe."
            )
            raise Refused(
                Reason.DUPLICATE_KEY,
                found=item.name,
                expected=expected.format(key=item.key, row=first),
                field=Field.NAME,
            )
        self.reading.items.append(item)

    def _put_aside(self, refused: Refused, *, row: Row, columns: dict[str, tuple[int, ...]]) -> None:
        at = columns.get(refused.field, self.columns.get(refused.field, ()))
        index = at[0] if at and refused.index is None else refused.index
        place = self.table.place(row.number, column=index)
        column = "" if index is None else (place.column or "")
        self.reading.asides.append(Aside(row.number, column, refused.found, refused.reason, refused.expected))

    def finished(self) -> Reading:
        """The reading with its remarks. Errors: UnusableList when no price was accepted."""
        reading = self.reading
        if not reading.items:
            raise _nothing_usable(reading, place=Place(self.table.file, sheet=self.table.sheet))
        reading.remarks = [*self.table.remarks, *_remarks(reading)]
        return reading


@dataclass(frozen=True, slots=True)
class _Line:
    """One price out of one row, on its way to a price item."""

    reader: _Reader
    row: Row
    value: ValueColumns
    columns: dict[str, tuple[int, ...]]
    understood: list[tuple[str, str, str]] = field(default_factory=list)

    def cells(self, name: str) -> list[Cell]:
        at = self.columns.get(name, self.reader.columns.get(name, ()))
        return [self.row.cell(index) for index in at]

    def cell(self, name: str) -> Cell:
        """What stands for a field: the price's own fixed text, its column, the list's column, the list's fixed text."""
        if name in self.value.fixed:
            return self.value.fixed[name]
        cells = self.cells(name)
        return cells[0] if cells else self.reader.mapping.fixed.get(name)

    def text(self, name: str, *, join: str = " ") -> str:
        cells = [shown(cell) for cell in self.cells(name)]
        return join.join(cell for cell in cells if cell) or shown(self.cell(name))

    def item(self) -> PriceItem:
        self._check_width()
        name = self.text(Field.NAME, join=NAME_JOIN)
        if not name:
            raise Refused(Reason.NAME_MISSING, found="", expected=_("de naam van het product."), field=Field.NAME)
        value, low, high = (self._amount(part) for part in (Field.VALUE, Field.LOW, Field.HIGH))
        if value is None:
            raise Refused(Reason.VALUE_MISSING, found="", expected=_("een bedrag."), field=Field.VALUE)
        rules.check_range(value, low=low, high=high)
        item = PriceItem(
            key=self._key(name),
            name=f"{name} ({self.value.label})" if self._has_label else name,
            value=value,
            unit=Unit(self._slug(Field.UNIT)),
            bearer=self._slug(Field.BEARER),
            source=self._source(),
            price_year=self._year(),
            currency=self.reader.reading.currency,
            low=low,
            high=high,
            grade=self._slug(Field.GRADE),
            setting=Setting(self._slug(Field.SETTING) or Setting.OTHER),
        )
        index = self.reader.index
        return item if index is None else rules.indexed(item, to_year=index.to_year, series=index.series)

    @property
    def _has_label(self) -> bool:
        return bool(self.value.label) and self.reader.mapping.choose is None

    def _check_width(self) -> None:
        spare = [shown(cell) for cell in self.row.cells[len(self.reader.table.columns) :] if shown(cell)]
        if spare:
            expected = _(
                "evenveel cellen als de kop. Staat er een komma in een bedrag of tekst? Zet die cel tussen "
                "\"aanhalingstekens\", of kies in je rekenprogramma ';' als scheidingsteken."
            )
            raise Refused(Reason.TOO_MANY_CELLS, found=" ".join(spare), expected=expected)

    def _amount(self, name: Field) -> float | None:
        cell = self.cell(name)
        if not shown(cell):
            return None
        currency = self.reader.reading.currency
        if (own := self.text(Field.CURRENCY)) and own != currency:
            raise Refused(Reason.CURRENCY_DIFFERS, found=own, expected=currency, field=Field.CURRENCY)
        rules.check_sign(cell, currency=currency)
        return rules.number_of(cell, numbers=self.reader.mapping.numbers, field=name)

    def _key(self, name: str) -> str:
        label = self.value.label if self._has_label else ""
        key = rules.key_of(self.text(Field.KEY) or name, label=label)
        if not key:
            expected = _("een naam met ten minste één letter of cijfer.")
            raise Refused(Reason.NAME_MISSING, found=name, expected=expected, field=Field.NAME)
        return key

    def _year(self) -> str:
        own = self.cells(Field.PRICE_YEAR) or self.cell(Field.PRICE_YEAR)
        return rules.year_of(self.cell(Field.PRICE_YEAR) if own else self.reader.mapping.edition.price_year)

    def _source(self) -> Source:
        title = self.text(Field.SOURCE_TITLE) or self.reader.mapping.edition.source
        if not title:
            expected = _("een bron in de kolom, of source onder [edition] in de mapping.")
            raise Refused(Reason.SOURCE_MISSING, found="", expected=expected, field=Field.SOURCE_TITLE)
        return Source(title, self.text(Field.SOURCE_URL), self.text(Field.QUOTED))

    def _slug(self, name: Field) -> str:
        """The slug that the words of the row stand for; the same words are looked up once."""
        if name in self.value.fixed:
            answer = _looked_up([_Said(self.value.fixed[name], None, None)], field=name)
            if isinstance(answer, Refused):
                raise answer
            return answer[1]
        rows = self.reader.words[name]
        said = [_Said(shown(self.row.cell(index)), index, rule) for index, rule in rows]
        said = said or [_Said(shown(self.cell(name)), None, None)]
        memory_key = (str(name), tuple(one.word for one in said))
        if memory_key not in self.reader.memory:
            self.reader.memory[memory_key] = _looked_up(said, field=name)
        answer = self.reader.memory[memory_key]
        if isinstance(answer, Refused):
            raise answer
        self.understood.append((str(name), *answer))
        return answer[1]


@dataclass(frozen=True, slots=True)
class _Said:
    """A word in a row, the column it stands in, and the rule of the mapping for that column."""

    word: str
    index: int | None
    rule: Words | None

    @property
    def says_nothing(self) -> bool:
        patterns = self.rule.missing if self.rule else ()
        return any(matches(self.word, pattern=pattern) for pattern in patterns)


def _looked_up(said: list[_Said], *, field: Field) -> tuple[str, str] | Refused:
    """The first translation that fits, in the order of the mapping, as (word, slug)."""
    last = _Said("", None, None)
    for one in said:
        last, found = one, _translated(one, field=field)
        if found is not None:
            return found
        if one.says_nothing:
            break
    is_missing = last.says_nothing or not last.word
    return rules.unknown_word(field, found=last.word, is_missing=is_missing, index=last.index)


def _translated(one: _Said, *, field: Field) -> tuple[str, str] | None:
    for pattern, slug in one.rule.words if one.rule else ():
        if matches(one.word, pattern=pattern):
            return one.word, slug
    own = rules.known_words(field)
    if tidy(one.word) in own:
        return one.word, own[tidy(one.word)]
    if not one.word and field in {Field.GRADE, Field.SETTING}:
        return "", ""
    return None


def _first(row: Row, indexes: tuple[int, ...]) -> Cell:
    return row.cell(indexes[0]) if indexes else None


def _currency(table: Table, mapping: Mapping) -> str:
    """The one currency of the list: from the mapping, or what the first row with a currency says."""
    currency = mapping.edition.currency or mapping.fixed.get(Field.CURRENCY)
    columns = mapping.columns.get(Field.CURRENCY, ())
    if currency is None and columns:
        currency, table.rows = _one_currency(table, index=table.index_of(columns[0]))
    if currency is None or not CURRENCY.fullmatch(currency):
        raise UnusableList(
            _("Het is niet duidelijk in welke munt de prijzen zijn ({found}).").format(found=currency or "-"),
            place=Place(table.file),
            expected=_("een munt in drie hoofdletters, zoals EUR."),
            remedy=_('Zet onder [edition] in de mapping: currency = "EUR".'),
        )
    return currency


def _one_currency(table: Table, *, index: int) -> tuple[str | None, Iterator[Row]]:
    """The currency of all rows, and the rows again. Errors: UnusableList when there are two."""
    rows = list(table.rows)
    first: dict[str, int] = {}
    for row in rows:
        if word := shown(row.cell(index)):
            first.setdefault(word, row.number)
    if len(first) > 1:
        (one, one_row), (other, other_row) = list(first.items())[:2]
        raise UnusableList(
            _("Er staan prijzen in twee munten: {one} (rij {one_row}) en {other}.").format(
                one=one, one_row=one_row, other=other
            ),
            place=table.place(other_row, column=index),
            expected=_("één munt in één prijslijst."),
            remedy=_(
                "Maak van elke munt een eigen bestand, of reken de prijzen eerst om en noem de bron van de koers."
            ),
        )
    return next(iter(first), None), iter(rows)


def _remarks(reading: Reading) -> list[str]:
    mixed = {
        word: count
        for (name, word, slug), count in reading.words.items()
        if name == Field.BEARER and slug == SEVERAL_PAYERS
    }
    if not mixed:
        return []
    listed = ", ".join(f"'{word}' ({count})" for word, count in sorted(mixed.items(), key=lambda pair: -pair[1]))
    return [
        _("{count} prijzen hebben meer dan één betaler; ze staan als 'mixed': {listed}.").format(
            count=sum(mixed.values()), listed=listed
        )
    ]


def _nothing_usable(reading: Reading, *, place: Place) -> UnusableList:
    reasons = Counter(aside.reason for aside in reading.asides).most_common()
    first = reading.asides[0] if reading.asides else None
    listed = "; ".join(f"{rules.sentence(reason)} ({count})" for reason, count in reasons)
    return UnusableList(
        _("Geen enkele rij geeft een prijs ({rows} rijen gelezen, {skipped} overgeslagen). {listed}").format(
            rows=reading.rows, skipped=reading.skipped, listed=listed
        ),
        place=place if first is None else replace(place, row=first.row, column=first.column or None),
        expected=first.expected if first else _("rijen met een naam, een bedrag en een jaar."),
        remedy=_("Kijk of de mapping bij dit bestand hoort; `wijkwaarde prices check` laat zien wat er is begrepen."),
    )
