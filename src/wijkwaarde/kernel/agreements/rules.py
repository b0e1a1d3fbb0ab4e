"""Decides what an agreement may say, who signs and settles, and when; it asks no database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from waarde import BudgetYear, Period, Settlement, SettlementRule, SharedBy, SharingParty, WaardeError, settle
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.agreements.terms import FEWEST_PARTIES, MOST_PARTIES, MOST_YEARS, Road
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.year_results.rules import Figures

SIGNERS = frozenset({Role.MANAGER.value, Role.BOARD.value})
SAID = {
    "share-out-of-range": gettext_noop("Een deel ligt tussen 0 en 100 procent."),
    "shares-above-all": gettext_noop("De delen zijn samen meer dan 100 procent. Verlaag er een."),
    "cap-negative": gettext_noop("Een hoogste bedrag is niet lager dan 0."),
    "key-missing": gettext_noop("Vul per partij een vast deel in."),
    "quality-unknown": gettext_noop("De regel vraagt naar de kwaliteit. Zeg of die gehaald is."),
    "nothing-to-divide-by": gettext_noop("Er is niets om naar te verdelen. Vul per partij een bedrag in."),
    "rule-not-in-force": gettext_noop("De afspraak geldt niet voor heel dit jaar."),
    "amount-negative": gettext_noop("Een bedrag is niet lager dan 0."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How a result is shared, as it is kept: shares as parts of one, caps in cents, parties by their code.

    `years` is how many calendar years are shared as one.
    """

    shared_by: str
    key: Mapping[str, float] = field(default_factory=dict)
    share: float = 1.0
    minimum_rate: float = 0.0
    gain_corridor: float = 0.0
    loss_corridor: float = 0.0
    total_cap: int | None = None
    party_cap: int | None = None
    party_caps: Mapping[str, int] = field(default_factory=dict)
    quality_share: float | None = None
    quality: str = ""
    case_cap: int | None = None
    without_vacancy: bool = True
    roads: Mapping[str, str] = field(default_factory=dict)
    years: int = 1

    def as_data(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)

    def road_of(self, code: str) -> Road:
        """By which road the share of a party travels."""
        return Road(self.roads.get(code, Road.SEPARATE.value))


@dataclass(frozen=True, slots=True)
class NewParty:
    """Who is to sign: an organisation, or the residents, for whom an organisation of theirs may speak."""

    code: str
    organisation_id: int | None
    is_residents: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """What is to be agreed: title, days, parties and how a result is shared; `why` it changes."""

    title: str
    begin: date
    until: date | None
    parties: tuple[NewParty, ...]
    terms: Terms
    why: str = ""

    @property
    def fingerprint(self) -> str:
        """The same for the same text, and for no other: what a party signs."""
        told = {
            "title": self.title,
            "begin": self.begin.isoformat(),
            "until": self.until.isoformat() if self.until else None,
            "terms": self.terms.as_data(),
            "parties": [[one.code, one.organisation_id, one.is_residents] for one in self.parties],
        }
        return sha256(json.dumps(told, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Whole calendar years that are shared as one, the first and the last with it."""

    first: int
    last: int

    @property
    def years(self) -> range:
        """Each of them."""
        return range(self.first, self.last + 1)

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(date(self.first, 1, 1), date(self.last + 1, 1, 1))

    def __str__(self) -> str:
        """In words."""
        return str(self.last) if self.first == self.last else _span_words(self)


def _span_words(span: Span) -> str:
    return _("{first} tot en met {last}").format(first=span.first, last=span.last)


def first_year(begin: date) -> int:
    """The first whole calendar year from a day on."""
    return begin.year + (begin > date(begin.year, 1, 1))


def span_with(year: int, *, begin: date, until: date | None, years: int) -> Span | None:
    """The years that are shared together with a year, by so many counted from the begin; the last time it may be fewer.

    >>> span_with(2027, begin=date(2024, 1, 1), until=date(2029, 1, 1), years=3)
    Span(first=2027, last=2028)
    """
    start, last = first_year(begin), None if until is None else until.year - 1
    if year < start or (last is not None and year > last):
        return None
    first = start + (year - start) // years * years
    return Span(first, first + years - 1 if last is None else min(first + years - 1, last))


def may_keep(role: str) -> bool:
    """Whether somebody writes an agreement and settles a year: the controller."""
    return role == Role.CONTROLLER.value


def check_keeps(role: str, *, is_command: bool = False) -> None:
    """Errors: NotFound for who writes no agreement."""
    if not is_command and not may_keep(role):
        raise NotFound("agreement")


def may_sign(role: str, *, own: int | None, organisation_id: int | None, is_residents: bool) -> bool:
    """Whether somebody signs for a party: manager or board of it; the controller notes what a residents' meeting said."""
    if is_residents and organisation_id is None:
        return may_keep(role)
    return role in SIGNERS and own is not None and own == organisation_id


def check_document(document: str, *, is_residents: bool, organisation_id: int | None) -> None:
    """Refuse to note what residents said without the document of their meeting."""
    if is_residents and organisation_id is None and not document:
        raise Refused(_("Schrijf in welk verslag staat wat de bewoners zeiden."), field="document")


def check_text(new: NewText) -> None:
    """Refuse a text that cannot be agreed."""
    if new.until is not None and new.until <= new.begin:
        raise Refused(_("Het einde is na het begin."), field="until")
    if len(new.parties) < FEWEST_PARTIES:
        raise Refused(_("Een afspraak heeft minstens twee partijen."), field="parties")
    if len(new.parties) > MOST_PARTIES:
        raise Refused(_("Er zijn ten hoogste {count} partijen.").format(count=MOST_PARTIES), field="parties")
    if not 1 <= new.terms.years <= MOST_YEARS:
        raise Refused(_("Deel één tot en met {count} jaren in één keer.").format(count=MOST_YEARS), field="years")
    if new.terms.quality_share is not None and not new.terms.quality:
        raise Refused(_("Schrijf wanneer de kwaliteit goed genoeg is."), field="quality")
    if not set(new.terms.key) <= {one.code for one in new.parties}:
        raise Refused(_("Een vast deel is van een partij die niet meedoet."), field="parties")
    rule_of(new.terms, name=new.title, begin=new.begin, until=new.until)


def rule_of(terms: Terms, *, name: str, begin: date, until: date | None) -> SettlementRule:
    """The terms as waarde counts with them. Errors: Refused."""
    try:
        return SettlementRule(
            name,
            begin,
            SharedBy(terms.shared_by),
            until=until,
            key=terms.key,
            share=terms.share,
            minimum_rate=terms.minimum_rate,
            gain_corridor=terms.gain_corridor,
            loss_corridor=terms.loss_corridor,
            total_cap=terms.total_cap,
            party_cap=terms.party_cap,
            party_caps=terms.party_caps,
            quality_share=terms.quality_share,
            case_cap=terms.case_cap,
            without_vacancy=terms.without_vacancy,
        )
    except WaardeError as error:
        raise refused(error) from error


def refused(error: WaardeError) -> Refused:
    """What waarde could not count, as a sentence."""
    return Refused(_(SAID.get(error.key, gettext_noop("Hiermee kunnen we niet verdelen. Kijk de getallen na."))))


def year_with(figures: Figures, *, span: Span) -> BudgetYear:
    """Years as waarde settles them. Errors: Refused."""
    try:
        parties = tuple(
            SharingParty(one.code, one.investment, one.use, one.costs, periods=_days(one.left_on, first=span.first))
            for one in figures.parties
        )
        return BudgetYear(
            str(span.last),
            span.period,
            figures.budget,
            figures.costs,
            parties,
            case_costs=figures.case_costs,
            vacancy=figures.vacancy,
            quality_met=figures.quality_met,
        )
    except WaardeError as error:
        raise refused(error) from error


def _days(left_on: date | None, *, first: int) -> tuple[Period, ...]:
    """The days in which a party took part; one that left before these years has none of their days."""
    return () if left_on is None else (Period(min(date(first, 1, 1), date(left_on.year - 1, 1, 1)), left_on),)


def settled(figures: Figures, *, span: Span, rule: SettlementRule) -> Settlement:
    """What years give each party under a rule that holds for them. Errors: Refused."""
    try:
        return settle(year_with(figures, span=span), rule=rule)
    except WaardeError as error:
        raise refused(error) from error


def check_all_signed(missing: Sequence[str]) -> None:
    """Refuse to settle by an agreement that somebody did not sign."""
    if missing:
        raise Refused(_("Nog niet getekend door: {names}. Zonder hen verdelen we niets.").format(names=_and(missing)))


def check_over(span: Span, *, is_definitive: bool, today: date, closed_until: date | None) -> None:
    """Refuse years that are not over, and definitively those whose books are still open."""
    end = span.period.until
    if today < end and span.first == span.last:
        raise Refused(_("Het jaar {year} is nog niet voorbij.").format(year=span))
    if today < end:
        raise Refused(
            _("Jullie delen {years} in één keer. Dat kan vanaf 1 januari {next}.").format(
                years=span, next=span.last + 1
            )
        )
    if is_definitive and (closed_until is None or closed_until < end):
        raise Refused(_("De boeken van {year} zijn nog open. Sluit ze eerst, of verdeel voorlopig.").format(year=span))


def next_turn(done: Iterable[tuple[Span, int]], *, span: Span, is_definitive: bool, why: str) -> int:
    """The turn of a settlement beside those that count: 0 provisional, 1 definitive, higher ones correct. Errors: Refused."""
    turns = []
    for other, turn in done:
        if other != span:
            raise Refused(_("{years} is al verdeeld. Maak dat eerst ongedaan.").format(years=other))
        turns.append(turn)
    last = max(turns, default=-1)
    if not is_definitive and last >= 0:
        raise Refused(_("Dit jaar is al verdeeld. Maak dat eerst ongedaan."))
    if last >= 1 and not why:
        raise Refused(_("Dit jaar is al definitief verdeeld. Schrijf waarom je dat verbetert."), field="why")
    return max(last + 1, 1) if is_definitive else 0


def check_accounted(missing: Iterable[str]) -> None:
    """Refuse a next definitive settlement as long as a party did not say what its share went to."""
    names = list(missing)
    if names:
        raise Refused(
            _("Nog niet gezegd waar het vorige deel naartoe ging: {names}. Dat gaat voor.").format(names=_and(names))
        )


def check_leaves(left_on: date, *, begin: date) -> None:
    """Refuse to leave before an agreement began."""
    if left_on <= begin:
        raise Refused(_("Weggaan kan pas na het begin van de afspraak."), field="left_on")


def _and(names: Iterable[str]) -> str:
    """Organisations by name; the residents have none."""
    return ", ".join(name or _("de bewoners") for name in names)
