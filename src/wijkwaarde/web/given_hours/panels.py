"""Given hours as a table per activity and organisation over the years; as an amount only where somebody asks for it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from wijkwaarde.kernel.given_hours.calculation import as_cents
from wijkwaarde.kernel.given_hours.queries import Pursuit
from wijkwaarde.kernel.given_hours.terms import HUNDREDTHS, USUAL_RATE
from wijkwaarde.web.format import euros, trimmed
from wijkwaarde.web.tables import Cell, Table, table

YEARS_SHOWN = 4


def given_table(found: Sequence[Pursuit], *, as_amount: bool) -> Table:
    """The activities with their last years, and all years together."""
    years = sorted({year for one in found for year in one.by_year})[-YEARS_SHOWN:]
    sums = {year: sum(one.by_year.get(year, 0) for one in found) for year in years}
    total = sum(sum(one.by_year.values()) for one in found)
    return table(
        caption=_("Gegeven uren"),
        first=_("Activiteit"),
        numeric=(*(str(year) for year in years), _("Alle jaren")),
        rows=tuple(
            (
                Cell(one.name, detail=one.organisation),
                (
                    *(_cell(one.by_year.get(year, 0), as_amount=False) for year in years),
                    _cell(sum(one.by_year.values()), as_amount=as_amount),
                ),
            )
            for one in found
        ),
        total=(
            _("Samen"),
            (*(_cell(sums[year], as_amount=False) for year in years), _cell(total, as_amount=as_amount)),
        ),
    )


def _cell(hours: int, *, as_amount: bool) -> Cell:
    detail = euros(as_cents(hours, rate=USUAL_RATE) / HUNDREDTHS) if as_amount else ""
    return Cell(trimmed(hours / HUNDREDTHS), detail=detail)


def hours_words(hours: int) -> str:
    """Hundredths of hours as people read them."""
    return trimmed(hours / HUNDREDTHS)
