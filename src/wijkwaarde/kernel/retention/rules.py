"""Decides who may say how long something is kept, and hold what would go; the terms themselves the database counts."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.parties.rules import tidied
from wijkwaarde.kernel.retention.terms import LONGEST_HOLD, LONGEST_REASON, LONGEST_SOURCE

LOOKING_AFTER = {Role.MANAGER.value, Role.BOARD.value}


def may_look_after(*, role: str) -> bool:
    """Whether somebody sees, in numbers, what goes and what went: a manager, and the board.

    >>> may_look_after(role="professional")
    False
    """
    return role in LOOKING_AFTER


def may_decide(*, role: str) -> bool:
    """Whether somebody writes down what the board decided about a term."""
    return role in LOOKING_AFTER


def may_choose_law(*, part: Part | None) -> bool:
    """Whether somebody says under which law a case falls: who knows it best, the fixed contact."""
    return part is Part.CONTACT


def may_hold(*, part: Part | None) -> bool:
    """Whether somebody may let a case stay: the fixed contact, and the resident, who may need it still."""
    return part in (Part.CONTACT, Part.RESIDENT)


def check_months(months: int, *, least: int, most: int) -> None:
    """Refuse a term that is shorter or longer than the rule leaves room for."""
    if not least <= months <= most:
        text = _("Kies een aantal maanden van {least} tot en met {most}.")
        raise Refused(text.format(least=least, most=most), field="months")


def check_source(text: str) -> str:
    """Where a decision stands, on one line. Errors: Refused for nothing, or too much."""
    kept = tidied(text)
    if not kept or len(kept) > LONGEST_SOURCE:
        raise Refused(_("Schrijf in één regel waar het besluit staat."), field="source")
    return kept


def check_since(since: date, *, today: date) -> None:
    """Refuse a day in the past: what was true then stays true."""
    if since < today:
        raise Refused(_("Deze dag is al geweest. Kies een dag vanaf vandaag."), field="since")


def check_hold(reason: str, *, until: date, today: date) -> str:
    """The reason to let a case stay, on one line. Errors: Refused, also for a day that is past or too far away."""
    kept = tidied(reason)
    if not kept or len(kept) > LONGEST_REASON:
        raise Refused(_("Schrijf in één regel waarom dit moet blijven."), field="reason")
    if until <= today:
        raise Refused(_("Deze dag is al geweest. Kies een latere dag."), field="until")
    if until - today > LONGEST_HOLD:
        raise Refused(_("Dit is langer dan twee jaar. Kies een eerdere dag."), field="until")
    return kept
