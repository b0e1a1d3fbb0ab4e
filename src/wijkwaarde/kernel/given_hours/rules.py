"""Decides who tells which hours were given, who opens an activity, and what can be told; it asks no database."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.citizen_numbers import has_citizen_number
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.given_hours.terms import LONGEST_NAME, MOST_HUNDREDTHS

KIND = "given_hours"
READERS = frozenset(role.value for role in Role)


def may_open(role: str) -> bool:
    """Whether somebody opens an activity: the controller."""
    return role == Role.CONTROLLER.value


def may_tell(role: str, *, is_own: bool) -> bool:
    """Whether somebody tells the hours of an activity: the controller of all, who works there of their own organisation."""
    return role == Role.CONTROLLER.value or (role in {Role.PROFESSIONAL.value, Role.MANAGER.value} and is_own)


def check_reads(role: str) -> None:
    """Errors: NotFound for who does not work here."""
    if role not in READERS:
        raise NotFound(KIND)


def check_opens(role: str) -> None:
    """Errors: NotFound for who opens no activity."""
    if not may_open(role):
        raise NotFound(KIND)


def check_tells(role: str, *, is_own: bool) -> None:
    """Errors: NotFound for who tells no hours of this activity."""
    if not may_tell(role, is_own=is_own):
        raise NotFound(KIND)


def check_name(name: str) -> None:
    """Refuse an activity without a name, or with a number of a person in it."""
    if not name or len(name) > LONGEST_NAME or has_citizen_number(name):
        raise Refused(_("Geef de activiteit een korte naam, zonder namen van mensen."), field="name")


def check_told(hours: int, *, month: date, today: date) -> None:
    """Refuse no hours, more than can be, and a month that is still to come."""
    if not 0 < hours <= MOST_HUNDREDTHS:
        raise Refused(_("Het aantal uren is meer dan 0 en ten hoogste honderdduizend."), field="hours")
    if month > today:
        raise Refused(_("Deze maand moet nog komen."), field="month")


def booked_on(month: date, *, today: date, closed_until: date | None) -> date:
    """The day on which the hours of a month are booked: its last, today while it runs, the first open one once it is closed.

    >>> nine, now = date(2026, 9, 1), date(2026, 11, 22)
    >>> [f"{booked_on(month, today=now, closed_until=None):%d-%m}" for month in (nine, date(2026, 11, 1))]
    ['30-09', '22-11']
    >>> booked_on(nine, today=now, closed_until=date(2026, 11, 1))
    datetime.date(2026, 11, 1)
    """
    last = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    on = min(last, today)
    return on if closed_until is None else max(on, closed_until)


def may_undo(written: date, *, today: date, is_own: bool, role: str) -> bool:
    """Whether what was told can be undone: by who told it on the same day, by the controller always."""
    return may_open(role) or (is_own and written == today)
