"""What a resident and their fixed contact read about emergency access: who, when, why, and what a second person said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.emergencies.actions import note_known
from wijkwaarde.kernel.emergencies.queries import Emergency, reviewers, told_in, told_to, unknown_to
from wijkwaarde.kernel.emergencies.rules import is_open
from wijkwaarde.kernel.emergencies.terms import Danger, Verdict
from wijkwaarde.web.format import near_day

CARD = "emergencies/told.html"


@dataclass(frozen=True, slots=True)
class ToldEmergency:
    """One emergency in words; `stop` is where the contact ends it while it is open."""

    lead: str
    reason: str
    until: str
    review: str
    sentence: str
    later: str
    wait_reason: str
    stop: str


@dataclass(frozen=True, slots=True)
class ToldCard:
    """The card of emergencies on the page of a case and beside who looked."""

    rows: tuple[ToldEmergency, ...]
    is_resident: bool
    tell: str


def card(seen: SeenCase, *, by: Actor, today: date) -> tuple[str, dict[str, Any] | None]:
    """The card on the page of a case; none where there is nothing to tell."""
    found = told_in(seen, today=today)
    if seen.part is Part.CONTACT:
        note_known(unknown_to(found, by=by), by=by, now=timezone.now())
    return CARD, {"card": told_card(found, by=by, is_resident=seen.is_resident, today=today)} if found else None


def own_card(*, by: Actor, today: date) -> dict[str, ToldCard] | None:
    """The card beside who looked, for a resident; None where there is nothing to tell."""
    found = told_to(by.person_id or 0, today=today)
    return {"card": told_card(found, by=by, is_resident=True, today=today)} if found else None


def told_card(found: Sequence[Emergency], *, by: Actor, is_resident: bool, today: date) -> ToldCard:
    """These emergencies in words."""
    now = timezone.now()
    rows = tuple(_row(one, by=by, is_resident=is_resident, now=now) for one in found)
    silent = [one for one in found if one.tell_on > today]
    tell = (
        _("Vertel de bewoner hier nog niets over, tot {day}.").format(day=near_day(silent[0].tell_on)) if silent else ""
    )
    return ToldCard(rows, is_resident, tell)


def _row(one: Emergency, *, by: Actor, is_resident: bool, now: datetime) -> ToldEmergency:
    who = one.opened_by
    lead = _("{name} ({job}, {organisation}) keek in dit plan, {when}. {fear}").format(
        name=who.name, job=who.job, organisation=who.organisation.name, when=moment(one.opened_at), fear=_fear(one)
    )
    is_running = is_open(ends_at=one.ends_at, stopped_at=one.stopped_at, now=now)
    return ToldEmergency(
        lead=lead,
        reason=one.reason,
        until=_until(one, is_running=is_running),
        review=_review(one, by=by, today=timezone.localdate(now)),
        sentence=one.sentence,
        later=_("We vertelden het pas op {day}. Eerder vertellen was gevaarlijk.").format(day=near_day(one.tell_on))
        if one.wait_by_id
        else "",
        wait_reason=one.wait_reason,
        stop="" if is_resident or not is_running else reverse("stop_emergency", args=[one.pk]),
    )


def _fear(one: Emergency) -> str:
    words = {
        Danger.RESIDENT: _("De reden: zorg om de veiligheid van de bewoner."),
        Danger.CHILD: _("De reden: zorg om de veiligheid van een kind."),
        Danger.OTHER: _("De reden: zorg om iemands veiligheid."),
    }
    return words[Danger(one.danger)]


def _until(one: Emergency, *, is_running: bool) -> str:
    if is_running:
        return _("Dit kan tot {when}. Daarna stopt het vanzelf.").format(when=moment(one.ends_at))
    return _("Dit is gestopt, {when}.").format(when=moment(one.stopped_at or one.ends_at))


def _review(one: Emergency, *, by: Actor, today: date) -> str:
    if one.reviewed_by is None:
        names = ", ".join(each.name for each in reviewers(one, by=by, today=today)) or _("Iemand anders")
        return _("{name} kijkt na of dit mocht, vóór {day}.").format(name=names, day=near_day(one.review_before))
    words = {
        Verdict.RIGHT: _("{name} keek het na en vond het terecht."),
        Verdict.WRONG: _("{name} keek het na en vond het niet terecht."),
    }
    return words[Verdict(one.verdict)].format(name=one.reviewed_by.name)


def moment(at: datetime) -> str:
    """A day and the time on the clock here."""
    local = timezone.localtime(at)
    return _("{day} om {time}").format(day=near_day(local.date()), time=local.strftime("%H:%M"))
