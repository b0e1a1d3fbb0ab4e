"""What the pages of round tables show, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.queries import SeenCase, TakingPart
from wijkwaarde.kernel.parties.terms import Channel
from wijkwaarde.kernel.round_tables.queries import SeenSeat, SeenTable, tables_of
from wijkwaarde.kernel.round_tables.terms import Answer, Kind
from wijkwaarde.web.format import day, near_day

CARD = "round_tables/card.html"


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Somebody at a table: who, what they said, and where they or the resident answer."""

    name: str
    answer: str
    tone: str
    url: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """A meeting in words."""

    title: str
    when: str
    minutes: int
    place: str
    is_cancelled: bool
    version: int
    url: str
    seats: tuple[SeatRow, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """Who a letter is for and where it goes, of which day it is, and who signs it; `sender` is empty without a contact."""

    name: str
    address: str
    day: str
    sender: str
    role: str
    phone: str


def letter_of(seen: SeenCase, *, contact: TakingPart | None, today: date) -> Letter:
    """The head and the foot of a letter to the resident of a case."""
    resident, member = seen.case.resident, None if contact is None else contact.membership
    address = resident.via if resident.channel == Channel.LETTER.value else ""
    if member is None:
        return Letter(resident.name, address, day(today), "", "", "")
    role = f"{member.job}, {member.organisation.name}"
    return Letter(resident.name, address, day(today), member.name, role, member.phone)


def card(seen: SeenCase, *, by: Actor, today: date) -> tuple[str, dict[str, Any] | None]:  # noqa: ARG001 - as every card
    """The coming meetings on the page of a case; nothing for who reads nothing and has no seat."""
    found = tables_of(seen, now=timezone.now())
    is_done = seen.case.closed_on is not None
    if not found and (is_done or not seen.may_read):
        return CARD, None
    tables = [table_view(one, seen=seen) for one in found]
    address = reverse("plan_table", args=[seen.case.key]) if seen.may_read and not is_done else ""
    return CARD, {"tables": tables, "plan": address, "is_resident": seen.is_resident}


def table_view(table: SeenTable, *, seen: SeenCase) -> TableView:
    """A meeting as who looks reads it."""
    kinds = {Kind.CALL: _("Bellen"), Kind.KITCHEN: _("Aan de keukentafel"), Kind.BIG: _("Aan een grote tafel")}
    local = timezone.localtime(table.starts_at)
    return TableView(
        title=kinds[table.kind],
        when=_("{day}, {time} uur").format(day=near_day(local.date()), time=f"{local:%H:%M}"),
        minutes=table.minutes,
        place=table.place,
        is_cancelled=table.is_cancelled,
        version=table.version,
        url=reverse("table", args=[seen.case.key, table.table_id]),
        seats=tuple(_seat(one, table=table, seen=seen) for one in table.seats),
    )


def _seat(seat: SeenSeat, *, table: SeenTable, seen: SeenCase) -> SeatRow:
    words = {Answer.OPEN: _("nog geen antwoord"), Answer.COMING: _("komt"), Answer.NOT_COMING: _("komt niet")}
    tones = {Answer.OPEN: "", Answer.COMING: "done", Answer.NOT_COMING: "stuck"}
    may_answer = (seat.is_own or seen.is_resident) and not table.is_cancelled and table.starts_at > timezone.now()
    return SeatRow(
        name=_("Ikzelf") if seat.is_own else seat.name,
        answer=words[seat.answer],
        tone=tones[seat.answer],
        url=reverse("answer_seat", args=[seen.case.key, seat.seat_id]) if may_answer else "",
        is_own=seat.is_own,
    )


def people_of(people: list[TakingPart], *, seen: SeenCase) -> list[tuple[int, str]]:
    """Who takes part beside the resident and who plans, to choose from."""
    members = [one for one in people if one.membership is not None and one.pk != seen.participant.pk]
    return [(one.pk, f"{one.membership.name}, {one.membership.job}") for one in members if one.membership]


def boxes_of(seen: SeenCase) -> list[tuple[str, str]]:
    """The three boxes of the A4, with what was written before."""
    case = seen.case
    return [(_("Ik wil"), case.wants), (_("Ik kan"), case.cans), (_("Ik heb nodig"), case.needs)]
