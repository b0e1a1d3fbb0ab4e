"""Decides who tells values of an index, and what one can be; it asks no database."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.index_values.terms import FIRST_YEAR, LAST_YEAR, MOST_PERCENT

KIND = "index_value"


def check_tells(role: str, *, is_command: bool = False) -> None:
    """Errors: NotFound for who tells no values of an index: everybody but the controller."""
    if not is_command and role != Role.CONTROLLER.value:
        raise NotFound(KIND)


def check_value(percent: Decimal, *, year: int, series: str, source: str) -> None:
    """Refuse a value that is no index, and one without a name or a source."""
    if not series:
        raise Refused(_("Kies een reeks, of geef hem een naam."), field="series")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused(_("Dit is geen jaar."), field="year")
    if abs(percent) > MOST_PERCENT:
        raise Refused(_("Een index is ten hoogste 50% meer of minder. Kijk of het klopt."), field="percent")
    if not source:
        raise Refused(_("Zeg waar dit cijfer staat."), field="source")
