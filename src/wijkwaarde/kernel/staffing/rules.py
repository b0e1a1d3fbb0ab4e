"""Decides who tells and reads hours of people, and what hours of a month can be; it asks no database."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.deliveries.periods import period_of
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.staffing.calculation import Hours
from wijkwaarde.kernel.staffing.terms import (
    FIRST_YEAR,
    KINDS,
    LAST_YEAR,
    MOST_HOURS_OF_AN_FTE,
    MOST_HUNDREDTHS,
)

KIND = "staffing"
# A month, or a day of it, as a program writes it; or with the year behind it.
NO_MONTH, FOUR_DAYS = date.min, timedelta(days=4)


def may_read(role: str, *, is_own: bool) -> bool:
    """Whether somebody reads the hours of a party: controller and board of all, a manager of their own organisation."""
    return role in {Role.CONTROLLER.value, Role.BOARD.value} or (role == Role.MANAGER.value and is_own)


def may_write(role: str, *, is_own: bool) -> bool:
    """Whether somebody tells the hours of a party: the controller of all, a manager of their own organisation."""
    return role == Role.CONTROLLER.value or (role == Role.MANAGER.value and is_own)


def may_set_norm(role: str) -> bool:
    """Whether somebody says how many hours one fte is: the controller."""
    return role == Role.CONTROLLER.value


def check_reads(role: str, *, is_own: bool, is_command: bool = False) -> None:
    """Errors: NotFound for who does not read the hours of this party."""
    if not is_command and not may_read(role, is_own=is_own):
        raise NotFound(KIND)


def check_reads_any(role: str, *, is_command: bool = False) -> None:
    """Errors: NotFound for who reads the hours of no party at all."""
    if not is_command and not may_read(role, is_own=True):
        raise NotFound(KIND)


def check_writes(role: str, *, is_own: bool, is_command: bool = False) -> None:
    """Errors: NotFound for who does not tell the hours of this party."""
    if not is_command and not may_write(role, is_own=is_own):
        raise NotFound(KIND)


def check_sets_norm(role: str, *, is_command: bool = False) -> None:
    """Errors: NotFound for who does not say what one fte is."""
    if not is_command and not may_set_norm(role):
        raise NotFound(KIND)


def check_hours(hours: Hours) -> None:
    """Refuse hours that cannot be: below 0, too many to be true, or more ill and vacant than there was to be."""
    for name in KINDS:
        value = getattr(hours, name)
        if value < 0:
            raise Refused(_("Uren zijn 0 of meer."), field=name)
        if value > MOST_HUNDREDTHS:
            raise Refused(_("Dit zijn meer dan honderdduizend uur in een maand. Kijk of het klopt."), field=name)
    if hours.ill + hours.vacant > hours.available:
        raise Refused(
            _("Ziek en vacature zijn samen meer dan er beschikbaar is. Beschikbaar is alles samen."), field="vacant"
        )
    if not any(getattr(hours, name) for name in KINDS):
        raise Refused(_("Er staat nog niets. Vul minstens één getal in."), field="available")


def check_may_undo(came_on: date, *, today: date) -> None:
    """Refuse to undo a file of an earlier day."""
    if came_on != today:
        raise Refused(_("Een bestand maak je ongedaan op de dag zelf. Verander daarna de maand met de hand."))


def check_month(month: date) -> None:
    """Refuse what is not the first day of a month, or a year that was typed wrong."""
    if month.day != 1 or not FIRST_YEAR <= month.year <= LAST_YEAR:
        raise Refused(_("Dit is geen maand. Schrijf hem zo: 2026-09."), field="month")


def check_norm(hours_a_year: int, *, source: str) -> None:
    """Refuse an fte that nobody could work, or one without a source."""
    if not 0 < hours_a_year <= MOST_HOURS_OF_AN_FTE:
        raise Refused(_("Eén fte is meer dan 0 en ten hoogste 3.000 uur in een jaar."), field="hours_a_year")
    if not source:
        raise Refused(_("Zeg waar dit staat, bijvoorbeeld in welke cao."), field="source")


def month_of(text: str) -> date:
    """A month as people write it: 2026-09, 09-2026 or september 2026. Errors: Refused.

    >>> month_of("2026-09"), month_of("9-2026"), month_of("September 2026")
    (datetime.date(2026, 9, 1), datetime.date(2026, 9, 1), datetime.date(2026, 9, 1))
    """
    found = period_of(text)
    is_month = found is not None and found.until == (found.begin.replace(day=28) + FOUR_DAYS).replace(day=1)
    month = found.begin if found is not None and is_month else NO_MONTH
    check_month(month)
    return month
