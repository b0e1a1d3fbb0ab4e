"""Deliveries in words: a table of them, files with what they gave, and what a file would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkwaarde.kernel.deliveries.queries import AsideRow, DeliveryRow, FileRow, Sorted
from wijkwaarde.kernel.deliveries.rules import Aside
from wijkwaarde.kernel.deliveries.terms import AsideReason, Column
from wijkwaarde.web.format import MONTHS, day, language_of, money, number, sentence, trimmed
from wijkwaarde.web.listing import Empty, Listing, paging
from wijkwaarde.web.saves.book import Book
from wijkwaarde.web.saves.book import Table as SavedTable
from wijkwaarde.web.tables import Cell, table

HUNDREDTHS = 100
SHOWN = 20
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as it stands in a list; `state` and `tone` say whether there is something to do."""

    name: str
    whose: str
    gave: str
    came: str
    state: str
    tone: str
    url: str
    is_back: bool


@dataclass(frozen=True, slots=True)
class AsideShown:
    """A line that was put aside: where, why, what it says, and how it was settled; an address is empty where nothing is to do."""

    place: str
    why: str
    said: str
    settled: str
    url: str
    pick_up: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would give."""

    used: str
    aside: str
    reasons: tuple[str, ...]
    first: tuple[AsideShown, ...]
    more: str
    remarks: tuple[str, ...]
    has_used: bool


def reason_words() -> dict[AsideReason, str]:
    """Why a line was put aside."""
    return {
        AsideReason.DOUBLE: _("Dit is al geboekt, of staat er twee keer"),
        AsideReason.PRODUCT_UNKNOWN: _("Dit product kennen we niet"),
        AsideReason.PROVIDER_UNKNOWN: _("Deze organisatie kennen we niet"),
        AsideReason.NUMBER_UNKNOWN: _("Er is geen afspraak met dit nummer"),
        AsideReason.OTHER_YEAR: _("Dit is van een ander jaar"),
        AsideReason.OTHER_UNIT: _("Dit product tellen we in iets anders"),
        AsideReason.STILL_TO_COME: _("Deze periode moet nog beginnen"),
        AsideReason.UNREADABLE: _("Periode, aantal of bedrag is niet te lezen"),
    }


def column_words() -> dict[Column, str]:
    """How each column is called."""
    return {
        Column.PRODUCT: _("Product"),
        Column.PERIOD: _("Periode"),
        Column.BEGIN: _("Eerste dag"),
        Column.LAST: _("Laatste dag"),
        Column.AMOUNT: _("Bedrag"),
        Column.QUANTITY: _("Aantal"),
        Column.UNIT: _("Eenheid"),
        Column.NUMBER: _("Afspraaknummer"),
        Column.PROVIDER: _("Organisatie"),
        Column.PRICE_YEAR: _("Prijsjaar"),
    }


def euros(cents: int) -> str:
    """An amount in cents, in words."""
    return money(cents / HUNDREDTHS)


def period_words(begin: date, *, until: date) -> str:
    """A period as people say it: maart 2026, 2026, or from a day to another."""
    last = until - ONE_DAY
    if (begin.month, begin.day, last.month, last.day) == (1, 1, 12, 31) and begin.year == last.year:
        return str(begin.year)
    if begin.day == 1 and until.day == 1 and (begin.year, begin.month) == (last.year, last.month):
        return f"{MONTHS[language_of(None)][begin.month - 1]} {begin.year}"
    return _("{begin} t/m {last}").format(begin=day(begin), last=day(last))


def file_lines(files: Iterable[FileRow]) -> list[FileLine]:
    """Files for a list."""
    return [file_line(one) for one in files]


def file_line(one: FileRow) -> FileLine:
    """A file for a list, with what it gave and what is still to do."""
    told = vars(one)
    state, tone = _state(told["open"], is_back=one.taken_back_on is not None)
    gave = ngettext("{count} regel geboekt", "{count} regels geboekt", told["gave"]).format(count=number(told["gave"]))
    return FileLine(
        name=one.name,
        whose=one.organisation.name if one.organisation else _("meer organisaties"),
        gave=f"{gave}, {euros(told['cents'])}",
        came=day(one.came_at.date()),
        state=state,
        tone=tone,
        url=reverse("delivery_file", args=[one.pk]),
        is_back=one.taken_back_on is not None,
    )


def _state(still: int, *, is_back: bool) -> tuple[str, str]:
    if is_back:
        return _("teruggedraaid"), ""
    if not still:
        return _("klaar"), "done"
    return ngettext("{count} regel apart", "{count} regels apart", still).format(count=number(still)), "wait"


def listing(rows: Sequence[DeliveryRow], *, asked: QueryDict, page: int, last: int, words: str, keeps: bool) -> Listing:
    """A page of deliveries."""
    body = tuple((_party_cell(one, keeps=keeps), _cells(one)) for one in rows)
    shown = table(
        caption=_("Leveringen, de nieuwste eerst"),
        first=_("Organisatie"),
        words=(_("Product"), _("Periode")),
        numeric=(_("Aantal"), _("Bedrag")),
        rows=body,
    )
    empty = Empty(_("Niets gevonden"), _("Er is geen levering met deze woorden.")) if words else _nothing(keeps=keeps)
    return Listing(shown, paging(asked, current=page, last=last), empty)


def _nothing(*, keeps: bool) -> Empty:
    text = _("Lees een bestand van een organisatie in, of boek met de hand.") if keeps else ""
    return Empty(_("Er is nog niets geleverd"), text)


def _party_cell(one: DeliveryRow, *, keeps: bool) -> Cell:
    can_undo = keeps and one.reverses_id is None and not hasattr(one, "reversed_by")
    url = reverse("delivery_undo", args=[one.pk]) if can_undo else ""
    return Cell(one.organisation.name, _remark(one), url=url)


def _remark(one: DeliveryRow) -> str:
    if one.reverses_id is not None:
        return _("terugboeking")
    return _("teruggeboekt") if hasattr(one, "reversed_by") else ""


def _cells(one: DeliveryRow) -> tuple[Cell | str, ...]:
    quantity = "" if one.quantity is None else trimmed(float(one.quantity))
    period = period_words(one.begin, until=one.until)
    return Cell(one.product.name, one.number), period, quantity, euros(one.cents)


def delivery_book(rows: Iterable[DeliveryRow]) -> Book:
    """All deliveries that were asked for, as a file; amounts as numbers."""
    columns = (
        *(_("Organisatie"), _("Product"), _("Eerste dag"), _("Laatste dag"), _("Afspraak"), _("Aantal"), _("Bedrag")),
        *(_("Gemeld op"), _("Opmerking")),
    )
    cells = [
        (
            one.organisation.name,
            one.product.name,
            one.begin,
            one.until - ONE_DAY,
            one.number,
            None if one.quantity is None else float(one.quantity),
            one.cents / HUNDREDTHS,
            one.declared_on,
            _remark(one),
        )
        for one in rows
    ]
    return Book("leveringen", (SavedTable(_("Leveringen"), columns, cells),))


def aside_shown(lines: Iterable[AsideRow], *, keeps: bool, is_back: bool) -> list[AsideShown]:
    """Lines that were put aside, with what was done about each."""
    words, can_do = reason_words(), keeps and not is_back
    return [
        AsideShown(
            place=_("Rij {row}").format(row=one.row),
            why=words[AsideReason(one.reason)],
            said=said_words(one.said),
            settled=_settled(one),
            url=reverse("delivery_aside", args=[one.pk]) if can_do and one.settled_on is None else "",
            pick_up=reverse("delivery_pick_up", args=[one.pk]) if can_do and one.why else "",
        )
        for one in lines
    ]


def _settled(one: AsideRow) -> str:
    if one.delivery is not None:
        return _("Toch geboekt: {amount}").format(amount=euros(one.delivery.cents))
    return _("Hoeft niet: {why}").format(why=one.why) if one.why else ""


def said_words(said: dict[str, str]) -> str:
    """What a line says, column by column; what is empty is left out."""
    return " · ".join(f"{word}: {said[column]}" for column, word in column_words().items() if said.get(column))


def preview(found: Sorted) -> Preview:
    """What a file would give."""
    used, aside = len(found.used), len(found.aside)
    counts, words = Counter(one.reason for one in found.aside), reason_words()
    told = ngettext("{count} regel wordt geboekt", "{count} regels worden geboekt", used)
    apart = ngettext("{count} regel leggen we apart", "{count} regels leggen we apart", aside)
    return Preview(
        used=_("{lines}, samen {amount}").format(lines=told.format(count=number(used)), amount=euros(found.cents)),
        aside=apart.format(count=number(aside)) if aside else "",
        reasons=tuple(f"{words[reason]}: {number(count)}" for reason, count in counts.most_common()),
        first=tuple(_would_be(one) for one in found.aside[:SHOWN]),
        more=_("En nog {count}.").format(count=number(aside - SHOWN)) if aside > SHOWN else "",
        remarks=tuple(sentence(one) for one in found.remarks),
        has_used=bool(used),
    )


def _would_be(one: Aside) -> AsideShown:
    place = _("Rij {row}").format(row=one.row)
    return AsideShown(place, reason_words()[one.reason], said_words(dict(one.said)), "", "", "")


def undo_words(one: DeliveryRow) -> list[dict[str, str]]:
    """What would be booked back."""
    return [
        {"name": _("Organisatie"), "text": one.organisation.name},
        {"name": _("Product"), "text": one.product.name},
        {"name": _("Periode"), "text": period_words(one.begin, until=one.until)},
        {"name": _("Bedrag"), "text": euros(one.cents)},
    ]


def first_guess(
    one: AsideRow, *, organisations: Sequence[tuple[int, str]], products: Sequence[tuple[int, str]]
) -> dict[str, str | int]:
    """What a line that was put aside says, as far as the form can begin with it."""
    said = one.said
    days = f"{said.get(Column.BEGIN, '')} t/m {said.get(Column.LAST, '')}" if said.get(Column.BEGIN) else ""
    party = one.file.organisation_id or _id_of(said.get(Column.PROVIDER, ""), among=organisations)
    guess = {
        "organisation_id": party,
        "product_id": _id_of(said.get(Column.PRODUCT, ""), among=products),
        "period": days or said.get(Column.PERIOD, ""),
        "quantity": said.get(Column.QUANTITY, ""),
        "amount": said.get(Column.AMOUNT, ""),
        "number": said.get(Column.NUMBER, ""),
    }
    return {name: value for name, value in guess.items() if value}


def _id_of(name: str, *, among: Sequence[tuple[int, str]]) -> int | None:
    return next((pk for pk, known in among if known.casefold() == name.strip().casefold()), None)
