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

from waarde import BudgetYear, Period, Settlement, SettlementRule, SharedBy, SharingParty, WaardeError, settle, year_of
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.agreements.terms import FEWEST_PARTIES, MOST_PARTIES, Road
from wijkwaarde.kernel.errors import NotFound, Refused

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
    """How a result is shared, as it is kept: shares as parts of one, caps in cents, parties by their code."""

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


@dataclass(frozen=True, slots=True)
class Taking:
    """A party in a year: its code, until when it takes part, and its own figures in cents."""

    code: str
    left_on: date | None = None
    investment: int = 0
    use: int = 0
    costs: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a year came to, in cents, and where what was typed comes from."""

    budget: int
    costs: int
    parties: tuple[Taking, ...]
    vacancy: int = 0
    case_costs: tuple[int, ...] = ()
    quality_met: bool | None = None
    found_in: str = ""

    def as_data(self) -> dict[str, Any]:
        """As it is kept with a settled year."""
        return json.loads(json.dumps(asdict(self), default=date.isoformat))  # type: ignore[no-any-return]


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


def year_with(figures: Figures, *, year: int) -> BudgetYear:
    """A year as waarde settles it. Errors: Refused."""
    try:
        parties = tuple(
            SharingParty(one.code, one.investment, one.use, one.costs, periods=_days(one.left_on, year=year))
            for one in figures.parties
        )
        return BudgetYear(
            str(year),
            year_of(year),
            figures.budget,
            figures.costs,
            parties,
            case_costs=figures.case_costs,
            vacancy=figures.vacancy,
            quality_met=figures.quality_met,
        )
    except WaardeError as error:
        raise refused(error) from error


def _days(left_on: date | None, *, year: int) -> tuple[Period, ...]:
    """The days in which a party took part; one that left before the year has none of its days."""
    return () if left_on is None else (Period(min(date(year, 1, 1), date(left_on.year - 1, 1, 1)), left_on),)


def settled(figures: Figures, *, year: int, rule: SettlementRule) -> Settlement:
    """What a year gives each party under a rule that holds for it. Errors: Refused."""
    try:
        return settle(year_with(figures, year=year), rule=rule)
    except WaardeError as error:
        raise refused(error) from error


def check_all_signed(missing: Sequence[str]) -> None:
    """Refuse to settle by an agreement that somebody did not sign."""
    if missing:
        raise Refused(_("Nog niet getekend door: {names}. Zonder hen verdelen we niets.").format(names=_and(missing)))


def check_year(year: int, *, is_definitive: bool, today: date, closed_until: date | None) -> None:
    """Refuse a year that is not over, and definitively one whose books are still open."""
    end = date(year + 1, 1, 1)
    if today < end:
        raise Refused(_("Het jaar {year} is nog niet voorbij.").format(year=year))
    if is_definitive and (closed_until is None or closed_until < end):
        raise Refused(_("De boeken van {year} zijn nog open. Sluit ze eerst, of verdeel voorlopig.").format(year=year))


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


def _and(names: Sequence[str]) -> str:
    return ", ".join(names)
