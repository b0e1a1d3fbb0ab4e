"""Who cares along, in words: when they gave their own mark, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.carers.rules import may_choose
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.measurements.queries import SeenCarer, marks_for, note_marks
from wijkwaarde.web.format import day


@dataclass(frozen=True, slots=True)
class CarerRow:
    """Somebody who cares along: who they are, what is known of their mark, and where to go; an address may be empty."""

    name: str
    relation: str
    phone: str
    told: str
    cares: bool
    mark: str
    link: str
    part: str


@dataclass(frozen=True, slots=True)
class CarersScreen:
    """The page of who cares along."""

    is_resident: bool
    may_choose: bool
    rows: tuple[CarerRow, ...]


def carers_screen(seen: SeenCase, *, by: Actor, today: date) -> CarersScreen:
    """Everybody who cares along today, and who was taken off today."""
    found = [one for one in marks_for(seen).carers if one.cares(today) or one.until == today]
    note_marks(by, seen=seen, subjects=[one.person_id for one in found])
    return CarersScreen(
        is_resident=seen.is_resident,
        may_choose=may_choose(part=seen.part),
        rows=tuple(_row(one, seen=seen, today=today) for one in found),
    )


def _row(one: SeenCarer, *, seen: SeenCase, today: date) -> CarerRow:
    place, cares, is_contact = [seen.case.key, one.pk], one.cares(today), seen.part is Part.CONTACT
    asks = cares and not one.says_no
    return CarerRow(
        name=one.name,
        relation=one.relation,
        phone=one.phone if is_contact else "",
        told=_told(one, seen=seen, cares=cares),
        cares=cares,
        mark=reverse("carer_mark", args=place) if cares and not seen.is_resident else "",
        link=reverse("carer_mark_link", args=place) if asks and is_contact else "",
        part=reverse("carer_part", args=place) if may_choose(part=seen.part) else "",
    )


def _told(one: SeenCarer, *, seen: SeenCase, cares: bool) -> str:
    if not cares:
        return _("Doet sinds vandaag niet meer mee.")
    if one.says_no:
        return _("Geeft liever geen cijfer. Dat is goed.")
    known = [on for _moment, on in one.given] if seen.is_resident else [mark.given_on for mark in one.marks]
    if not known:
        return _("Gaf nog geen cijfer.") if seen.is_resident else _("Er is nog geen cijfer te zien.")
    return _("Gaf een cijfer op {day}.").format(day=day(max(known)))
