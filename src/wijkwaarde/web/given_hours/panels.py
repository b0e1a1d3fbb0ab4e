"""Given hours as a table per activity and organisation over the years; as an amount only where somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.given_hours.calculation import as_cents
from wijkwaarde.kernel.given_hours.queries import Pursuit
from wijkwaarde.kernel.given_hours.terms import HUNDREDTHS
from wijkwaarde.web.format import day, euros, trimmed
from wijkwaarde.web.saves.book import Book
from wijkwaarde.web.saves.book import Table as SavedTable
from wijkwaarde.web.tables import Cell, Table, table

YEARS_SHOWN = 4


def given_table(found: Sequence[Pursuit], *, rate: int | None, opens: bool) -> Table:
    """The activities with their last years, and all years together; at `rate` cents an hour as an amount beneath it.

    For who opens them, the name of each leads to where it is called otherwise.
    """
    years = sorted({year for one in found for year in one.by_year})[-YEARS_SHOWN:]
    sums = {year: sum(one.by_year.get(year, 0) for one in found) for year in years}
    total = sum(sum(one.by_year.values()) for one in found)
    return table(
        caption=_("Gegeven uren"),
        first=_("Activiteit"),
        numeric=(*(str(year) for year in years), _("Alle jaren")),
        rows=tuple(
            (
                Cell(one.name, detail=one.organisation, url=_rename(one) if opens else ""),
                (
                    *(_cell(one.by_year.get(year, 0), rate=None) for year in years),
                    _cell(sum(one.by_year.values()), rate=rate),
                ),
            )
            for one in found
        ),
        total=(
            _("Samen"),
            (*(_cell(sums[year], rate=None) for year in years), _cell(total, rate=rate)),
        ),
    )


def _rename(one: Pursuit) -> str:
    return reverse("given_hours_rename", args=[one.account_id])


def _cell(hours: int, *, rate: int | None) -> Cell:
    detail = "" if rate is None else euros(as_cents(hours, rate=rate) / HUNDREDTHS)
    return Cell(trimmed(hours / HUNDREDTHS), detail=detail)


def booked_words(on: date, *, month: date) -> str:
    """That hours were booked, and on which day where their own month was closed."""
    done = _("Geboekt. Dank aan wie ze gaf.")
    if (on.year, on.month) == (month.year, month.month):
        return done
    why = _("De boeken van die maand zijn gesloten. Daarom staan de uren op {day}.").format(day=day(on))
    return f"{done} {why}"


def hours_words(hours: int) -> str:
    """Hundredths of hours as people read them."""
    return trimmed(hours / HUNDREDTHS)


def given_book(found: Sequence[Pursuit]) -> Book:
    """All hours for a spreadsheet: a row per activity and year, in hours and never as money."""
    rows = [
        (one.organisation, one.name, year, one.by_year[year] / HUNDREDTHS)
        for one in found
        for year in sorted(one.by_year)
    ]
    heads = (_("organisatie"), _("activiteit"), _("jaar"), _("uren"))
    return Book("gegeven-uren", (SavedTable(_("Gegeven uren"), heads, rows),))
