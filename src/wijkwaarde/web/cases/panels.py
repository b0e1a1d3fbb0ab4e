"""What the pages of a case show, in words, part by part, for one participant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.queries import (
    SeenCase,
    TakingPart,
    contact_of,
    extents_of,
    last_contact,
    participants_of,
)
from wijkwaarde.kernel.cases.terms import Extent, Part
from wijkwaarde.kernel.plans.queries import plan_for
from wijkwaarde.web.format import near_day
from wijkwaarde.web.instruments import instruments
from wijkwaarde.web.plans.panels import PlanPanel, plan_panel


class Card(Protocol):
    """A function of a higher noun: its card on the page of a case (template, and context or None), in at most one query."""

    def __call__(self, seen: SeenCase, *, by: Actor, today: date) -> tuple[str, dict[str, Any] | None]:
        """The card for who looks."""


# In the order of the page, after the plan.
CARDS: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactCard:
    """The one person to turn to."""

    name: str
    phone: str
    role: str
    next: str
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One of the three boxes."""

    title: str
    texts: tuple[str, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who takes part: who, as what, what they see, and where the resident stops sharing."""

    name: str
    role: str
    sees: str
    stop: str


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in which a member takes part."""

    name: str
    part: str
    since: str
    url: str


@dataclass(frozen=True, slots=True)
class CaseScreen:
    """The page of a case."""

    key: UUID
    is_resident: bool
    may_read: bool
    is_contact: bool
    resident: str
    resident_phone: str
    words: str
    asked: str
    contact: ContactCard | None
    boxes: tuple[Box, ...]
    has_boxes: bool
    plan: PlanPanel
    people: tuple[PersonRow, ...]
    spoken: str
    request_key: UUID
    panels: tuple[tuple[str, dict[str, Any]], ...]


def case_screen(seen: SeenCase, *, by: Actor, today: date) -> CaseScreen:
    """Everything that the page of a case shows; who may not read it gets no words of it."""
    case, people = seen.case, participants_of(seen, today=today)
    extents, last = extents_of(people), last_contact(case)
    return CaseScreen(
        key=case.key,
        is_resident=seen.is_resident,
        may_read=seen.may_read,
        is_contact=seen.part is Part.CONTACT,
        resident="" if seen.is_resident else case.resident.name,
        resident_phone=case.resident.phone if seen.part is Part.CONTACT else "",
        words=case.words if seen.may_read else "",
        asked=near_day(case.opened_on),
        contact=_contact(contact_of(people), seen=seen, spoken=None if last is None else last.on),
        boxes=_boxes(seen) if seen.may_read else (),
        has_boxes=bool(case.wants or case.cans or case.needs),
        plan=plan_panel(plan_for(seen), seen=seen),
        people=tuple(_person(one, seen=seen, extent=extents.get(one.pk)) for one in people if one.membership),
        spoken="" if last is None else near_day(last.on),
        request_key=uuid4(),
        panels=tuple(panels_for(seen, by=by, today=today)),
    )


def _contact(contact: TakingPart | None, *, seen: SeenCase, spoken: date | None) -> ContactCard | None:
    member = None if contact is None else contact.membership
    if member is None or seen.part is Part.CONTACT:
        return None
    if spoken is None:
        words = _("{name} belt je vóór {day}.") if seen.is_resident else _("{name} belt vóór {day}.")
        told = words.format(name=member.name, day=near_day(seen.case.call_before))
    else:
        told = _("Jullie spraken elkaar op {day}.") if seen.is_resident else _("Laatst gesproken op {day}.")
        told = told.format(day=near_day(spoken))
    return ContactCard(member.name, member.phone, f"{member.job}, {member.organisation.name}", told)


def _boxes(seen: SeenCase) -> tuple[Box, ...]:
    case = seen.case
    told = ((_("Ik wil"), case.wants), (_("Ik kan"), case.cans), (_("Ik heb nodig"), case.needs))
    return tuple(Box(title, (text,) if text else (), _("Nog niets opgeschreven.")) for title, text in told)


def _person(one: TakingPart, *, seen: SeenCase, extent: Extent | None) -> PersonRow:
    member = one.membership
    assert member is not None
    is_contact = one.part == Part.CONTACT.value
    stop = reverse("stop", args=[seen.case.key, one.pk]) if seen.is_resident and not is_contact else ""
    sees = _("ziet alles") if extent is Extent.WHAT else _("ziet alleen wat zij of hij zelf doet")
    return PersonRow(
        member.name,
        _("vast contact") if is_contact else f"{member.job}, {member.organisation.name}",
        sees if extent is not None else _("ziet niets meer"),
        stop,
    )


def case_rows(found: Sequence[TakingPart]) -> list[CaseRow]:
    """The cases in which a member takes part."""
    parts = {Part.CONTACT.value: _("vast contact"), Part.PROFESSIONAL.value: _("doet mee")}
    return [
        CaseRow(
            name=one.case.resident.name,
            part=parts.get(one.part, ""),
            since=_("sinds {day}").format(day=near_day(one.begin)),
            url=reverse("case", args=[one.case.key]),
        )
        for one in found
    ]


def panels_for(seen: SeenCase, *, by: Actor, today: date) -> list[tuple[str, dict[str, Any]]]:
    """The cards that higher nouns and instruments add to this case, for who looks: a template and what it shows."""
    told = [card(seen, by=by, today=today) for card in CARDS]
    panels = (instrument.case_panel for instrument in instruments())
    told += [(panel.template, panel.context(by, seen)) for panel in panels if panel is not None]
    return [(template, context) for template, context in told if context is not None]
