"""Decides when a party may say no and what that holds back, and says where a no stands; it asks no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from wijkwaarde.kernel.agreements.rules import Span, check_document
from wijkwaarde.kernel.citizen_numbers import has_citizen_number
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.refusals.terms import RefusalState


@dataclass(frozen=True, slots=True)
class NewRefusal:
    """Why a party says no, and for residents in which document of a meeting that stands."""

    reason: str
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidNo:
    """What a party said no to, and where that stands; no name is the residents, and without `span` it is to a text."""

    pk: int
    agreement_id: int
    title: str
    number: int
    party_id: int
    organisation_id: int | None
    organisation: str
    is_residents: bool
    span: Span | None
    turn: int | None
    said_by: str
    on: date
    reason: str
    document: str
    withdrawn_on: date | None
    state: RefusalState

    @property
    def stands(self) -> bool:
        """Whether it holds something back now."""
        return self.state is RefusalState.STANDS


def state_of(*, is_taken_back: bool, is_signed: bool, is_replaced: bool) -> RefusalState:
    """Where a refusal stands."""
    if is_taken_back:
        return RefusalState.TAKEN_BACK
    if is_signed:
        return RefusalState.SIGNED
    return RefusalState.REPLACED if is_replaced else RefusalState.STANDS


def check_said(new: NewRefusal, *, organisation_id: int | None, is_residents: bool) -> None:
    """Refuse a no without a reason, one of residents without the document of their meeting, and a number of a person."""
    if not new.reason:
        raise Refused(_("Schrijf waarom niet."), field="reason")
    check_document(new.document, is_residents=is_residents, organisation_id=organisation_id)
    if has_citizen_number(f"{new.reason} {new.document}"):
        raise Refused(_("Hier staat een nummer dat op een BSN lijkt. Haal het weg."), field="reason")


def check_unsigned(signed_on: date | None, *, by_all: bool, today: date) -> None:
    """Refuse to say no to a text that the party signed already."""
    if signed_on is None:
        return
    if signed_on == today:
        raise Refused(_("Deze partij tekende vandaag al. Neem eerst de handtekening terug."))
    if by_all:
        raise Refused(
            _("Iedereen tekende al: de afspraak geldt. Wil je iets anders? Vraag de controller om een nieuwe versie.")
        )
    raise Refused(_("Deze partij tekende al. Wil je iets anders? Vraag de controller om een nieuwe versie."))


def check_first(reason: str, *, found: str, said_by: str) -> None:
    """Refuse a second no of a party with another reason: what a colleague said stays until it is taken back."""
    if found != reason:
        words = _("{who} zei al nee voor deze partij: “{reason}” Klopt dat niet? Trek het in en schrijf het opnieuw.")
        raise Refused(words.format(who=said_by, reason=found))


def check_text_agreed(names: Sequence[str]) -> None:
    """Refuse to settle by a text that parties do not sign."""
    if names:
        raise Refused(
            _("Tekent niet: {names}. Zonder hen verdelen we niets. Praat erover, of schrijf een nieuwe versie.").format(
                names=_and(names)
            )
        )


def check_settles(names: Sequence[str]) -> None:
    """Refuse to settle definitively what parties refused when it was provisional."""
    if names:
        raise Refused(
            _(
                "Niet eens met de voorlopige verdeling: {names}. Praat erover. "
                "Trekken zij het niet in? Maak de verdeling ongedaan en verdeel opnieuw."
            ).format(names=_and(names))
        )


def check_arranges(names: Sequence[str]) -> None:
    """Refuse to arrange a share of a settlement that parties refuse."""
    if names:
        raise Refused(
            _(
                "Niet eens met deze verdeling: {names}. Praat erover. "
                "Trekken zij het niet in? Verbeter de verdeling, of maak haar ongedaan."
            ).format(names=_and(names))
        )


def _and(names: Iterable[str]) -> str:
    """Organisations by name; the residents have none."""
    return ", ".join(name or _("de bewoners") for name in names)


# --- What waits for somebody ---

WAITS_COLUMNS = ("rank", "which", "called", "who", "first", "last", "since", "residents")
TO_TELL, TO_TALK, TO_SIGN = range(3)


@dataclass(frozen=True, slots=True)
class ToSign:
    """A text that waits for somebody's signature, since when."""

    agreement_id: int
    title: str
    since: date
    is_residents: bool


@dataclass(frozen=True, slots=True)
class ToTalk:
    """A no of another party, since when: to a text, or to what was settled of some years; no name is the residents."""

    agreement_id: int
    title: str
    who: str
    years: Span | None
    since: date


@dataclass(frozen=True, slots=True)
class ToTell:
    """A share of which somebody has still to say what it went to, since when."""

    share_id: int
    years: Span
    since: date
    is_residents: bool


def waits_of(row: tuple[Any, ...]) -> ToSign | ToTalk | ToTell:
    """What a row of WAITS_COLUMNS says."""
    rank, which, called, who, first, last, since, residents = row
    if rank == TO_SIGN:
        return ToSign(which, called, since, residents)
    if rank == TO_TALK:
        return ToTalk(which, called, who, Span(first, last) if last else None, since)
    return ToTell(which, Span(first, last), since, residents)
