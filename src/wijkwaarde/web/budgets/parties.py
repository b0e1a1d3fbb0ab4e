"""What each party shows of a year, by how the budget is used: by task its capacity and costs, by hours what it declared, by result what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wijkwaarde.kernel.budgets.terms import BudgetUse, Purse
from wijkwaarde.kernel.staffing.calculation import Hours
from wijkwaarde.web.format import euros, trimmed
from wijkwaarde.web.tables import Cell, Table, table

CENTS = 100


@dataclass(frozen=True, slots=True)
class PartyFigures:
    """A party in a year: its part of the budget and what it delivered, in cents, and the hours that it told (None: none)."""

    name: str
    budget: int
    delivered: int
    hours: Hours | None


def use_words(use: BudgetUse) -> str:
    """What an agreement in a plan means for the money, and how a party accounts for a year."""
    return {
        BudgetUse.TASK: _(
            "Per taak: een afspraak in een plan is een schatting van wat het van een partij vraagt. "
            "Aan het eind van het jaar vertelt elke partij wat het opbracht, met de kosten en het verhaal."
        ),
        BudgetUse.HOURS: _(
            "Per uur: een afspraak in een plan zegt hoeveel uur er komt. Een partij krijgt wat zij opgeeft."
        ),
        BudgetUse.RESULT: _(
            "Per resultaat: een partij krijgt geld voor wat het oplevert. Wat er bereikt is, staat bij de resultaten."
        ),
    }[use]


def purse_words(purse: Purse) -> str:
    """Where money goes when a source pays."""
    if purse is Purse.REAL:
        return _("Het geld zit in één kas: een voorschot komt op de bank van de wijk.")
    return _("Ieder houdt het eigen geld: een voorschot gaat naar de partij die het krijgt.")


def party_table(found: Iterable[PartyFigures], *, use: BudgetUse, year: int) -> Table | None:
    """The parties of a year, with the columns that belong to how the budget is used."""
    rows = [one for one in found if one.budget or one.delivered or one.hours]
    if not rows:
        return None
    heads, cells = _COLUMNS[use]
    return table(
        caption=_("Per partij in {year}").format(year=year),
        first=_("Partij"),
        numeric=heads(),
        rows=tuple((one.name, cells(one)) for one in rows),
    )


def _task_heads() -> tuple[str, ...]:
    return (_("Geld voor de taak"), _("Kosten, voor zover bekend"), _("Uren beschikbaar"), _("Gebruikt"), _("Vacature"))


def _task_cells(one: PartyFigures) -> tuple[Cell, ...]:
    told = one.hours
    hours = ("", "", "") if told is None else (_hours(told.available), _hours(told.used), _hours(told.vacant))
    return tuple(Cell(text) for text in (_euros(one.budget), _euros(one.delivered), *hours))


def _hour_heads() -> tuple[str, ...]:
    return (_("Budget"), _("Opgegeven"), _("Nog over"), _("Uren gebruikt"))


def _hour_cells(one: PartyFigures) -> tuple[Cell, ...]:
    used = "" if one.hours is None else _hours(one.hours.used)
    return tuple(Cell(text) for text in (_euros(one.budget), _euros(one.delivered), _left(one), used))


def _result_heads() -> tuple[str, ...]:
    return (_("Budget"), _("Betaald voor wat het opleverde"), _("Nog over"))


def _result_cells(one: PartyFigures) -> tuple[Cell, ...]:
    return tuple(Cell(text) for text in (_euros(one.budget), _euros(one.delivered), _left(one)))


def _left(one: PartyFigures) -> str:
    return _euros(one.budget - one.delivered)


def _euros(cents: int) -> str:
    return euros(cents / CENTS)


def _hours(hundredths: int) -> str:
    return trimmed(hundredths / CENTS)


_COLUMNS: Mapping[BudgetUse, tuple[Callable[[], tuple[str, ...]], Callable[[PartyFigures], tuple[Cell, ...]]]] = {
    BudgetUse.TASK: (_task_heads, _task_cells),
    BudgetUse.HOURS: (_hour_heads, _hour_cells),
    BudgetUse.RESULT: (_result_heads, _result_cells),
}
