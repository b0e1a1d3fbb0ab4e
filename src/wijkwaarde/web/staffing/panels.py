"""Hours of people in words and tables; a vacancy is said as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkwaarde.kernel.errors import Stale
from wijkwaarde.kernel.staffing.calculation import Hours, VacantRun, fte_of_hours
from wijkwaarde.kernel.staffing.queries import MonthRow, Norm, ProductOfParty, ProductYear, hours_of, total
from wijkwaarde.kernel.staffing.reading import HEADS, HoursReading
from wijkwaarde.kernel.staffing.terms import HUNDREDTHS
from wijkwaarde.web.format import MONTHS as NAMES
from wijkwaarde.web.format import day, language_of, sentence, trimmed
from wijkwaarde.web.saves.book import Book
from wijkwaarde.web.saves.book import Table as SavedTable
from wijkwaarde.web.staffing.forms import Counted
from wijkwaarde.web.tables import Cell, Table, table

MONTHS_A_QUARTER = 3
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Folded:
    """Months that are folded away: a line that sums them up, and their table."""

    words: str
    table: Table


@dataclass(frozen=True, slots=True)
class ProductPart:
    """A product of a party in a year: a line about all of it, the months that matter now, earlier ones per quarter, and vacancies."""

    name: str
    words: str
    now: Table | None
    earlier: tuple[Folded, ...]
    vacant: tuple[str, ...]


def number(hundredths: int) -> str:
    """Hundredths as people read them."""
    return trimmed(hundredths / HUNDREDTHS)


def month_name(month: date) -> str:
    """A month in words, without its year."""
    return NAMES[language_of(None)][month.month - 1]


def vacant_words(run: VacantRun, *, norm: Norm | None) -> str:
    """A long vacancy in a sentence."""
    words = ngettext(
        "{count} maand vacature, van {first} tot en met {last}: samen {hours} uur{fte}. Dat is geen besparing.",
        "{count} maanden vacature, van {first} tot en met {last}: samen {hours} uur{fte}. Dat is geen besparing.",
        run.months,
    )
    return words.format(
        count=run.months,
        first=_month_in(run, month=run.begin),
        last=_month_in(run, month=run.last),
        hours=number(run.hours),
        fte=_fte(run.hours, months=run.months, norm=norm),
    )


def _month_in(run: VacantRun, *, month: date) -> str:
    """A month of a vacancy, with its year where that goes on over the turn of one."""
    return month_name(month) if run.begin.year == run.last.year else f"{month_name(month)} {month.year}"


def _fte(hours: int, *, months: int, norm: Norm | None) -> str:
    if norm is None or not hours:
        return ""
    fte = fte_of_hours(hours, hours_a_year=norm.hours_a_year * months)
    return _(" (gemiddeld {fte} fte)").format(fte=number(fte))


def party_table(found: Sequence[ProductOfParty], *, year: int, norm: Norm | None) -> Table:
    """Every party in a year, all its products together: hours, and beneath them what that is in fte."""
    parties: dict[int, list[ProductOfParty]] = {}
    for one in found:
        parties.setdefault(one.organisation.pk, []).append(one)
    rows = tuple(
        (
            Cell(those[0].organisation.name, url=_party_url(those[0], year=year)),
            _with_fte(_whole(those), months=max(one.months for one in those), norm=norm),
        )
        for those in parties.values()
    )
    return table(
        caption=_("Uren in {year}").format(year=year) if norm is None else _("Uren en fte in {year}").format(year=year),
        first=_("Organisatie"),
        numeric=kind_heads(),
        rows=rows,
        total=(_("Samen"), _cells(_whole(found))) if len(rows) > 1 else None,
    )


def year_words(found: Sequence[ProductOfParty], *, year: int) -> str:
    """A year of all parties in a line; nothing where nothing was told."""
    return _in_year(year, hours=_whole(found)) if found else ""


def _in_year(year: int, *, hours: Hours) -> str:
    return _("In {year}: {words}.").format(year=year, words=used_words(hours))


def _whole(found: Iterable[ProductOfParty]) -> Hours:
    return sum((one.total for one in found), Hours())


def _party_url(one: ProductOfParty, *, year: int) -> str:
    return f"{reverse('staffing_party', args=[one.organisation.pk])}?jaar={year}"


def capacity_table(found: Sequence[ProductOfParty], *, year: int, norm: Norm | None) -> Table:
    """Every product of every party in a year: hours, and beneath them what that is in fte."""
    rows = tuple(
        (
            Cell(
                one.organisation.name,
                detail=one.product.name,
                url=_party_url(one, year=year),
            ),
            _with_fte(one.total, months=one.months, norm=norm),
        )
        for one in found
    )
    caption = _("Uren per product in {year}") if norm is None else _("Uren en fte per product in {year}")
    return table(caption=caption.format(year=year), first=_("Organisatie en product"), numeric=kind_heads(), rows=rows)


def both_table(stale: Stale, *, form: forms.Form) -> Table:
    """What stands there of a month beside what somebody typed; both in hours, or what was typed in fte."""
    is_fte = form["counted"].value() == Counted.FTE.value
    heads = dict(zip((one.name for one in fields(Hours)), kind_heads(), strict=False))
    rows = tuple(
        (heads[name], (number(int(there)), str(form[name].value() or number(0))))
        for name, there in stale.saved.items()
        if name in heads
    )
    mine = _("Jij, in fte") if is_fte else _("Jij")
    return table(
        caption=_("Wat er staat, en wat jij invult"), first=_("Uren"), numeric=(_("Staat er"), mine), rows=rows
    )


def kind_heads() -> tuple[str, ...]:
    """The heads of a table of hours."""
    return (_("Beschikbaar"), _("Gepland"), _("Gebruikt"), _("Ziek"), _("Vacature"), _("Niet gebruikt"))


def _with_fte(hours: Hours, *, months: int, norm: Norm | None) -> tuple[Cell, ...]:
    told = [*(getattr(hours, one.name) for one in fields(hours)), hours.unused]
    return tuple(Cell(number(value), detail=_in_fte(value, months=months, norm=norm)) for value in told)


def _in_fte(hours: int, *, months: int, norm: Norm | None) -> str:
    if norm is None or hours <= 0:
        return ""
    return _("{fte} fte").format(fte=number(fte_of_hours(hours, hours_a_year=norm.hours_a_year * months)))


def long_words(found: Iterable[ProductOfParty], *, norm: Norm | None) -> list[str]:
    """Every long vacancy with whose it is."""
    return [
        f"{one.organisation.name}, {one.product.name}: {vacant_words(run, norm=norm)}"
        for one in found
        for run in one.vacant
    ]


def staffing_book(found: Iterable[ProductOfParty], *, year: int, norm: Norm | None) -> Book:
    """The same for a spreadsheet, in hours and in fte."""
    words = (_("beschikbaar"), _("gepland"), _("gebruikt"), _("ziek"), _("vacature"), _("niet gebruikt"))
    in_fte = tuple(f"{word} (fte)" for word in words) if norm else ()
    rows: list[tuple[str | int | float, ...]] = []
    for one in found:
        told = [*(getattr(one.total, name.name) for name in fields(one.total)), one.total.unused]
        fte = [fte_of_hours(value, hours_a_year=norm.hours_a_year * one.months) for value in told] if norm else []
        numbers = [value / HUNDREDTHS for value in (*told, *fte)]
        rows.append((year, one.organisation.name, one.product.name, one.months, *numbers))
    heads = (_("jaar"), _("partij"), _("product"), _("maanden"), *words, *in_fte)
    return Book("bezetting", (SavedTable(_("Bezetting"), heads, rows),))


def product_parts(found: Iterable[ProductYear], *, change: str, norm: Norm | None, today: date) -> list[ProductPart]:
    """The products of a party in a year; `change` is where a month is told (empty: not by you).

    Last month, which is told in this one, this month and those to come are open; earlier ones are folded, the newest first.
    """
    open_from = (today.replace(day=1) - ONE_DAY).replace(day=1)
    return [
        ProductPart(
            one.product.name,
            _in_year(one.months[0].month.year, hours=one.total),
            _month_table(
                [row for row in one.months if row.month >= open_from], change=change, about=_("Uren per maand")
            ),
            tuple(_quarters([row for row in one.months if row.month < open_from], change=change)),
            tuple(f"{one.product.name}: {vacant_words(run, norm=norm)}" for run in one.vacant),
        )
        for one in found
    ]


def used_words(hours: Hours) -> str:
    """How much of the hours was used, and why the rest was not, in a line."""
    told = [_("{used} van {available} uur gebruikt").format(used=number(hours.used), available=number(hours.available))]
    told += [_("ziek {hours}").format(hours=number(hours.ill))] if hours.ill else []
    told += [_("vacature {hours}").format(hours=number(hours.vacant))] if hours.vacant else []
    return ", ".join(told)


def _quarters(months: Sequence[MonthRow], *, change: str) -> Iterator[Folded]:
    """Months per quarter of a year, the newest first."""
    quarters: dict[int, list[MonthRow]] = {}
    for row in months:
        quarters.setdefault((row.month.month - 1) // MONTHS_A_QUARTER, []).append(row)
    for _number, those in sorted(quarters.items(), reverse=True):
        first, last = month_name(those[0].month), month_name(those[-1].month)
        name = first if first == last else _("{first} tot en met {last}").format(first=first, last=last)
        shown = _month_table(those, change=change, about=sentence(name))
        if shown is not None:
            yield Folded(f"{sentence(name)}: {used_words(total(those))}", shown)


def _month_table(months: Sequence[MonthRow], *, change: str, about: str) -> Table | None:
    """The months one by one, and all of them together where they are more; None for none."""
    if not months:
        return None
    return table(
        caption=about,
        first=_("Maand"),
        numeric=kind_heads(),
        rows=tuple((_month_cell(row, change=change), _cells(hours_of(row))) for row in months),
        total=(_("Samen"), _cells(total(months))) if len(months) > 1 else None,
    )


def _month_cell(row: MonthRow, *, change: str) -> Cell:
    url = f"{change}?product={row.product_id}&maand={row.month:%Y-%m}" if change else ""
    return Cell(month_name(row.month), url=url)


def _cells(hours: Hours) -> tuple[Cell, ...]:
    told = [getattr(hours, one.name) for one in fields(hours)]
    return tuple(Cell(number(value)) for value in (*told, hours.unused))


def norm_words(norm: Norm | None) -> str:
    """What one fte is, in a sentence."""
    if norm is None:
        return _("Er is nog niet gezegd hoeveel uur 1 fte is. Daarom staan hier alleen uren.")
    words = _("1 fte is {hours} uur per jaar, vanaf {day}. Bron: {source}.")
    return words.format(hours=number(norm.hours_a_year), day=day(norm.since), source=norm.source)


# --- A file before it is kept ---

SHOWN_ASIDES = 50


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What a file would give: in sentences, month by month, and the lines that are put aside."""

    words: str
    aside_words: str
    used: Table | None
    aside: Table | None
    remarks: tuple[str, ...]


def head_words() -> dict[str, str]:
    """What the columns of a file are called."""
    return dict(HEADS)


def file_preview(
    reading: HoursReading, *, known: Mapping[tuple[int, date], Hours], products: Mapping[int, str]
) -> FilePreview:
    """What a file would give, beside what stands there already."""
    count, left = len(reading.months), len(reading.asides)
    words = ngettext("{count} maand is te gebruiken.", "{count} maanden zijn te gebruiken.", count)
    aside = ngettext("{count} regel is opzij gelegd.", "{count} regels zijn opzij gelegd.", left)
    return FilePreview(
        words.format(count=count),
        aside.format(count=left) if left else "",
        _used(reading, known=known, products=products),
        _aside(reading),
        reading.remarks,
    )


def _used(
    reading: HoursReading, *, known: Mapping[tuple[int, date], Hours], products: Mapping[int, str]
) -> Table | None:
    if not reading.months:
        return None
    rows = tuple(
        (
            Cell(products.get(one.product_id, ""), detail=one.month.strftime("%m-%Y")),
            (
                Cell(_happens(one.hours, before=known.get((one.product_id, one.month)))),
                *(Cell(number(getattr(one.hours, name.name))) for name in fields(one.hours)),
            ),
        )
        for one in reading.months
    )
    return table(
        caption=_("Wat ermee gebeurt"),
        first=_("Product en maand"),
        words=(_("Wat"),),
        numeric=kind_heads()[:-1],
        rows=rows,
    )


def _happens(hours: Hours, *, before: Hours | None) -> str:
    if before is None:
        return _("nieuw")
    return _("staat er al") if before == hours else _("verandert")


def _aside(reading: HoursReading) -> Table | None:
    if not reading.asides:
        return None
    return table(
        caption=_("Opzij gelegd"),
        first=_("Rij"),
        words=(_("Wat er staat"), _("Waarom")),
        numeric=(),
        rows=tuple((str(one.row), (one.found, one.why)) for one in reading.asides[:SHOWN_ASIDES]),
    )
