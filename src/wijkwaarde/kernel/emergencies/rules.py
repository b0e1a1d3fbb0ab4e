"""Decides who may open emergency access, for how long, who reviews and who stops it; it asks no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.cases.rules import calls_before
from wijkwaarde.kernel.emergencies.terms import (
    CONFIRM_WITHIN,
    DAYS_TO_REVIEW,
    DIGITS_THAT_TELL,
    KIND,
    LONGEST,
    LONGEST_REASON,
    LONGEST_SILENCE,
    MISSES_AN_HOUR,
    SHORTEST_REASON,
    Danger,
    Verdict,
)
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.parties.rules import tidied


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom somebody looks for: the whole name, and what only who knows them knows: a phone number or a birthday."""

    name: str
    phone: str = ""
    born_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewEmergency:
    """Who is in danger and why; `ask_to_wait`: telling the resident at once makes the danger greater."""

    resident_id: int
    danger: Danger
    reason: str
    ask_to_wait: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """What the second person says, and how many reviews they had seen."""

    verdict: Verdict
    sentence: str
    version: int


def may_open(*, role: str) -> bool:
    """Whether somebody may open it at all: who works with residents, and a manager."""
    return role in {Role.PROFESSIONAL.value, Role.MANAGER.value}


def may_review(*, membership_id: int | None, role: str, opened_by_id: int, privacy_contact_id: int | None) -> bool:
    """Whether somebody is the second person: the privacy contact, or a manager where there is none or they opened it themselves."""
    if membership_id is None or membership_id == opened_by_id:
        return False
    if membership_id == privacy_contact_id:
        return True
    return role == Role.MANAGER.value and privacy_contact_id in {None, opened_by_id}


def may_judge(*, membership_id: int | None, reviewed_by_id: int | None, reviewed_on: date | None, today: date) -> bool:
    """Whether the second person says it now: for the first time, or once more on the day that they said it."""
    return reviewed_on is None or (reviewed_by_id == membership_id and reviewed_on == today)


def ends_at(opened_at: datetime) -> datetime:
    """The moment that it is over: hours that pass, whatever the clock on the wall does."""
    return opened_at.astimezone(UTC) + LONGEST


def review_before(opened_on: date) -> date:
    """The day before which a second person has looked at it."""
    return calls_before(opened_on=opened_on, working_days=DAYS_TO_REVIEW)


def tell_on(*, opened_on: date, is_wait_asked: bool) -> date:
    """From which day the resident reads of it: at once, or where that may be a danger, when the review is due at the latest."""
    return review_before(opened_on) if is_wait_asked else opened_on


def check_misses(misses: int) -> None:
    """Refuse who looked too often in an hour for somebody who was not found."""
    if misses >= MISSES_AN_HOUR:
        raise Refused(_("Je zocht nu te vaak. Wacht een uur. Is er nu gevaar? Bel 112."))


def digits(phone: str) -> str:
    """The last digits of a number, which stay the same however it is written; nothing for what is no whole number."""
    found = "".join(str(int(sign)) for sign in phone if sign.isdecimal())[-DIGITS_THAT_TELL:]
    return found if len(found) == DIGITS_THAT_TELL else ""


def is_wanted(wanted: Wanted, *, phone: str, born_on: date | None) -> bool:
    """Whether somebody of this name is the one who is looked for: by number or by birthday, never by name alone."""
    by_phone = bool(digits(wanted.phone)) and digits(wanted.phone) == digits(phone)
    return by_phone or (wanted.born_on is not None and wanted.born_on == born_on)


def check_reason(text: str, *, field: str) -> str:
    """The reason as it is kept. Errors: Refused where it is no sentence, or too long."""
    kept = tidied(text, lines=True)
    if len(kept) < SHORTEST_REASON or " " not in kept:
        raise Refused(_("Schrijf in een hele zin waarom."), field=field)
    if len(kept) > LONGEST_REASON:
        raise Refused(_("Dit is te lang. Schrijf het in een paar zinnen."), field=field)
    return kept


def check_silence(until: date, *, opened_on: date, is_told: bool, today: date) -> None:
    """Refuse to tell later what was told already, or later than may be."""
    if is_told:
        raise Refused(_("De bewoner weet het al. Later vertellen kan niet meer."), field="tell_on")
    if until <= today:
        raise Refused(_("Kies een dag vanaf morgen."), field="tell_on")
    if until > opened_on + LONGEST_SILENCE:
        raise Refused(_("Dat is te laat. Kies een dag binnen twee weken na de noodtoegang."), field="tell_on")


def is_open(*, ends_at: datetime, stopped_at: datetime | None, now: datetime) -> bool:
    """Whether it goes on at this moment."""
    return stopped_at is None and now < ends_at


def is_told(*, act: Act, kind: str, at: datetime, since: datetime | None, now: datetime) -> bool:
    """Whether a line of the trail is told to the resident now: what an emergency holds back is told afterwards.

    That somebody was found is told when it is sure whether it became an emergency, which may be told later.
    """
    if kind != KIND:
        return True
    if since is not None and at >= since:
        return False
    return act is not Act.SEARCH or at <= now - CONFIRM_WITHIN
