"""Deliveries in words: a table of them, files with what they gave, and what a file would give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkwaarde.kernel.deliveries.overview import Numbered
from wijkwaarde.kernel.deliveries.queries import AsideRow, DeliveryRow, FileRow
from wijkwaarde.kernel.deliveries.queries import Waiting as WaitingRow
from wijkwaarde.kernel.deliveries.rules import Aside, Sorted
from wijkwaarde.kernel.deliveries.terms import ROWS_A_PAGE, AsideReason, Column
from wijkwaarde.web.amounts.wording import unit_words
from wijkwaarde.web.format import MONTHS, day, language_of, money, number, sentence, trimmed
from wijkwaarde.web.listing import Empty, Listing, page_asked, paging
from wijkwaarde.web.saves.book import Book
from wijkwaarde.web.saves.book import Table as SavedTable
from wijkwaarde.web.tables import Cell, table

HUNDREDTHS = 100
SHOWN = 20
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file as it stands in a list; `state` and `tone` say whether there is something to do.

    `is_going`: the worker takes it back.
    """

    name: str
    whose: str
    gave: str
    came: str
    state: str
    tone: str
    url: str
    is_back: bool
    is_going: bool = False


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
        AsideReason.OTHER_PROVIDER: _("Deze regel is van een andere organisatie"),
        AsideReason.NUMBER_UNKNOWN: _("Er is geen afspraak met dit nummer"),
        AsideReason.OTHER_YEAR: _("Dit is van een ander jaar"),
        AsideReason.OTHER_PRICES: _("De prijzen zijn van een ander jaar"),
        AsideReason.OTHER_UNIT: _("Dit product tellen we in iets anders"),
        AsideReason.STILL_TO_COME: _("Deze periode moet nog beginnen"),
        AsideReason.AFTER_END: _("De afspraak liep toen niet meer"),
        AsideReason.NO_PERIOD: _("De periode is niet te lezen"),
        AsideReason.NO_QUANTITY: _("Het aantal is niet te lezen"),
        AsideReason.NO_AMOUNT: _("Het bedrag is niet te lezen, of is 0"),
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
    is_going = one.back_asked_at is not None and one.taken_back_on is None
    state, tone = (_("wordt teruggedraaid"), "busy") if is_going else (state, tone)
    gave = ngettext("{count} regel geboekt", "{count} regels geboekt", told["gave"]).format(count=number(told["gave"]))
    return FileLine(
        name=one.name,
        whose=one.organisation.name if one.organisation else _("meer organisaties"),
        gave=f"{gave}, {euros(told['cents'])}",
        came=day(localdate(one.came_at)),
        state=state,
        tone=tone,
        url=reverse("delivery_file", args=[one.pk]),
        is_back=one.taken_back_on is not None,
        is_going=is_going,
    )


def waiting_lines(files: Iterable[WaitingRow]) -> list[FileLine]:
    """Files that were uploaded and wait for a yes."""
    return [_waiting_line(one) for one in files]


def _waiting_line(one: WaitingRow) -> FileLine:
    return FileLine(
        name=one.name,
        whose=one.organisation.name if one.organisation else _("meer organisaties"),
        gave="",
        came=day(localdate(one.came_at)),
        state=_("wordt geboekt") if one.asked_at else _("aangeleverd") if one.handed_in else _("nog niet geboekt"),
        tone="wait",
        url=reverse("delivery_preview", args=[one.key]),
        is_back=False,
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
    if hasattr(one, "reversed_by"):
        return _("teruggeboekt")
    return _("na het eind van de afspraak") if one.why else ""


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


def numbers_listing(rows: Sequence[Numbered], *, asked: QueryDict) -> Listing:
    """A page of agreements by their number."""
    last = max(1, -(-len(rows) // ROWS_A_PAGE))
    page = min(page_asked(asked), last)
    words = (_("Product"), _("Eerste dag"), _("Laatste dag"))
    shown = rows[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    body = tuple((one.number, (_product(one), day(one.begin), _last_day(one))) for one in shown)
    found = table(caption=_("Afspraken"), first=_("Afspraaknummer"), words=words, numeric=(), rows=body)
    return Listing(found, paging(asked, current=page, last=last), Empty(_("Deze organisatie heeft nog geen afspraken")))


def _product(one: Numbered) -> Cell:
    return Cell(one.product or _("nog niet ingevuld"), _unit(one) and _("per {unit}").format(unit=_unit(one)))


def _unit(one: Numbered) -> str:
    return "" if one.unit is None else unit_words(1)[one.unit]


def _last_day(one: Numbered) -> str:
    return _("loopt door") if one.last is None else day(one.last)


def numbers_book(rows: Iterable[Numbered]) -> Book:
    """The same as a file, with days as days."""
    columns = (_("Afspraaknummer"), _("Product"), _("Eenheid"), _("Eerste dag"), _("Laatste dag"))
    cells = [(one.number, one.product, _unit(one), one.begin, one.last) for one in rows]
    return Book("afspraaknummers", (SavedTable(_("Afspraken"), columns, cells),))


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


def waits(found: FileRow) -> int:
    """How many lines of a file are still to settle."""
    return int(vars(found)["open"])


def end_words(told: tuple[date, str] | None) -> str:
    """Until when an agreement ran, and by which rule help counts then."""
    if told is None:
        return ""
    end, rule = told
    ran = _("De afspraak liep t/m {last}.").format(last=day(end - ONE_DAY))
    return " ".join((ran, _("De regel van de wijk is dan: {rule}").format(rule=rule)))


def _settled(one: AsideRow) -> str:
    if one.delivery is not None:
        told = _("Toch geboekt: {amount}").format(amount=euros(one.delivery.cents))
        return f"{told}. {sentence(one.delivery.why)}" if one.delivery.why else told
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


def booked_words(one: DeliveryRow) -> str:
    """That it was booked, and on which day where its own period is closed already."""
    back = _("Klopt het niet? Kies haar in de lijst, en boek haar terug.")
    if one.booking.on < one.until:
        return f"{_('Geboekt.')} {back}"
    told = _("Die periode is al gesloten. De boeking staat daarom op {day}; de levering blijft van haar eigen periode.")
    return " ".join((_("Geboekt."), told.format(day=day(one.booking.on)), back))


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
