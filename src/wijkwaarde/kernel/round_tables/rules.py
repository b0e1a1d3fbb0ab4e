"""Decides when and where people may meet, and who may plan that; it asks no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.round_tables.terms import FURTHEST, LONGEST, MOST_GUESTS, SHORTEST, Kind


@dataclass(frozen=True, slots=True)
class NewTable:
    """A meeting as somebody plans it; `participants` by id, `guests` by name: who comes along for the resident."""

    kind: Kind
    starts_at: datetime
    minutes: int
    place: str = ""
    participants: frozenset[int] = frozenset()
    guests: tuple[str, ...] = ()


def check_table(new: NewTable, *, now: datetime) -> None:
    """Refuse a moment that has been or is more than a year away, a meeting without a place, or too many guests."""
    if new.starts_at <= now:
        text = _("Dit moment is al geweest. Kies een dag en tijd die nog komen. De rest van je tekst staat er nog.")
        raise Refused(text, field="day")
    if new.starts_at > now + FURTHEST:
        raise Refused(_("Dit is meer dan een jaar vooruit. Kies een dag die dichterbij is."), field="day")
    if not SHORTEST <= new.minutes <= LONGEST:
        text = _("Kies een duur tussen {shortest} en {longest} minuten.").format(shortest=SHORTEST, longest=LONGEST)
        raise Refused(text, field="minutes")
    if new.kind is not Kind.CALL and not new.place:
        raise Refused(_("Schrijf op waar jullie elkaar zien."), field="place")
    if len(new.guests) > MOST_GUESTS:
        raise Refused(_("Dit zijn te veel namen: hooguit {most}.").format(most=MOST_GUESTS), field="guests")


def may_answer(*, is_resident: bool, is_own_seat: bool) -> bool:
    """Whether somebody says if a seat is taken: who sits there, and the resident for who has no log-in."""
    return is_resident or is_own_seat


def check_may_answer(*, is_resident: bool, is_own_seat: bool) -> None:
    """Refuse somebody else."""
    if not may_answer(is_resident=is_resident, is_own_seat=is_own_seat):
        raise Refused(_("Alleen wie er zit, en de bewoner, kan zeggen of diegene komt."))
