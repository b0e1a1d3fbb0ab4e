"""Decides who may write, agree and move lines of a plan, and to which state; it asks no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.plans.terms import NEXT_STATES, LineState


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line as it is written: what, who does it (`participant_id`, or else a name), and before which day."""

    what: str
    participant_id: int | None = None
    who: str = ""
    before: date | None = None


def check_line(line: NewLine, *, number: int, today: date) -> None:
    """Refuse a line without what or who, or with a day that has been."""
    if not line.what:
        raise Refused(_("Schrijf op wat er gaat gebeuren."), field=f"what_{number}")
    if line.participant_id is None and not line.who:
        raise Refused(_("Kies of schrijf wie dit doet."), field=f"who_{number}")
    if line.before is not None and line.before < today:
        text = _("Deze datum is al geweest. Kies een dag vanaf vandaag. De rest van je tekst staat er nog.")
        raise Refused(text, field=f"before_{number}")


def may_move(*, is_resident: bool, is_doer: bool) -> bool:
    """Whether somebody says how a line goes: who does it, and the resident."""
    return is_resident or is_doer


def check_may_move(*, is_resident: bool, is_doer: bool, old: LineState, new: LineState) -> None:
    """Refuse somebody else, and a step that is not in the table."""
    if not may_move(is_resident=is_resident, is_doer=is_doer):
        raise Refused(_("Alleen wie dit doet, en de bewoner, kan zeggen hoe het gaat."))
    if new is not old and new not in NEXT_STATES[old]:
        raise Refused(_("Dit kan nu niet meer. Kijk hoe het er nu voor staat."))


def check_may_agree(*, is_resident: bool) -> None:
    """Refuse who is not the resident: without their yes there is no plan."""
    if not is_resident:
        raise Refused(_("De bewoner zelf zegt ja tegen het plan."))
