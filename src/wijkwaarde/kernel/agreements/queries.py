"""Reads agreements as they stand: their newest text, who signed and who did not, and what settled years gave."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from django.db.models import Prefetch, Q, QuerySet

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.agreements import rules
from wijkwaarde.kernel.agreements.models import (
    AgreementParty,
    AgreementVersion,
    PartyShare,
    SettledYear,
    ShareAccount,
    Signature,
)
from wijkwaarde.kernel.agreements.rules import Figures, NewParty, Taking, Terms
from wijkwaarde.kernel.agreements.terms import FUND, AgreementKind, AgreementState
from wijkwaarde.kernel.budgets.calculation import YearBudget, count_year
from wijkwaarde.kernel.budgets.models import AreaBudget
from wijkwaarde.kernel.budgets.queries import basis_of, budgets, is_command, years_of
from wijkwaarde.kernel.budgets.rules import check_reads
from wijkwaarde.kernel.deliveries.queries import delivered
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.ledger.models import Entry
from wijkwaarde.kernel.ledger.terms import AccountKind
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.staffing.queries import vacancy_cents

# Rows as pages get them: they read them, and import no model.
type Share = PartyShare
type Settled = SettledYear


@dataclass(frozen=True, slots=True)
class SeenParty:
    """A party of a text: who it is (no name where it is the residents), and when and by whom it was signed."""

    pk: int
    code: str
    organisation_id: int | None
    organisation: str
    is_residents: bool
    left_on: date | None
    signed_on: date | None
    signed_by: str
    document: str


@dataclass(frozen=True, slots=True)
class SeenAgreement:
    """An agreement with one of its texts; `number` is that of the text, `newest` that of its newest."""

    pk: int
    number: int
    newest: int
    title: str
    begin: date
    until: date | None
    why: str
    written_on: date
    terms: Terms
    fingerprint: str
    parties: tuple[SeenParty, ...]
    withdrawn_on: date | None

    @property
    def missing(self) -> tuple[SeenParty, ...]:
        """Who has still to sign."""
        return tuple(one for one in self.parties if one.signed_on is None)

    def state(self, *, today: date) -> AgreementState:
        """Where it stands on a day."""
        if self.withdrawn_on is not None:
            return AgreementState.WITHDRAWN
        if self.missing:
            return AgreementState.WAITING
        return AgreementState.ENDED if self.until is not None and self.until <= today else AgreementState.SIGNED

    def party(self, code: str) -> SeenParty:
        """The party with this code. Errors: NotFound."""
        for one in self.parties:
            if one.code == code:
                return one
        raise NotFound("agreement_party")


@dataclass(frozen=True, slots=True)
class ShareOfResidents:
    """What residents got of a year in cents, what it went to and what the neighbourhood noticed (empty: not said yet)."""

    year: int
    is_definitive: bool
    cents: int
    spent_on: str
    noticed: str


def agreements(*, by: Actor, kind: AgreementKind = AgreementKind.SHARED_SAVINGS) -> list[SeenAgreement]:
    """All agreements of a kind with their newest text, the newest first (three queries). Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    rows = AgreementVersion.objects.filter(partnership_id=by.inside, agreement__kind=kind.value)
    return [texts[0] for texts in _seen(rows)]


def agreement_for(agreement_id: int, *, by: Actor) -> SeenAgreement:
    """One agreement with its newest text, for who reads the budget. Errors: NotFound."""
    return agreement_texts(agreement_id, by=by)[0]


def agreement_texts(agreement_id: int, *, by: Actor) -> list[SeenAgreement]:
    """All texts of one agreement, the newest first (three queries). Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    found = _seen(AgreementVersion.objects.filter(partnership_id=by.inside, agreement_id=agreement_id))
    if not found:
        raise NotFound("agreement", object_id=agreement_id)
    return found[0]


def _seen(rows: QuerySet[AgreementVersion]) -> list[list[SeenAgreement]]:
    """The texts of each agreement, the newest first."""
    signed = Prefetch("signatures", Signature.objects.filter(withdrawn_on__isnull=True).select_related("membership"))
    parties = AgreementParty.objects.select_related("organisation").prefetch_related(signed)
    told = rows.select_related("agreement").prefetch_related(Prefetch("parties", parties))
    by_agreement = groupby(told.order_by("-agreement_id", "-number"), key=lambda one: one.agreement_id)
    each = [list(texts) for _agreement_id, texts in by_agreement]
    return [[_text(one, newest=texts[0].number) for one in texts] for texts in each]


def _text(text: AgreementVersion, *, newest: int) -> SeenAgreement:
    parties = sorted(text.parties.all(), key=lambda one: one.code)
    return SeenAgreement(
        text.agreement_id,
        text.number,
        newest,
        text.title,
        text.begin,
        text.until,
        text.why,
        text.written_at.date(),
        Terms(**text.terms),
        text.fingerprint,
        tuple(map(_party, parties)),
        text.agreement.withdrawn_on,
    )


def _party(one: AgreementParty) -> SeenParty:
    signed: Signature | None = next((sign for sign in one.signatures.all() if sign.withdrawn_on is None), None)
    return SeenParty(
        one.pk,
        one.code,
        one.organisation_id,
        one.organisation.name if one.organisation else "",
        one.is_residents,
        one.left_on,
        signed.on if signed else None,
        signed.membership.name if signed else "",
        signed.document if signed else "",
    )


def organisations_to_sign(*, by: Actor, today: date) -> list[tuple[int, str]]:
    """Who may be a party: the organisations that take part on a day. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    rows = Organisation.objects.filter(partnership_id=by.inside, begin__lte=today).exclude(until__lte=today)
    return list(rows.order_by("name").values_list("pk", "name"))


# --- What a year came to ---


def budget_in(year: int, *, by: Actor) -> AreaBudget | None:
    """The budget that runs in a calendar year, or None. Errors: NotFound."""
    return next((one for one in budgets(by=by) if year in years_of(one)), None)


def years_known(*, by: Actor, today: date) -> list[int]:
    """The years of the budgets that are over, the newest first. Errors: NotFound."""
    return sorted({year for one in budgets(by=by) for year in years_of(one) if year < today.year}, reverse=True)


def figures_of(year: int, *, by: Actor, parties: Iterable[SeenParty | NewParty]) -> Figures:
    """What a year came to by budget, deliveries and vacancies, for these parties. Errors: NotFound, also without a budget."""
    return figures_until(year, by=by, parties=parties)[year]


def figures_until(year: int, *, by: Actor, parties: Iterable[SeenParty | NewParty]) -> dict[int, Figures]:
    """The same of a year and of all years of the budgets before it, those without their vacancies. Errors: NotFound."""
    known = budgets(by=by)
    budget = next((one for one in known if year in years_of(one)), None)
    if budget is None:
        raise NotFound("area_budget")
    years = [one for each in known for one in years_of(each) if one <= year]
    found = _figures_of(known, years=years, by=by, parties=list(parties))
    return found | {year: replace(found[year], vacancy=vacancy_cents(budget, year=year, by=by))}


def figures_in(years: Collection[int], *, by: Actor, parties: Iterable[SeenParty | NewParty]) -> dict[int, Figures]:
    """The same for several years, without those that have no budget (some six queries per budget). Errors: NotFound.

    An organisation's use is what it delivered, its investment what the sources that it pays brought in.
    """
    return _figures_of(budgets(by=by), years=years, by=by, parties=list(parties))


def _figures_of(
    known: Iterable[AreaBudget],
    *,
    years: Collection[int],
    by: Actor,
    parties: Collection[SeenParty | NewParty],
) -> dict[int, Figures]:
    found: dict[int, Figures] = {}
    for budget in known:
        mine = [year for year in years if year in years_of(budget)]
        if mine:
            found |= _figures(budget, years=mine, by=by, parties=parties)
    return found


def _figures(
    budget: AreaBudget, *, years: Collection[int], by: Actor, parties: Collection[SeenParty | NewParty]
) -> dict[int, Figures]:
    basis = basis_of(budget, by=by)
    used: dict[int, dict[int, int]] = {year: {} for year in years}
    for one in delivered(budget, by=by):
        if one.delivered.year in used:
            of_year = used[one.delivered.year]
            of_year[one.organisation_id] = of_year.get(one.organisation_id, 0) + one.cents
    funders = dict(budget.sources.filter(funder__isnull=False).values_list("slug", "funder_id")) if parties else {}
    return {
        year: _year(count_year(basis, year=year), used=used[year], funders=funders, parties=parties) for year in years
    }


def _year(
    counted: YearBudget,
    *,
    used: dict[int, int],
    funders: dict[str, int],
    parties: Collection[SeenParty | NewParty],
) -> Figures:
    paid: dict[int | None, int] = {}
    for source, cents in counted.by_source.items():
        funder = funders.get(source)
        paid[funder] = paid.get(funder, 0) + cents
    taking = tuple(
        Taking(
            one.code,
            getattr(one, "left_on", None),
            investment=max(paid.get(one.organisation_id, 0), 0) if one.organisation_id else 0,
            use=max(used.get(one.organisation_id, 0), 0) if one.organisation_id else 0,
        )
        for one in parties
    )
    return Figures(budget=counted.cents, costs=sum(used.values()), parties=taking)


# --- What was settled ---


def settled_in(year: int, *, by: Actor) -> list[SettledYear]:
    """Everything that was settled of a year, undone ones too, the newest first. Errors: NotFound."""
    return [one for one, _shares in settled_shares(by=by, year=year)]


def settled_shares(*, by: Actor, year: int | None = None) -> list[tuple[SettledYear, list[PartyShare]]]:
    """Settlements with their shares, the newest first (one query): those that count, or all of one year. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    wanted = Q(settled__undone_on__isnull=True) if year is None else Q(settled__year=year)
    rows = PartyShare.objects.filter(wanted, partnership_id=by.inside)
    told = rows.select_related("settled__version", "party__organisation", "account")
    in_order = told.order_by("-settled__year", "-settled_id", "party__code")
    each = [list(shares) for _settled, shares in groupby(in_order, key=lambda one: one.settled_id)]
    return [(shares[0].settled, shares) for shares in each]


def share_for(share_id: int, *, by: Actor) -> PartyShare:
    """A party's share of a settlement that counts. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    rows = PartyShare.objects.select_related("party__organisation", "settled__version", "account")
    found = rows.filter(partnership_id=by.inside, pk=share_id, settled__undone_on__isnull=True).first()
    if found is None:
        raise NotFound("party_share", object_id=share_id)
    return found


def unaccounted(*, by: Actor, before: int) -> list[str]:
    """Who got a share of an earlier year and did not say what it went to; an empty name is the residents."""
    rows = PartyShare.objects.filter(
        partnership_id=by.inside,
        settled__undone_on__isnull=True,
        settled__is_definitive=True,
        settled__year__lt=before,
        cents__gt=0,
        account__isnull=True,
    )
    told = rows.select_related("party__organisation").order_by("settled__year", "party__code")
    return list(dict.fromkeys(one.party.organisation.name if one.party.organisation else "" for one in told))


def account_of(share: PartyShare) -> ShareAccount | None:
    """What was said about a share, if anything."""
    return getattr(share, "account", None)


def residents_fund_cents(*, partnership_id: int) -> int:
    """What is in the residents' fund; a total about nobody, for the public page too (one query)."""
    rows = Entry.objects.filter(
        partnership_id=partnership_id, account__kind=AccountKind.LIABILITY.value, account__code=FUND
    )
    return -sum(rows.values_list("amount", flat=True))


def residents_shares(*, partnership_id: int) -> list[ShareOfResidents]:
    """What residents got per year and what it went to; about nobody, for the public page too (two queries)."""
    rows = PartyShare.objects.filter(
        partnership_id=partnership_id, party__is_residents=True, settled__undone_on__isnull=True
    )
    newest: dict[int, ShareOfResidents] = {}
    for one in rows.select_related("settled", "account").order_by("settled__year", "settled__is_definitive"):
        said = account_of(one)
        newest[one.settled.year] = ShareOfResidents(
            one.settled.year,
            one.settled.is_definitive,
            one.cents,
            said.spent_on if said else "",
            said.noticed if said else "",
        )
    return [newest[year] for year in sorted(newest, reverse=True)]


def agreement_of_party(party_id: int, *, by: Actor) -> int:
    """Of which agreement somebody is a party. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    found = AgreementParty.objects.filter(partnership_id=by.inside, pk=party_id).values_list("version__agreement_id")
    row = found.first()
    if row is None:
        raise NotFound("agreement_party", object_id=party_id)
    return int(row[0])


def may_account(share: PartyShare, *, by: Actor) -> bool:
    """Whether somebody says what a share went to: its party, or the controller."""
    party = share.party
    return rules.may_keep(by.role) or rules.may_sign(
        by.role, own=by.organisation_id, organisation_id=party.organisation_id, is_residents=party.is_residents
    )
