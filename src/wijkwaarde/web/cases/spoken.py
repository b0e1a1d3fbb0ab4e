"""What is shown about speaking with each other: the card of the contact, the taps of a call, how somebody is reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.calls.queries import Spoken
from wijkwaarde.kernel.cases.queries import Noted, SeenCase, TakingPart
from wijkwaarde.kernel.cases.terms import Again, Manner, Part
from wijkwaarde.kernel.parties.rules import Reach
from wijkwaarde.kernel.parties.terms import Channel
from wijkwaarde.web.format import near_day

# Where a tap leads back to.
CASE = "case"
# Ways of speaking in which somebody can say yes.
TOGETHER = {Manner.CALL.value, Manner.VISIT.value}


@dataclass(frozen=True, slots=True)
class ContactCard:
    """The one person to turn to."""

    name: str
    phone: str
    role: str
    next: str
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A value and its words, as a button shows them."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class CallTaps:
    """The taps with which the contact notes a call: where they go, and their one key."""

    url: str
    others: tuple[Choice, ...]
    back: str
    request_key: UUID


@dataclass(frozen=True, slots=True)
class NotedRow:
    """A note of the contact's own: about whom, what it says, and when they come back.

    `undo` is empty after that day, and so is `small`, where they can agree at once on a small plan.
    """

    name: str
    url: str
    what: str
    next: str
    request_key: UUID
    undo: str
    again: str
    choices: tuple[Choice, ...]
    back: str
    small: str = ""


def contact_card(contact: TakingPart | None, *, seen: SeenCase, spoken: Spoken) -> ContactCard | None:
    """The contact as everybody else sees them, with the day that was promised; None where there is none, or they look."""
    member = None if contact is None else contact.membership
    if contact is None or member is None or seen.part is Part.CONTACT:
        return None
    told = _told(member.name, seen=seen, spoken=spoken, is_promised=spoken.promised_by_id == contact.pk)
    if _waits(contact, spoken=spoken):
        told = _told(member.name, seen=seen, spoken=Spoken(), is_promised=False)
    if seen.case.closed_on is not None:
        told = ""
    return ContactCard(member.name, member.phone, f"{member.job}, {member.organisation.name}", told)


def _waits(contact: TakingPart, *, spoken: Spoken) -> bool:
    """Whether the resident came back, and nobody noted a call after that."""
    return bool(contact.waits_after) and (spoken.note is None or spoken.note.pk <= contact.waits_after)


def _told(name: str, *, seen: SeenCase, spoken: Spoken, is_promised: bool) -> str:
    mine = seen.is_resident
    if spoken.next_on is not None and is_promised:
        words, day = _("{name} belt je weer op {day}.") if mine else _("{name} belt weer op {day}."), spoken.next_on
    elif spoken.last_on is not None:
        words = _("Jullie spraken elkaar op {day}.") if mine else _("Laatst gesproken op {day}.")
        day = spoken.last_on
    else:
        words = _("{name} belt je vóór {day}.") if mine else _("{name} belt vóór {day}.")
        day = seen.case.call_before
    return words.format(name=name, day=near_day(day))


def call_taps(key: UUID, *, back: str = "") -> CallTaps:
    """The taps for one case: "I called" is the first, the others are behind it."""
    others = (
        Choice(Manner.VISIT.value, _("Ik ging langs")),
        Choice(Manner.MESSAGE.value, _("Ik stuurde een bericht")),
        Choice(Manner.UNREACHED.value, _("Ik kreeg niemand te pakken")),
    )
    return CallTaps(reverse("called", args=[key]), others, back, uuid4())


def noted_rows(notes: Sequence[Noted], *, today: date, back: str = "") -> list[NotedRow]:
    """Notes of the contact's own, each with its way back and the next time."""
    return [_noted(note, today=today, back=back) for note in notes]


def _noted(note: Noted, *, today: date, back: str) -> NotedRow:
    key = note.case.key
    return NotedRow(
        name=note.case.resident.name,
        url=reverse("case", args=[key]),
        what=manner_words()[Manner(note.manner)],
        next="" if note.next_on is None else _("Volgende keer: {day}.").format(day=near_day(note.next_on)),
        request_key=note.request_key,
        undo=reverse("uncalled", args=[key]) if note.on == today else "",
        again=reverse("next_time", args=[key]),
        choices=tuple(Choice(again.value, label) for again, label in again_words().items()),
        back=back,
        small=reverse("plan_by_phone", args=[key]) if note.on == today and note.manner in TOGETHER else "",
    )


def manner_words() -> dict[Manner, str]:
    """What a note says."""
    return {
        Manner.CALL: _("Je belde."),
        Manner.VISIT: _("Je ging langs."),
        Manner.MESSAGE: _("Je stuurde een bericht."),
        Manner.UNREACHED: _("Je kreeg niemand te pakken."),
    }


def again_words() -> dict[Again, str]:
    """When somebody comes back, as buttons."""
    return {Again.TOMORROW: _("Morgen"), Again.WEEK: _("Over een week"), Again.FORTNIGHT: _("Over twee weken")}


def reach_words(reach: Reach) -> str:
    """How somebody wants to be reached, where it is more than a call."""
    words = {
        Channel.CALL: "",
        Channel.TEXT: _("Liever een sms."),
        Channel.LETTER: _("Liever een brief, naar {via}.").format(via=reach.via),
        Channel.THROUGH: _("Liever via {via}.").format(via=reach.via),
    }
    return words[reach.channel]
