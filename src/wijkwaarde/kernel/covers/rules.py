"""Decides who may let a colleague stand in, for how long, and that nobody stands in for who stands in; it asks no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.covers.terms import LONGEST
from wijkwaarde.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class NewCover:
    """Who is away (`absent_id`) and who stands in, as ids of memberships; `until` is the first day that it is over."""

    absent_id: int
    stand_in_id: int
    begin: date
    until: date


def may_arrange(*, role: str, is_own: bool) -> bool:
    """Whether somebody names who stands in: a professional for themselves, and a manager for who fell ill and cannot."""
    return is_own if role == Role.PROFESSIONAL.value else role == Role.MANAGER.value


def may_end(*, role: str, is_absent: bool, is_stand_in: bool) -> bool:
    """Whether somebody ends it: both of them may, and a manager."""
    return is_absent or is_stand_in or role == Role.MANAGER.value


def check_term(new: NewCover, *, today: date) -> None:
    """Refuse a term that begins in the past, is over before it begins, or is too long to be a cover."""
    if new.begin < today:
        raise Refused(_("Deze dag is al geweest. Kies een dag vanaf vandaag."), field="begin")
    if new.until <= new.begin:
        raise Refused(_("De laatste dag ligt vóór de eerste. Kies een latere dag."), field="last")
    if new.until - new.begin > LONGEST:
        text = _("Dit duurt langer dan zes weken. Kies een eerdere dag, of spreek een nieuw vast contact af.")
        raise Refused(text, field="last")


def check_two(new: NewCover) -> None:
    """Refuse who would stand in for themselves."""
    if new.absent_id == new.stand_in_id:
        raise Refused(_("Kies een collega: niemand vervangt zichzelf."), field="stand_in")


def check_no_chain(*, colleague_is_away: bool, absent_stands_in: bool) -> None:
    """Refuse a colleague who is away too, and who stands in for somebody else in these days."""
    if colleague_is_away:
        raise Refused(_("Deze collega is dan zelf weg. Kies iemand anders."), field="stand_in")
    if absent_stands_in:
        text = _("In deze dagen vervang je zelf een collega. Laat eerst iemand anders dat doen.")
        raise Refused(text, field="begin")
