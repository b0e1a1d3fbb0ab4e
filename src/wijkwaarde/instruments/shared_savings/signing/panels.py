"""Says who said no to what and what to do next; it asks no database and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from wijkwaarde.instruments.shared_savings.sentences import names_in, party_name
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.agreements.queries import SeenAgreement, Share
from wijkwaarde.kernel.agreements.rules import Span, may_sign
from wijkwaarde.kernel.refusals.queries import who_refuse_settlement
from wijkwaarde.kernel.refusals.rules import SaidNo
from wijkwaarde.kernel.refusals.terms import RefusalState
from wijkwaarde.web.format import day
from wijkwaarde.web.tables import Table, table

STATES = {
    RefusalState.STANDS: gettext_noop("staat nog"),
    RefusalState.SIGNED: gettext_noop("later toch getekend"),
    RefusalState.REPLACED: gettext_noop("was van een eerdere versie"),
}


@dataclass(frozen=True, slots=True)
class NoCard:
    """A no that stands: who said it when, why, where it was said, and the address to take it back for who may."""

    name: str
    said: str
    reason: str
    take_back: str


@dataclass(frozen=True, slots=True)
class ToRefuse:
    """A share of a settlement that this reader may say no to."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class AgainstText:
    """What is said against a text by the key of the party, what to do next, and every no to its agreement so far."""

    words: str
    cards: dict[int, NoCard]
    history: Table | None


def against_text(found: Sequence[SaidNo], *, seen: SeenAgreement, by: Actor) -> AgainstText:
    """What stands beside a text about parties that do not sign."""
    cards = {
        one.party_id: no_card(one, by=by)
        for one in found
        if one.stands and one.span is None and one.number == seen.number
    }
    return AgainstText(_held_words(seen, cards), cards, history_table(found))


def no_card(one: SaidNo, *, by: Actor) -> NoCard:
    """A no for the page."""
    told = _("Gezegd op {day} door {who}.").format(day=day(one.on), who=one.said_by)
    own = may_sign(by.role, own=by.organisation_id, organisation_id=one.organisation_id, is_residents=one.is_residents)
    return NoCard(
        party_name(one.organisation),
        told + (" " + _("Staat in: {document}.").format(document=one.document) if one.document else ""),
        one.reason,
        reverse("take_back_refusal", kwargs={"refusal_id": one.pk}) if own else "",
    )


def waits_words(seen: SeenAgreement, *, said: Iterable[SaidNo]) -> tuple[bool, str]:
    """Whether somebody says no to a text, and who does not sign it or did not yet."""
    if seen.withdrawn_on is not None:
        return False, ""
    against = {one.party_id for one in said if one.stands and one.span is None}
    missing = [(one.pk in against, "" if one.is_residents else one.organisation) for one in seen.missing]
    refusing, waiting = (names_in(name for no, name in missing if no is wanted) for wanted in (True, False))
    words = [
        *([_("Tekent niet: {names}.").format(names=refusing)] if refusing else []),
        *([_("Nog niet getekend: {names}.").format(names=waiting)] if waiting else []),
    ]
    return bool(refusing), " ".join(words)


def _held_words(seen: SeenAgreement, said: Mapping[int, NoCard]) -> str:
    """Who does not sign, and what to do next; empty where nobody says no."""
    names = names_in("" if one.is_residents else one.organisation for one in seen.parties if one.pk in said)
    words = _(
        "Tekent niet: {names}. Tot dan verdelen we niets. Lees waarom en praat erover. "
        "Daarna tekent iedereen alsnog, of de controller schrijft een nieuwe versie."
    )
    return words.format(names=names) if names else ""


@dataclass(frozen=True, slots=True)
class AgainstYear:
    """What is said against the settlement of some years that holds now, what to do next, and who may say no."""

    words: str
    cards: list[NoCard]
    to_refuse: list[ToRefuse]


def against_year(found: Sequence[SaidNo], *, span: Span, shares: Sequence[Share], by: Actor) -> AgainstYear:
    """What stands beside a settlement about parties that do not agree."""
    said = who_refuse_settlement(found, span=span)
    there = {one.party_id for one in said}
    to_refuse = [
        ToRefuse(_name(one), reverse("refuse_settlement", kwargs={"share_id": one.pk}))
        for one in shares
        if one.party_id not in there and _may_say(one, by=by)
    ]
    return AgainstYear(against_words(said, span=span), [no_card(one, by=by) for one in said], to_refuse)


def _name(share: Share) -> str:
    party = share.party
    return party_name("" if party.is_residents or party.organisation is None else party.organisation.name)


def _may_say(share: Share, *, by: Actor) -> bool:
    party = share.party
    return may_sign(
        by.role, own=by.organisation_id, organisation_id=party.organisation_id, is_residents=party.is_residents
    )


def against_words(found: Iterable[SaidNo], *, span: Span) -> str:
    """Who does not agree with the settlement of some years that holds now, and what to do next; empty where everybody does."""
    said = who_refuse_settlement(found, span=span)
    if not said:
        return ""
    names = names_in(one.organisation for one in said)
    provisional = _(
        "Niet eens met deze verdeling: {names}. Daarom verdelen we nog niet definitief. Praat erover. "
        "Trekken zij het niet in? Dan maakt de controller de verdeling ongedaan en verdeelt opnieuw."
    )
    definitive = _(
        "Niet eens met deze verdeling: {names}. Daarom regelen we nog geen deel. Praat erover. "
        "Trekken zij het niet in? Dan verbetert de controller de verdeling, of maakt haar ongedaan."
    )
    return (provisional if any(one.turn == 0 for one in said) else definitive).format(names=names)


def history_table(found: Sequence[SaidNo]) -> Table | None:
    """Every no of an agreement, to all its versions and settlements, and how each ended."""
    rows = tuple(
        (party_name(one.organisation), (to_what(one), day(one.on), one.reason, state_words(one))) for one in found
    )
    words = (_("Waartegen"), _("Wanneer"), _("Waarom"), _("Hoe het nu staat"))
    return table(caption=_("Wie nee zei"), first=_("Wie"), words=words, numeric=(), rows=rows) if rows else None


def to_what(one: SaidNo) -> str:
    """What was refused."""
    if one.span is None:
        return _("versie {number}").format(number=one.number)
    if one.turn:
        return _("definitieve verdeling van {years}").format(years=one.span)
    return _("voorlopige verdeling van {years}").format(years=one.span)


def state_words(one: SaidNo) -> str:
    """How a no stands now."""
    if one.withdrawn_on is not None:
        return _("ingetrokken op {day}").format(day=day(one.withdrawn_on))
    return _(STATES[one.state])
