"""Decides who sees and keeps a budget, what may still change, and what accounts are called; it asks no database."""

from __future__ import annotations

import re
from datetime import date

from django.utils.text import slugify
from django.utils.translation import gettext as _

from waarde import Period
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.budgets.terms import MOST_YEARS, SLUG
from wijkwaarde.kernel.errors import NotFound, Refused

READERS = frozenset({Role.CONTROLLER.value, Role.MANAGER.value, Role.BOARD.value})


def may_read(role: str) -> bool:
    """Whether somebody reads the budget by party and source: controller, manager and board."""
    return role in READERS


def check_reads(role: str, *, is_command: bool = False) -> None:
    """Errors: NotFound for who does not read the budget."""
    if not is_command and not may_read(role):
        raise NotFound("area_budget")


def may_keep(role: str) -> bool:
    """Whether somebody keeps the budget: the controller."""
    return role == Role.CONTROLLER.value


def check_keeps(role: str, *, is_command: bool = False) -> None:
    """Errors: NotFound for who does not keep the budget."""
    if not is_command and not may_keep(role):
        raise NotFound("area_budget")


def check_base_is_open(signed_on: date | None) -> None:
    """Refuse to change a base year that was signed: what changes after it is a volume correction."""
    if signed_on is not None:
        raise Refused(
            _("Het basisjaar is op {day} getekend en verandert niet meer. Maak een volumecorrectie.").format(
                day=signed_on.strftime("%d-%m-%Y")
            )
        )


def check_period(begin: date, *, until: date, base_year: int) -> None:
    """Refuse a budget that ends before it begins, lasts too long, or stands on a year that is still to come."""
    if until <= begin:
        raise Refused(_("Het einde is na het begin."), field="until")
    if until.year - begin.year > MOST_YEARS:
        raise Refused(_("Een budget duurt ten hoogste {count} jaar.").format(count=MOST_YEARS), field="until")
    if base_year > begin.year:
        raise Refused(_("Het basisjaar is een jaar vóór het budget, of het eerste jaar zelf."), field="base_year")


def check_slug(slug: str) -> None:
    """Refuse a short name that is none."""
    if not re.match(SLUG, slug):
        raise Refused(_("Een korte naam heeft kleine letters, cijfers en streepjes."), field="slug")


def taking_part(since: date, left: date | None, *, begin: date, until: date) -> tuple[Period, ...]:
    """The days of a budget on which a source takes part; none where it joins after the end or left before the begin."""
    first, end = max(since, begin), until if left is None else min(left, until)
    return (Period(first, end),) if first < end else ()


def code_of(*parts: str) -> str:
    """The code of an account from names: what Beancount and hledger both read.

    >>> code_of("Delivered", "Zorgaanbieder De Brug-12", "begeleiding")
    'Delivered:Zorgaanbieder-De-Brug-12:Begeleiding'
    """
    return ":".join(_capitals(part) for part in parts)


def _capitals(name: str) -> str:
    words = slugify(name).replace("_", "-").split("-")
    return "-".join(word[:1].upper() + word[1:] for word in words if word) or "X"
