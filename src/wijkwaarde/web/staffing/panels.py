"""Hours of people in words and tables; a vacancy is said as such."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkwaarde.kernel.staffing.calculation import Hours, VacantRun, fte_of_hours
from wijkwaarde.kernel.staffing.queries import MonthRow, Norm, PartyYear, ProductYear, hours_of
from wijkwaarde.kernel.staffing.terms import HUNDREDTHS, MONTHS
from wijkwaarde.web.format import MONTHS as NAMES
from wijkwaarde.web.format import day, language_of, trimmed
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
        first=month_name(run.begin),
        last=month_name(run.last),
        hours=number(run.hours),
        fte=_fte(run.hours, months=run.months, norm=norm),
    )


def _fte(hours: int, *, months: int, norm: Norm | None) -> str:
    if norm is None or not hours:
        return ""
    fte = fte_of_hours(hours, hours_a_year=norm.hours_a_year * months)
    return _(" (gemiddeld {fte} fte)").format(fte=number(fte))


def party_table(found: Sequence[PartyYear], *, year: int, norm: Norm | None) -> Table:
    """All parties in a year."""
    rows = tuple(
        (
            Cell(one.organisation.name, url=f"{reverse('staffing_party', args=[one.organisation.pk])}?jaar={year}"),
            (
                Cell(number(one.total.available), detail=_fte(one.total.available, months=MONTHS, norm=norm).strip()),
                Cell(number(one.total.used)),
                Cell(number(one.total.ill)),
                Cell(number(one.total.vacant), detail=_long(one.vacant)),
                Cell(number(one.total.unused)),
            ),
        )
        for one in found
    )
    return table(
        caption=_("Uren in {year}").format(year=year),
        first=_("Organisatie"),
        numeric=(_("Beschikbaar"), _("Gebruikt"), _("Ziek"), _("Vacature"), _("Niet gebruikt")),
        rows=rows,
    )


def _long(runs: Iterable[VacantRun]) -> str:
    months = max((one.months for one in runs), default=0)
    return _("{count} maanden achter elkaar").format(count=months) if months else ""


def product_parts(found: Iterable[ProductYear], *, change: str, norm: Norm | None) -> list[ProductPart]:
    """The products of a party in a year; `change` is where a month is told (empty: not by you)."""
    return [
        ProductPart(_month_table(one, change=change), tuple(vacant_words(run, norm=norm) for run in one.vacant))
        for one in found
    ]


def _month_table(one: ProductYear, *, change: str) -> Table:
    return table(
        caption=one.product.name,
        first=_("Maand"),
        numeric=(_("Beschikbaar"), _("Gepland"), _("Gebruikt"), _("Ziek"), _("Vacature"), _("Niet gebruikt")),
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
