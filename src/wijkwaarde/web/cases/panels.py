"""What the pages of a case show, in words, part by part, for one participant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.calls.queries import Spoken, spoken_of
from wijkwaarde.kernel.cases.queries import (
    AskedCase,
    SeenCase,
    TakingPart,
    contact_of,
    domains_of,
    extents_of,
    participants_of,
    reach_of,
    shared_until,
)
from wijkwaarde.kernel.cases.rules import opens
from wijkwaarde.kernel.cases.terms import Extent, Origin, Part
from wijkwaarde.kernel.endings.rules import may_propose
from wijkwaarde.kernel.plans.queries import SeenPlan, plan_for, subjects_of
from wijkwaarde.kernel.representations.queries import grounds_for
from wijkwaarde.web.barriers.panels import card as barriers_card
from wijkwaarde.web.cases.beside import BesideLine, cover_lines, representative_lines
from wijkwaarde.web.cases.domains import PartShown, about, part_shown
from wijkwaarde.web.cases.forms import origin_words
from wijkwaarde.web.cases.restricted import RestrictedNotice, restricted_notice
from wijkwaarde.web.cases.spoken import (
    CASE,
    CallTaps,
    ContactCard,
    NotedRow,
    call_taps,
    contact_card,
    noted_rows,
    reach_words,
)
from wijkwaarde.web.emergencies.told import card as emergencies_card
from wijkwaarde.web.endings.panels import Top, top
from wijkwaarde.web.format import day, near_day
from wijkwaarde.web.instruments import instruments
from wijkwaarde.web.marks.panels import marks_card
from wijkwaarde.web.plans.panels import PlanPanel, plan_panel
from wijkwaarde.web.privacy_requests.statements import card as statements_card
from wijkwaarde.web.round_tables.panels import card as round_tables_card


class Card(Protocol):
    """A function of a higher noun: its card on the page of a case (template, and context or None), in at most one query."""

    def __call__(self, seen: SeenCase, *, by: Actor, today: date) -> tuple[str, dict[str, Any] | None]:
        """The card for who looks."""


# In the order of the page, after the plan.
CARDS: tuple[Card, ...] = (statements_card, marks_card, round_tables_card, barriers_card)


@dataclass(frozen=True, slots=True)
class Box:
    """One of the three boxes."""

    title: str
    texts: tuple[str, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who takes part: who, as what, what they see, and where the resident stops sharing or changes it."""

    name: str
    role: str
    sees: str
    stop: str
    change: str
    preview: str


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
    reach: str
    words: str
    asked: str
    contact: ContactCard | None
    boxes: tuple[Box, ...]
    has_boxes: bool
    plan: PlanPanel
    people: tuple[PersonRow, ...]
    stands_in: str
    covers: tuple[BesideLine, ...]
    is_represented: bool
    may_name: bool
    may_cover: bool
    spoken: str
    taps: CallTaps | None
    noted: NotedRow | None
    panels: tuple[tuple[str, dict[str, Any]], ...]
    is_done: bool = False
    may_end: bool = False
    top: Top | None = None
    restricted: RestrictedNotice | None = None
    urgent: tuple[str, dict[str, Any]] | None = None
    part: PartShown | None = None


def case_screen(seen: SeenCase, *, by: Actor, today: date) -> CaseScreen:
    """Everything that the page of a case shows; who may not read it gets no words of it."""
    case, people = seen.case, participants_of(seen, today=today)
    # What is done says who keeps an eye, and not who spoke last: a page asks at most fifteen times.
    extents, spoken = extents_of(people), Spoken() if case.closed_on is not None else spoken_of(case)
    is_contact = seen.part is Part.CONTACT
    return CaseScreen(
        key=case.key,
        is_resident=seen.is_resident,
        may_read=seen.may_read,
        is_contact=is_contact,
        resident="" if seen.is_resident and not seen.is_represented else case.resident.name,
        resident_phone=case.resident.phone if is_contact else "",
        reach=reach_words(reach_of(case)) if is_contact else "",
        words=case.words if seen.may_read else "",
        asked=_asked(case, seen=seen),
        contact=contact_card(contact_of(people), seen=seen, spoken=spoken),
        boxes=_boxes(seen) if seen.may_read else (),
        has_boxes=bool(case.wants or case.cans or case.needs or case.feared),
        plan=plan_panel(plan_for(seen), seen=seen, today=today),
        people=tuple(_person(one, seen=seen, extent=extents.get(one.pk)) for one in people if one.membership),
        stands_in=_instead_of(seen),
        covers=(
            *representative_lines(people, seen=seen, today=today),
            *cover_lines(people, seen=seen, by=by, today=today),
        ),
        is_represented=seen.is_represented,
        may_name=bool(grounds_for(seen)),
        may_cover=seen.participant.membership_id is not None and not seen.stand_in_id,
        spoken="" if spoken.last_on is None else near_day(spoken.last_on),
        taps=call_taps(case.key, back=CASE) if is_contact else None,
        noted=_own_note(spoken, seen=seen, today=today) if case.closed_on is None else None,
        urgent=_urgent(seen, by=by, today=today),
        panels=tuple(panels_for(seen, by=by, today=today)),
        is_done=case.closed_on is not None,
        may_end=case.closed_on is None and may_propose(part=seen.part, may_read=seen.may_read),
        top=top(seen, today=today),
        restricted=restricted_notice(people, seen=seen, today=today),
        part=part_shown(seen, contact=contact_of(people)),
    )


def _instead_of(seen: SeenCase) -> str:
    """The colleague for whom who looks stands in; nothing for everybody else."""
    member = seen.participant.membership
    return member.name if seen.stand_in_id and member is not None else ""


def _asked(case: AskedCase, *, seen: SeenCase) -> str:
    """When a question was asked, and who wrote it down for the resident."""
    asker, day = case.asked_by, near_day(case.opened_on)
    if asker is None:
        return _("Gesteld op {day}").format(day=day)
    words = (
        _("Opgeschreven door {name}, op {day}. Jij zei ja.")
        if seen.is_resident
        else _("Opgeschreven door {name}, op {day} ({origin}). De bewoner zei ja.")
    )
    return words.format(name=asker.name, day=day, origin=origin_words()[Origin(case.origin)])


def _own_note(spoken: Spoken, *, seen: SeenCase, today: date) -> NotedRow | None:
    note = spoken.note
    mine = note is not None and (note.participant_id, note.stand_in_id) == (seen.participant.pk, seen.stand_in_id)
    if note is None or not mine or seen.part is not Part.CONTACT:
        return None
    return noted_rows([note], today=today, back=CASE)[0]


def _boxes(seen: SeenCase) -> tuple[Box, ...]:
    case = seen.case
    told = [(_("Ik wil"), case.wants), (_("Ik kan"), case.cans), (_("Ik heb nodig"), case.needs)]
    if case.feared:
        told.append((_("Waar ik bang voor ben"), case.feared))
    return tuple(Box(title, (text,) if text else (), _("Nog niets opgeschreven.")) for title, text in told)


def _person(one: TakingPart, *, seen: SeenCase, extent: Extent | None) -> PersonRow:
    member = one.membership
    assert member is not None
    is_contact = one.part == Part.CONTACT.value
    may_choose = seen.is_resident and not is_contact
    sees = _sees(one, extent=extent)
    is_restricted = seen.case.resident.restricted_on is not None
    is_open = opens(part=Part(one.part), extent=extent, is_restricted=is_restricted)
    return PersonRow(
        member.name,
        _("vast contact") if is_contact else f"{member.job}, {member.organisation.name}",
        _seen_words(one, sees=sees, extent=extent, is_open=is_open),
        reverse("stop", args=[seen.case.key, one.pk]) if may_choose else "",
        reverse("chosen", args=[seen.case.key, member.pk]) if may_choose and seen.case.closed_on is None else "",
        reverse("preview", args=[seen.case.key, one.pk]) if may_choose and is_open else "",
    )


def _seen_words(one: TakingPart, *, sees: str, extent: Extent | None, is_open: bool) -> str:
    """What somebody sees today; who took part before a resident asked for less use sees nothing for now."""
    if extent is None:
        return _("ziet niets meer")
    if not is_open:
        return _("ziet nu niets")
    return _until(sees, until=shared_until(one))


def choices_for(membership_id: int, *, people: Sequence[TakingPart], plan: SeenPlan) -> dict[str, Any]:
    """What the form starts with, and the parts it offers: none for the fixed contact, who works with the whole plan."""
    one = next((one for one in people if one.membership_id == membership_id), None)
    is_contact = one is not None and one.part == Part.CONTACT.value
    return {"initial": _shown_now(one), "offered": frozenset() if is_contact else subjects_of(plan)}


def _shown_now(one: TakingPart | None) -> dict[str, Any]:
    """What a member sees now; nothing for who takes no part, or sees nothing."""
    extent = None if one is None else extents_of([one])[one.pk]
    if one is None or extent is None:
        return {}
    until = shared_until(one)
    last_day = None if until is None else until - timedelta(days=1)
    return {"extent": extent.value, "domains": [domain.value for domain in domains_of(one)], "last_day": last_day}


def _sees(one: TakingPart, *, extent: Extent | None) -> str:
    if extent is Extent.SOME:
        return _("ziet de eigen afspraken, en wat gaat over {domains}").format(domains=about(domains_of(one)))
    return _("ziet alles") if extent is Extent.WHAT else _("ziet alleen wat zij of hij zelf doet")


def _until(sees: str, *, until: date | None) -> str:
    if until is None:
        return sees
    return _("{sees}, tot en met {day}").format(sees=sees, day=day(until - timedelta(days=1)))


def case_rows(found: Sequence[TakingPart], *, by: Actor) -> list[CaseRow]:
    """The cases in which a member takes part."""
    parts = {Part.CONTACT.value: _("vast contact"), Part.PROFESSIONAL.value: _("doet mee")}
    return [
        CaseRow(
            name=one.case.resident.name,
            part=_part(parts.get(one.part, ""), of=one, by=by),
            since=_("sinds {day}").format(day=near_day(one.begin)),
            url=reverse("case", args=[one.case.key]),
        )
        for one in found
    ]


def _part(words: str, *, of: TakingPart, by: Actor) -> str:
    if of.membership is None or of.membership_id == by.membership_id:
        return words
    return _("{part}, voor {name}").format(part=words, name=of.membership.name)


def _urgent(seen: SeenCase, *, by: Actor, today: date) -> tuple[str, dict[str, Any]] | None:
    """The card that stands above everything: somebody looked out of fear for safety, and whoever may stop it sees that first."""
    template, context = emergencies_card(seen, by=by, today=today)
    return None if context is None else (template, context)


def panels_for(seen: SeenCase, *, by: Actor, today: date) -> list[tuple[str, dict[str, Any]]]:
    """The cards that higher nouns and instruments add to this case, for who looks: a template and what it shows."""
    told = [card(seen, by=by, today=today) for card in CARDS]
    panels = (instrument.case_panel for instrument in instruments())
    told += [(panel.template, panel.context(by, seen)) for panel in panels if panel is not None]
    return [(template, context) for template, context in told if context is not None]
