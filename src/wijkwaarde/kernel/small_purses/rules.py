"""Decides who pays from a small purse, who keeps it, and what can be paid and undone; it asks no database."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.citizen_numbers import has_citizen_number
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.small_purses.terms import LONGEST_WHAT, MOST_CENTS, MOST_TOP_UP

KIND = "small_purse"
PAYERS = frozenset({Role.PROFESSIONAL.value, Role.MANAGER.value, Role.CONTROLLER.value})


def may_pay(role: str) -> bool:
    """Whether somebody pays from the purse of their organisation."""
    return role in PAYERS


def may_keep(role: str) -> bool:
    """Whether somebody fills purses, says up to what nobody looks, and looks at what was above it: the controller."""
    return role == Role.CONTROLLER.value


def may_list(role: str) -> bool:
    """Whether somebody sees what colleagues paid: the controller of all, a manager of their own organisation."""
    return role in {Role.CONTROLLER.value, Role.MANAGER.value}


def check_pays(role: str) -> None:
    """Errors: NotFound for who pays from no purse."""
    if not may_pay(role):
        raise NotFound(KIND)


def check_keeps(role: str, *, is_command: bool = False) -> None:
    """Errors: NotFound for who keeps no purses."""
    if not is_command and not may_keep(role):
        raise NotFound(KIND)


def check_lists(role: str) -> None:
    """Errors: NotFound for who sees no payments of colleagues."""
    if not may_list(role):
        raise NotFound(KIND)


def check_payment(cents: int, *, what: str) -> None:
    """Refuse no amount, one that must be a slip, and a payment that says nothing, too much, or whom it is for by number."""
    if cents <= 0:
        raise Refused(_("Een bedrag is meer dan 0."), field="amount")
    if cents > MOST_CENTS:
        raise Refused(_("Dit is meer dan € 10.000. Staan er misschien centen in plaats van euro’s?"), field="amount")
    if not what:
        raise Refused(_("Schrijf in een paar woorden waarvoor het was."), field="what")
    if len(what) > LONGEST_WHAT:
        raise Refused(_("Dit is te lang. Een paar woorden zijn genoeg."), field="what")
    if has_citizen_number(what):
        raise Refused(_("Hier staat een nummer dat op een BSN lijkt. Haal het weg."), field="what")


def check_top_up(cents: int) -> None:
    """Refuse no amount, and one that must be a slip."""
    if cents <= 0:
        raise Refused(_("Een bedrag is meer dan 0."), field="amount")
    if cents > MOST_TOP_UP:
        raise Refused(_("Dit is meer dan € 100.000. Staan er misschien centen in plaats van euro’s?"), field="amount")


def check_limit(cents: int) -> None:
    """Refuse a limit of nothing, and one above what can be paid at once."""
    if not 0 < cents <= MOST_CENTS:
        raise Refused(_("De grens is meer dan 0 en ten hoogste € 10.000."), field="amount")


def may_undo(on: date, *, today: date, is_own: bool, keeps: bool) -> bool:
    """Whether a payment can be undone: by who paid on the same day, by the controller always."""
    return keeps or (is_own and on == today)


def check_may_undo(on: date, *, today: date, is_own: bool, keeps: bool) -> None:
    """Refuse to undo what somebody else paid, or what was paid on an earlier day."""
    if not may_undo(on, today=today, is_own=is_own, keeps=keeps):
        raise Refused(_("Dit kan alleen op dezelfde dag, door wie betaalde. Vraag het daarna de controller."))
