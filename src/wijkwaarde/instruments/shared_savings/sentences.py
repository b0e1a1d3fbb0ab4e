"""Says in plain words what a rule is, who somebody is and why something is not shared; it counts nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from waarde import SharedBy
from wijkwaarde.instruments.shared_savings.terms import Example
from wijkwaarde.kernel.agreements.queries import SeenParty
from wijkwaarde.kernel.agreements.rules import Terms
from wijkwaarde.kernel.agreements.terms import AgreementState, Road
from wijkwaarde.web.format import euros, money, percent

CENTS = 100
# Less than a millionth is what rounding leaves.
NOTHING = 1e-6
SHARED_BY = {
    SharedBy.EQUAL: gettext_noop("Elke partij krijgt evenveel."),
    SharedBy.INVESTMENT: gettext_noop("Wie meer geld inbrengt, krijgt meer."),
    SharedBy.USE: gettext_noop("Wie meer hulp levert, krijgt meer."),
    SharedBy.KEY: gettext_noop("Elke partij krijgt een vast deel."),
    SharedBy.COSTS_FIRST: gettext_noop("Eerst krijgt ieder zijn kosten terug. De rest gaat in vaste delen."),
}
SHARED_BY_NAMES = {
    SharedBy.EQUAL: gettext_noop("Gelijk"),
    SharedBy.INVESTMENT: gettext_noop("Naar wat ieder inbrengt"),
    SharedBy.USE: gettext_noop("Naar wat ieder levert"),
    SharedBy.KEY: gettext_noop("In vaste delen"),
    SharedBy.COSTS_FIRST: gettext_noop("Eerst de kosten, dan vaste delen"),
}
EXAMPLES = {
    Example.EQUAL: gettext_noop("Voorbeeld: gelijke delen"),
    Example.INVESTMENT: gettext_noop("Voorbeeld: naar wat ieder inbrengt"),
    Example.USE: gettext_noop("Voorbeeld: naar wat ieder levert"),
    Example.COSTS_FIRST: gettext_noop("Voorbeeld: eerst de kosten, dan gelijk"),
    Example.FROM_TWO_PERCENT: gettext_noop("Voorbeeld: gelijk, vanaf 2 procent over"),
    Example.THREE_YEARS: gettext_noop("Voorbeeld: gelijk, drie jaar in één keer"),
}
ROADS = {
    Road.DETERMINATION: gettext_noop("bij het vaststellen van de subsidie"),
    Road.SEPARATE: gettext_noop("met een aparte afspraak"),
    Road.FUND: gettext_noop("naar het fonds van de bewoners"),
}
STATES = {
    AgreementState.WAITING: (gettext_noop("Wacht op handtekeningen"), "wait"),
    AgreementState.SIGNED: (gettext_noop("Getekend door iedereen"), "done"),
    AgreementState.ENDED: (gettext_noop("Voorbij"), ""),
    AgreementState.WITHDRAWN: (gettext_noop("Ingetrokken"), ""),
}
# The reasons as waarde calls them.
LEFT_OUT = {
    "cases": gettext_noop("Dure vragen: wat boven de grens ligt, telt niet mee"),
    "vacancy": gettext_noop("Vacatures: geld dat bleef liggen, omdat er niemand was"),
    "below the minimum savings rate": gettext_noop("Te klein om te delen"),
    "corridor": gettext_noop("Binnen de marge"),
    "quality": gettext_noop("De kwaliteit is niet gehaald"),
    "not divided by the rule": gettext_noop("De regel deelt dit niet"),
    "above the cap in total": gettext_noop("Boven het hoogste bedrag samen"),
    "above the cap of a party": gettext_noop("Boven het hoogste bedrag van een partij"),
    "nobody's share": gettext_noop("Dit deel is van niemand"),
}


def cents(amount: int) -> str:
    """An amount in cents as people read it."""
    return money(amount / CENTS)


def whole(amount: int) -> str:
    """An amount in cents as whole euros, for many beside each other."""
    return euros(amount / CENTS)


def party_name(organisation: str) -> str:
    """An organisation by its name; the residents have none."""
    return organisation or _("De bewoners")


def names_in(organisations: Iterable[str]) -> str:
    """Organisations in the middle of a sentence, the residents among them."""
    return ", ".join(one or _("de bewoners") for one in organisations)


def shared_by_name(word: str) -> str:
    """In proportion to what, in some words."""
    return _(SHARED_BY_NAMES[SharedBy(word)])


def left_out(reason: str) -> str:
    """Why something stays where it was."""
    return _(LEFT_OUT.get(reason, reason))


def road_words(road: str) -> str:
    """By which road a share travels."""
    return _(ROADS[Road(road)])


def rule_sentences(terms: Terms, *, parties: tuple[SeenParty, ...] = ()) -> list[str]:
    """What a rule says, in short sentences, in the order in which it is counted."""
    return [*_before(terms), *_how(terms, parties=parties), *_caps(terms, parties=parties)]


def _before(terms: Terms) -> Iterator[str]:
    if terms.years > 1:
        yield _("We delen {count} jaren in één keer. Wat over is en wat tekort komt, tellen we eerst samen.").format(
            count=terms.years
        )
    if terms.case_cap is not None:
        yield _("Van één vraag tellen we de kosten mee tot {amount}.").format(amount=cents(terms.case_cap))
    if terms.without_vacancy:
        yield _("Geld dat over is door een vacature, is geen besparing.")
    if terms.minimum_rate:
        yield _("We delen pas als er minstens {rate} over is.").format(rate=percent(terms.minimum_rate))
    if terms.gain_corridor:
        yield _("De eerste {rate} die over is, delen we niet.").format(rate=percent(terms.gain_corridor))
    if terms.loss_corridor:
        yield _("De eerste {rate} tekort delen we niet.").format(rate=percent(terms.loss_corridor))
    if terms.quality_share is not None:
        yield _("De kwaliteit is goed als: {words}").format(words=terms.quality)
        yield _quality(terms.quality_share)
    if terms.share < 1:
        yield _("Van wat over is of tekort komt, delen we {share}.").format(share=percent(terms.share))


def _quality(share: float) -> str:
    if not share:
        return _("Is dat niet gehaald? Dan delen we niets uit.")
    return _("Is dat niet gehaald? Dan delen we {share} van wat over is.").format(share=percent(share))


def _how(terms: Terms, *, parties: tuple[SeenParty, ...]) -> Iterator[str]:
    yield _(SHARED_BY[SharedBy(terms.shared_by)])
    names = {one.code: party_name(one.organisation) for one in parties}
    parts = [f"{names.get(code, code)} {percent(part)}" for code, part in terms.key.items() if part]
    if parts:
        yield _("De vaste delen: {parts}.").format(parts=", ".join(parts))
    left = 1 - sum(terms.key.values())
    if parts and left > NOTHING:
        yield _("De laatste {share} is van niemand en blijft staan.").format(share=percent(left))
    yield _("Is er een tekort? Dan betaalt ieder op dezelfde manier mee.")


def _caps(terms: Terms, *, parties: tuple[SeenParty, ...]) -> Iterator[str]:
    if terms.total_cap is not None:
        yield _("Samen delen we ten hoogste {amount}.").format(amount=cents(terms.total_cap))
    if terms.party_cap is not None:
        yield _("Eén partij krijgt of betaalt ten hoogste {amount}.").format(amount=cents(terms.party_cap))
    names = {one.code: party_name(one.organisation) for one in parties}
    for code, cap in terms.party_caps.items():
        yield _("{who} krijgt of betaalt ten hoogste {amount}.").format(who=names.get(code, code), amount=cents(cap))
