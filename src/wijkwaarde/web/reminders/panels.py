"""Whom a fixed contact asks for a mark today, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.reminders.queries import ToAsk, to_ask
from wijkwaarde.web.format import near_day
from wijkwaarde.web.marks.panels import moment_words


@dataclass(frozen=True, slots=True)
class AskRow:
    """Somebody to ask: what, who they are and how to call them, since when, and where it is written down."""

    what: str
    who: str
    before: str
    url: str


@dataclass(frozen=True, slots=True)
class ToAskCard:
    """The card of whom to ask, and whether there are more."""

    rows: tuple[AskRow, ...]
    more: bool


def to_ask_card(*, by: Actor, today: date) -> ToAskCard | None:
    """The card; None where nobody is to be asked."""
    found, more = to_ask(by=by, today=today)
    return ToAskCard(tuple(_row(one) for one in found), more) if found else None


def _row(one: ToAsk) -> AskRow:
    place = [one.case_key] if one.carer_id is None else [one.case_key, one.carer_id]
    return AskRow(
        what=_("Vraag {name} om het cijfer").format(name=one.name),
        who=", ".join(part for part in (one.relation, one.phone) if part),
        before=_("{moment}, sinds {day}").format(moment=moment_words()[one.moment], day=near_day(one.since)),
        url=reverse("mark" if one.carer_id is None else "carer_mark", args=place),
    )
