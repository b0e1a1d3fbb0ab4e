"""Hours of people in words and tables; a vacancy is said as such."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkwaarde.kernel.errors import Stale
from wijkwaarde.kernel.staffing.calculation import Hours, VacantRun, fte_of_hours
from wijkwaarde.kernel.staffing.queries import MonthRow, Norm, ProductOfParty, ProductYear, hours_of
from wijkwaarde.kernel.staffing.reading import HEADS, HoursReading
from wijkwaarde.kernel.staffing.terms import HUNDREDTHS
from wijkwaarde.web.format import MONTHS as NAMES
from wijkwaarde.web.format import day, language_of, trimmed
from wijkwaarde.web.saves.book import Book
from wijkwaarde.web.saves.book import Table as SavedTable
from wijkwaarde.web.staffing.forms import Counted
from wijkwaarde.web.tables import Cell, Table, table


@dataclass(frozen=True, slots=True)
class ProductPart:
    """A product of a party in a year: its table, and a sentence where it stood vacant for long."""

    table: Table
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


def capacity_table(found: Sequence[ProductOfParty], *, year: int, norm: Norm | None) -> Table:
    """Every product of every party in a year: hours, and beneath them what that is in fte."""
    rows = tuple(
        (
            Cell(
                one.organisation.name,
                detail=one.product.name,
                url=f"{reverse('staffing_party', args=[one.organisation.pk])}?jaar={year}",
            ),
            _with_fte(one.total, months=one.months, norm=norm),
        )
        for one in found
    )
    whole = sum((one.total for one in found), Hours())
    return table(
        caption=_("Uren in {year}").format(year=year) if norm is None else _("Uren en fte in {year}").format(year=year),
        first=_("Organisatie en product"),
        numeric=kind_heads(),
        rows=rows,
        total=(_("Samen"), _cells(whole)),
    )


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


def product_parts(found: Iterable[ProductYear], *, change: str, norm: Norm | None) -> list[ProductPart]:
    """The products of a party in a year; `change` is where a month is told (empty: not by you)."""
    return [
        ProductPart(
            _month_table(one, change=change),
            tuple(f"{one.product.name}: {vacant_words(run, norm=norm)}" for run in one.vacant),
        )
        for one in found
    ]


def _month_table(one: ProductYear, *, change: str) -> Table:
    return table(
        caption=one.product.name,
        first=_("Maand"),
        numeric=kind_heads(),
        rows=tuple((_month_cell(row, change=change), _cells(hours_of(row))) for row in one.months),
        total=(_("Samen"), _cells(one.total)),
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
