"""Decides who may say who cares along, and what must be known of them; it asks no database."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from wijkwaarde.kernel.carers.terms import MOST_AT_ONCE
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.parties.rules import check_may_be_name, may_be_name, tidied


@dataclass(frozen=True, slots=True)
class NewCarer:
    """Somebody who cares along, as they come in; `said_yes`: the resident knows of it and agrees."""

    name: str
    relation: str
    phone: str = ""
    said_yes: bool = False


def may_choose(*, part: Part) -> bool:
    """Whether somebody says who cares along: the resident, and with their yes the fixed contact."""
    return part in {Part.RESIDENT, Part.CONTACT}


def check_new(new: NewCarer, *, is_resident: bool) -> NewCarer:
    """The carer as they are kept. Errors: Refused without a name, a relation or the resident's yes."""
    kept = replace(new, name=tidied(new.name), relation=tidied(new.relation), phone=tidied(new.phone))
    check_may_be_name(kept.name)
    if not may_be_name(kept.relation):
        raise Refused(_("Schrijf op wie dit is. Bijvoorbeeld: dochter."), field="relation")
    if kept.phone and not any(sign.isdecimal() for sign in kept.phone):
        raise Refused(_("Dit is geen telefoonnummer. Schrijf het met cijfers."), field="phone")
    if not (is_resident or kept.said_yes):
        raise Refused(_("Vraag eerst of de bewoner dit wil. Zet dan hier het vinkje."), field="said_yes")
    return kept


def check_room(count: int) -> None:
    """Refuse one more than a case can have."""
    if count >= MOST_AT_ONCE:
        raise Refused(_("Er staan al {most} mensen. Haal eerst iemand weg.").format(most=MOST_AT_ONCE))
