"""What is accepted in a cell of a price list, and why not; opens no file and writes none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple
from datetime import date, datetime, time
from functools import cache

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from waarde import (
    FIRST_PRICE_YEAR,
    LAST_PRICE_YEAR,
    YEAR_DIGITS,
    Edition,
    IndexSeries,
    PriceItem,
    SeriesKind,
    Setting,
    Unit,
    WaardeError,
    index_price,
)
from wijkwaarde.kernel.documents import LARGEST_NUMBER, at_most
from wijkwaarde.kernel.errors import Place, Problem, did_you_mean, printable
from wijkwaarde.kernel.prices.bearers import bearers
from wijkwaarde.kernel.prices.mapping import COMMA, POINT, Numbers, slugs_of
from wijkwaarde.kernel.prices.terms import (
    CURRENCY_SIGNS,
    UNIT_WORDS,
    Field,
    Grade,
    Reason,
)
from wijkwaarde.kernel.sheets import Cell
from wijkwaarde.kernel.sheets.table import tidy
from wijkwaarde.kernel.words import WORDS

YEAR = re.compile(r"\d{4}(?:/\d{2}|/\d{4})?")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
PER = "per "
SPACES = ("\u00a0", "\u202f", " ")

GRADES: Mapping[Grade, str] = {
    Grade.GOOD: gettext_noop("goed"),
    Grade.FAIR: gettext_noop("redelijk"),
    Grade.LOW: gettext_noop("laag"),
    Grade.ASSUMPTION: gettext_noop("aanname"),
}
SENTENCES: Mapping[Reason, str] = {
    Reason.NAME_MISSING: gettext_noop("Deze prijs heeft geen naam."),
    Reason.VALUE_MISSING: gettext_noop("Hier staat geen prijs."),
    Reason.NOT_A_NUMBER: gettext_noop("Dit is geen getal."),
    Reason.DECIMAL_SIGN: gettext_noop("Dit getal is anders geschreven dan de mapping zegt."),
    Reason.NUMBER_IS_DATE: gettext_noop("Dit is een datum en geen getal."),
    Reason.NEGATIVE: gettext_noop("Een prijs is niet lager dan 0."),
    Reason.RANGE_OUT_OF_ORDER: gettext_noop("De laagste en hoogste waarde liggen niet om de prijs heen."),
    Reason.YEAR_MISSING: gettext_noop("Van deze prijs is niet bekend uit welk jaar hij is."),
    Reason.YEAR_IMPOSSIBLE: gettext_noop("Dit is geen jaar."),
    Reason.UNIT_MISSING: gettext_noop("De bron zegt niet waar de prijs voor is: per uur, per dag, per keer."),
    Reason.UNIT_UNKNOWN: gettext_noop("Deze eenheid is niet bekend."),
    Reason.BEARER_MISSING: gettext_noop("Er staat niet wie dit betaalt."),
    Reason.BEARER_UNKNOWN: gettext_noop("Deze betaler is niet bekend."),
    Reason.GRADE_UNKNOWN: gettext_noop("Dit oordeel over de bron is niet bekend."),
    Reason.SETTING_UNKNOWN: gettext_noop("Deze plek van de hulp is niet bekend."),
    Reason.CURRENCY_DIFFERS: gettext_noop("Deze prijs is in een andere munt dan de rest."),
    Reason.SOURCE_MISSING: gettext_noop("Deze prijs heeft geen bron."),
    Reason.DUPLICATE_KEY: gettext_noop("Een prijs met deze sleutel staat er al."),
    Reason.TOO_MANY_CELLS: gettext_noop("Deze rij heeft meer cellen dan de kop."),
    Reason.NOT_INDEXED: gettext_noop("Deze prijs kan niet naar het gevraagde jaar worden gebracht."),
    Reason.STATUS_UNKNOWN: gettext_noop("Deze status is niet bekend."),
    Reason.YEAR_TWICE: gettext_noop("Dit jaar staat er twee keer, met een andere waarde."),
}


class Refused(Exception):
    """A cell that is not accepted: the reason, what was found, what was expected, and in which column."""

    def __init__(
        self, reason: Reason, *, found: object, expected: str, field: str = "", index: int | None = None
    ) -> None:
        self.reason = reason
        self.found = shown(found)
        self.expected = expected
        self.field = field
        self.index = index
        super().__init__(reason)


def sentence(reason: Reason) -> str:
    """A reason in the language of the reader."""
    return _(SENTENCES[reason])


def shown(cell: object) -> str:
    """A cell as people see it."""
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else " ".join(str(cell).split())


def number_of(cell: Cell, *, numbers: Numbers, field: str, least: float | None = 0.0) -> float:
    """The number in a cell, at least `least`.

    Numbers of a workbook are taken as they are, text is read by the mapping's signs.
    """
    if isinstance(cell, date | time):
        raise Refused(
            Reason.NUMBER_IS_DATE, found=cell, expected=_("een getal; kies in je rekenprogramma 'getal'."), field=field
        )
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _possible(cell, found=cell, field=field, least=least)
    plain = shown(cell)
    for mark in (*CURRENCY_SIGNS, *SPACES[:2]):
        plain = plain.replace(mark, "")
    plain = _without_thousands(plain.strip(), numbers=numbers)
    other = COMMA if numbers.decimal == POINT else POINT
    if other not in plain and NUMBER.fullmatch(plain.replace(numbers.decimal, POINT)):
        number = float(plain.replace(numbers.decimal, POINT))
        return _possible(number, found=cell, field=field, least=least)
    if NUMBER.fullmatch(plain.replace(POINT, "").replace(COMMA, "")):
        expected = _(
            "een getal met '{decimal}' vóór de decimalen, zoals {example}. Zet anders onder [table] in de mapping: "
            'decimal = "{other}" (of thousands = "{other}" als het duizendtallen zijn).'
        ).format(decimal=numbers.decimal, example=f"12{numbers.decimal}50", other=other)
        raise Refused(Reason.DECIMAL_SIGN, found=cell, expected=expected, field=field)
    raise Refused(
        Reason.NOT_A_NUMBER, found=cell, expected=_("één bedrag in cijfers, zonder tekst erbij."), field=field
    )


def _without_thousands(text: str, *, numbers: Numbers) -> str:
    """The text without its signs between thousands, if they stand where thousands end."""
    if not numbers.thousands:
        return text
    sign, decimal = re.escape(numbers.thousands), re.escape(numbers.decimal)
    grouped = re.fullmatch(rf"-?\d{{1,3}}(?:{sign}\d{{3}})+(?:{decimal}\d+)?", text)
    return text.replace(numbers.thousands, "") if grouped else text


def _possible(number: float, *, found: object, field: str, least: float | None) -> float:
    if not abs(number) <= LARGEST_NUMBER:
        raise Refused(Reason.NOT_A_NUMBER, found=found, expected=at_most(), field=field)
    if least is not None and number < least:
        expected = _("0 of meer. Geld dat iemand ontvangt, wordt een regel met een baathebber in de casus.")
        raise Refused(Reason.NEGATIVE, found=found, expected=expected, field=field)
    return float(number)


def year_of(cell: Cell) -> str:
    """The price year in a cell: '2023', or '2015/16' for a financial year."""
    text = "" if isinstance(cell, bool) else shown(cell)
    expected = _("een jaar in vier cijfers van {first} tot en met {last}, zoals 2023 of 2015/16.").format(
        first=FIRST_PRICE_YEAR, last=LAST_PRICE_YEAR
    )
    if not text:
        raise Refused(Reason.YEAR_MISSING, found=cell, expected=expected, field=Field.PRICE_YEAR)
    if not YEAR.fullmatch(text) or not FIRST_PRICE_YEAR <= int(text[:YEAR_DIGITS]) <= LAST_PRICE_YEAR:
        raise Refused(Reason.YEAR_IMPOSSIBLE, found=cell, expected=expected, field=Field.PRICE_YEAR)
    return text


def check_range(value: float, *, low: float | None, high: float | None) -> None:
    """Refuse a range that does not lie around the price; low and high come together."""
    if (low is None) != (high is None) or (low is not None and high is not None and not low <= value <= high):
        raise Refused(
            Reason.RANGE_OUT_OF_ORDER,
            found=f"{shown(low)} - {shown(value)} - {shown(high)}",
            expected=_("laagste ≤ prijs ≤ hoogste, of allebei leeg."),
            field=Field.LOW,
        )


def check_sign(cell: Cell, *, currency: str) -> None:
    """Refuse an amount with the sign of another currency in front of it."""
    for sign, code in CURRENCY_SIGNS.items():
        if isinstance(cell, str) and sign in cell and code != currency:
            raise Refused(Reason.CURRENCY_DIFFERS, found=cell, expected=currency, field=Field.VALUE)


@cache
def known_words(field: str) -> dict[str, str]:
    """The words that a mapping need not translate: slugs and their Dutch and English names, to their slug."""
    return {tidy(word): slug for word, slug in _own_words()[field]()}


def _own_words() -> dict[str, Callable[[], Iterable[tuple[str, str]]]]:
    each = list(UNIT_WORDS.items())
    return {
        Field.UNIT: lambda: [*_slugged(Unit), *each, *((f"{PER}{word}", unit) for word, unit in each)],
        Field.GRADE: lambda: [*_slugged(Grade), *((word, grade) for grade, word in GRADES.items())],
        Field.SETTING: lambda: [*_slugged(Setting), *((WORDS[setting], setting) for setting in Setting)],
        Field.BEARER: lambda: [
            (word, bearer.slug) for bearer in bearers().values() for word in (bearer.slug, bearer.nl, bearer.en)
        ],
    }


def _slugged(slugs: Iterable[str]) -> list[tuple[str, str]]:
    return [(str(slug), str(slug)) for slug in slugs]


def grade_word(grade: str) -> str:
    """A grade in the language of the reader; a dash where nobody gave one."""
    return _(GRADES[Grade(grade)]) if grade in set(Grade) else grade or "-"


def unknown_word(field: Field, *, found: Cell, is_missing: bool, index: int | None) -> Refused:
    """The refusal of a word that nothing translates, with the word that looks most like it."""
    missing = {Field.UNIT: Reason.UNIT_MISSING, Field.BEARER: Reason.BEARER_MISSING}
    unknown = {
        Field.UNIT: Reason.UNIT_UNKNOWN,
        Field.BEARER: Reason.BEARER_UNKNOWN,
        Field.GRADE: Reason.GRADE_UNKNOWN,
        Field.SETTING: Reason.SETTING_UNKNOWN,
    }
    if is_missing and field in missing:
        expected = _(
            "een woord daarvoor in het bestand, of een regel voor dit product onder [[{field}]] in de mapping."
        )
        return Refused(missing[field], found=found, expected=expected.format(field=field), field=field, index=index)
    guess = did_you_mean(tidy(shown(found)).removeprefix(PER), [word.removeprefix(PER) for word in known_words(field)])
    expected = _("een van: {known}. {guess} Of voeg het woord toe onder [[{field}]] in de mapping.").format(
        known=", ".join(slugs_of(field)), guess=guess, field=field
    )
    return Refused(unknown[field], found=found, expected=" ".join(expected.split()), field=field, index=index)


def key_of(text: str, *, label: str = "") -> str:
    """A key made of letters, digits and hyphens; a text that is one word already stays as it is.

    >>> key_of("Wmo: hulp bij het huishouden (per uur) €")
    'wmo-hulp-bij-het-huishouden-per-uur'
    >>> key_of("CR1.0", label="fiscal")
    'CR1.0-fiscal'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    key = text if WORD.fullmatch(text) else "-".join(re.findall(r"[a-z0-9]+", plain))
    return f"{key}-{label}" if key and label else key


def indexed(item: PriceItem, *, to_year: str, series: IndexSeries) -> PriceItem:
    """The price in prices of another year; refused where the series does not reach that far."""
    try:
        if series.kind is SeriesKind.CHANGE_PERCENT and not (item.price_year or "").isdigit():
            raise Refused(
                Reason.NOT_INDEXED,
                found=item.price_year,
                expected=_("een jaar in vier cijfers: '{series}' geeft de verandering per jaar.").format(
                    series=series.name
                ),
                field=Field.PRICE_YEAR,
            )
        return index_price(item, to_year=to_year, series=series)
    except (WaardeError, ArithmeticError) as error:
        years = [point.year for point in series.points]
        expected = _("een jaar dat met '{series}' te bereiken is; daarin staan {first} tot en met {last}.").format(
            series=series.name, first=years[0] if years else "-", last=years[-1] if years else "-"
        )
        raise Refused(Reason.NOT_INDEXED, found=item.price_year, expected=expected, field=Field.PRICE_YEAR) from error


class Unstorable(Problem):
    """A price list or a series that the database cannot keep as it is."""


def check_storable(whole: Edition | IndexSeries) -> None:
    """Refuse what a database cannot keep as it is: signs that are no text, and payers nobody knows. Errors: Unstorable."""
    for text in _texts(astuple(whole)):
        if "\0" in text or any(unicodedata.category(sign) == "Cs" for sign in text):
            raise Unstorable(
                _("In '{text}' staat een teken dat geen tekst is.").format(text=printable(text)),
                place=Place(whole.name),
                expected=_("letters, cijfers en leestekens."),
                remedy=_("Haal het teken weg in de bron en lees de lijst opnieuw in."),
            )
    for item in whole.items if isinstance(whole, Edition) else ():
        if item.bearer not in bearers():
            raise Unstorable(
                _("De betaler '{bearer}' van '{price}' is niet bekend.").format(bearer=item.bearer, price=item.name),
                place=Place(whole.name),
                expected=_("een betaler uit de lijst: {known}.").format(known=", ".join(bearers())),
                remedy=did_you_mean(item.bearer, bearers()) or _("Kies er een uit."),
            )


def _texts(value: object) -> Iterator[str]:
    """Every text in a dataclass that was made into tuples."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
