"""Decides what can be agreed as a result and said of one; who keeps the budget is decided there, and it asks no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from waarde import Period
from wijkwaarde.kernel.citizen_numbers import has_citizen_number
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.results.terms import LONGEST_WHAT, MOST_CENTS, MOST_TIMES, Sayer

KIND = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewResult:
    """A result as somebody agrees it: with whom, of which product, in words, cents for each, how often, from a day up to `until`."""

    organisation_id: int
    product_id: int
    what: str
    cents: int
    times: int
    begin: date
    until: date
    request_key: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReached:
    """What was reached: on which day, how often, who says so, and maybe for which agreement in a plan."""

    on: date
    times: int
    said_by: Sayer
    request_key: UUID
    number: str = ""


def check_result(new: NewResult, *, budget: Period) -> None:
    """Refuse a result without words, with a number of a person, an amount or count that cannot be, or days off the budget."""
    if not new.what or len(new.what) > LONGEST_WHAT or has_citizen_number(new.what):
        raise Refused(_("Schrijf in een paar woorden wat er bereikt moet zijn, zonder namen."), field="what")
    if not 0 < new.cents <= MOST_CENTS:
        raise Refused(_("Het bedrag is meer dan 0, en ten hoogste tien miljoen."), field="amount")
    check_times(new.times)
    if new.until <= new.begin:
        raise Refused(_("Het einde ligt vóór het begin. Kies een latere dag."), field="last")
    if new.begin < budget.begin or new.until > budget.until:
        raise Refused(_("Deze dagen vallen buiten het budget."), field="begin")


def check_change(new: NewResult, *, cents: int, begin: date, last_reached: date | None) -> None:
    """Refuse another price or begin once something was reached (`last_reached`, the last time), and an end before that."""
    if last_reached is None:
        return
    if (new.cents, new.begin) != (cents, begin):
        text = _("Er is al iets bereikt voor deze prijs. Laat de rest vallen, en spreek een nieuw resultaat af.")
        raise Refused(text, field="amount" if new.cents != cents else "begin")
    if new.until <= last_reached:
        raise Refused(_("Na deze dag is nog iets bereikt. Kies een later einde."), field="last")


def check_times(times: int) -> None:
    """Refuse no results, and more than can be."""
    if not 0 < times <= MOST_TIMES:
        raise Refused(_("Het aantal is meer dan 0, en ten hoogste tienduizend."), field="times")


def check_reached(new: NewReached, *, agreed: Period, is_withdrawn: bool, today: date) -> None:
    """Refuse what is still to come, lies outside what was agreed, or was agreed no more. More than agreed is no reason."""
    if is_withdrawn:
        raise Refused(_("Deze afspraak is vervallen."))
    check_times(new.times)
    if new.on > today:
        raise Refused(_("Deze dag moet nog komen."), field="on")
    if not agreed.begin <= new.on < agreed.until:
        raise Refused(_("Op deze dag gold de afspraak niet."), field="on")
