"""Decides who may represent a resident, on which ground, and who may end it; it asks no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.rules import ADULT, DECIDES_ALONE, birthday
from wijkwaarde.kernel.cases.terms import Ground
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.representations.terms import ASKED_TOO, CHOSEN, TOLD_BEFORE


@dataclass(frozen=True, slots=True)
class ForChild:
    """A question that a parent asks for their child; `child_knows` is asked of a child of twelve and older."""

    name: str
    born_on: date
    words: str
    has_authority: bool
    child_knows: bool = False


@dataclass(frozen=True, slots=True)
class NewRepresentative:
    """Who will represent a resident, and why; `saw_document`: the fixed contact saw it on paper, today."""

    name: str
    email: str
    ground: Ground
    saw_document: bool = False


def check_child(new: ForChild, *, today: date) -> None:
    """Refuse a parent without authority, a child who decides alone, and one of twelve or older who does not know."""
    if not new.has_authority:
        raise Refused(
            _("Alleen wie het gezag heeft, vraagt voor een kind. Bel ons, dan zoeken we samen."), field="authority"
        )
    if new.born_on > today:
        raise Refused(_("Deze dag moet nog komen. Kies de geboortedag."), field="born_on")
    if today >= birthday(new.born_on, age=DECIDES_ALONE):
        text = _("Vanaf 16 jaar vraagt je kind het zelf. Samen met jou mag ook.")
        raise Refused(text, field="born_on")
    if today >= birthday(new.born_on, age=ASKED_TOO) and not new.child_knows:
        raise Refused(_("Vanaf 12 jaar beslist je kind mee. Vraag het eerst."), field="child_knows")


def ends_on(ground: Ground, *, born_on: date | None) -> date | None:
    """The first day that somebody no longer represents: for a parent the eighteenth birthday, for others no day is known."""
    if ground is not Ground.PARENT or born_on is None:
        return None
    return birthday(born_on, age=ADULT)


def may_name(ground: Ground, *, is_self: bool, is_parent: bool, is_contact: bool) -> bool:
    """Whether somebody names who represents the resident.

    The resident names whom they choose, a parent names the other parent, and the fixed contact whoever shows it on paper.
    """
    if is_contact:
        return ground is not Ground.HELPER
    return (is_parent and ground is Ground.PARENT) or (is_self and ground in CHOSEN)


def check_new(new: NewRepresentative, *, is_contact: bool, born_on: date | None, today: date) -> None:
    """Refuse a contact who saw no document, and a parent of somebody who is no child, or whose birthday nobody knows."""
    if is_contact and not new.saw_document:
        raise Refused(_("Bekijk eerst het papier waar dit op staat. Zet dan hier het vinkje."), field="saw_document")
    if new.ground is Ground.PARENT and (born_on is None or today >= birthday(born_on, age=DECIDES_ALONE)):
        raise Refused(_("Dit kan alleen bij een kind dat jonger is dan 16 jaar."), field="ground")


def may_end(ground: Ground, *, is_self: bool, is_own: bool, is_contact: bool) -> bool:
    """Whether somebody ends it: who represents always may, the resident whom they chose, the fixed contact what was on paper."""
    return is_own or (is_self and ground in CHOSEN) or (is_contact and ground not in CHOSEN)


def is_told(until: date | None, *, today: date) -> bool:
    """Whether an end that comes by itself is near enough to say so."""
    return until is not None and today < until <= today + TOLD_BEFORE
