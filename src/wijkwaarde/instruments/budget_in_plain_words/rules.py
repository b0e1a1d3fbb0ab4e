"""Decides who publishes about the budget, who reads the page of the steungroep, and what may be taken back; it asks no database."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.errors import NotFound, Refused

READERS = frozenset({Role.CONTROLLER.value, Role.MANAGER.value, Role.BOARD.value})


def may_publish(role: str) -> bool:
    """Whether somebody publishes: the controller."""
    return role == Role.CONTROLLER.value


def check_publishes(role: str, *, is_command: bool = False) -> None:
    """Errors: NotFound for who does not publish."""
    if not is_command and not may_publish(role):
        raise NotFound("publication")


def check_reads(role: str, *, is_command: bool = False) -> None:
    """Errors: NotFound for who does not read the counts: controller, manager and board do."""
    if not is_command and role not in READERS:
        raise NotFound("area_counts")


def check_fund_is_told(words: str, *, spent: int) -> None:
    """Refuse silence about money of the residents that was spent."""
    if spent and not words:
        raise Refused(_("Schrijf waar het geld van de bewoners naartoe ging."), field="fund_words")


def check_same_day(published_on: date, *, today: date) -> None:
    """Refuse to take back what was there for a night: people may have read it."""
    if published_on != today:
        raise Refused(_("Dit staat er al langer dan vandaag. Wat openbaar is, blijft zoals het is."))
