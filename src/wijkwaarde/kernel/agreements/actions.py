"""Writes agreements, their signatures, settlements with their bookings, and what shares went to; each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from waarde import Settlement, still_to_pay
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.agreements import rules
from wijkwaarde.kernel.agreements.models import (
    Agreement,
    AgreementParty,
    AgreementVersion,
    PartyShare,
    SettledYear,
    ShareAccount,
    Signature,
)
from wijkwaarde.kernel.agreements.queries import (
    SeenAgreement,
    account_of,
    agreement_for,
    held_for,
    paid_by,
    settled_shares,
    share_for,
    span_of,
    standing,
    turns_in,
    unaccounted,
)
from wijkwaarde.kernel.agreements.rules import NewText, Span
from wijkwaarde.kernel.agreements.terms import FUND, LONGEST_NAME, RESULT, AgreementKind
from wijkwaarde.kernel.budgets.queries import is_command
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.ledger.actions import open_account, post, reverse
from wijkwaarde.kernel.ledger.models import Account
from wijkwaarde.kernel.ledger.queries import closed_until
from wijkwaarde.kernel.ledger.rules import Draft, code_of
from wijkwaarde.kernel.ledger.terms import AccountKind, Because, BookingKind, Commodity
from wijkwaarde.kernel.year_results.queries import budget_in
from wijkwaarde.kernel.year_results.rules import Figures

# Shares of years before this site stood are booked too.
SINCE = date(2000, 1, 1)


@transaction.atomic
def make_agreement(
    new: NewText,
    *,
    by: Actor,
    request_key: UUID,
    now: datetime,
    kind: AgreementKind = AgreementKind.SHARED_SAVINGS,
) -> SeenAgreement:
    """Write an agreement that nobody signed yet; the same form again gives the one that is there. Errors: Refused, NotFound."""
    rules.check_keeps(by.role, is_command=is_command(by))
    rules.check_text(new)
    made, is_new = Agreement.objects.get_or_create(
        partnership_id=by.inside, request_key=request_key, defaults={"kind": kind.value}
    )
    if is_new:
        _write(new, agreement=made, number=1, by=by, request_key=request_key, now=now)
    return agreement_for(made.pk, by=by)


@transaction.atomic
def change_agreement(
    agreement_id: int, new: NewText, *, by: Actor, version: int, request_key: UUID, now: datetime
) -> SeenAgreement:
    """Write a new text, which every party signs again; the one before stays to be read. Errors: Stale, Refused, NotFound."""
    rules.check_keeps(by.role, is_command=is_command(by))
    rules.check_text(new)
    agreement = hold(agreement_id, by=by)
    if agreement.versions.filter(request_key=request_key).exists():
        return agreement_for(agreement_id, by=by)
    seen = agreement_for(agreement_id, by=by)
    if seen.number != version:
        raise Stale(_("Iemand veranderde deze afspraak net."), saved={"title": seen.title}, version=seen.number)
    if new.fingerprint == seen.fingerprint:
        raise Refused(_("Er is niets veranderd. Dan hoeft ook niemand opnieuw te tekenen."))
    _write(new, agreement=agreement, number=version + 1, by=by, request_key=request_key, now=now)
    return agreement_for(agreement_id, by=by)


def _write(new: NewText, *, agreement: Agreement, number: int, by: Actor, request_key: UUID, now: datetime) -> None:
    text = AgreementVersion.objects.create(
        partnership_id=by.inside,
        agreement=agreement,
        number=number,
        title=new.title,
        begin=new.begin,
        until=new.until,
        terms=new.terms.as_data(),
        why=new.why,
        fingerprint=new.fingerprint,
        written_at=now,
        written_by_id=by.membership_id,
        request_key=request_key,
    )
    AgreementParty.objects.bulk_create(
        AgreementParty(
            partnership_id=by.inside,
            version=text,
            code=one.code,
            organisation_id=one.organisation_id,
            is_residents=one.is_residents,
        )
        for one in new.parties
    )
    by.record(Act.WRITE, "agreement", object_id=agreement.pk, subjects=[])


@transaction.atomic
def withdraw_agreement(agreement_id: int, *, by: Actor, today: date) -> None:
    """Let go an agreement by which no year was settled. Errors: Refused, NotFound."""
    rules.check_keeps(by.role, is_command=is_command(by))
    agreement = hold(agreement_id, by=by)
    if SettledYear.objects.filter(version__agreement=agreement, undone_on__isnull=True).exists():
        raise Refused(_("Met deze afspraak is al verdeeld. Maak een nieuwe versie met een einde."))
    Agreement.objects.filter(pk=agreement.pk, withdrawn_on__isnull=True).update(withdrawn_on=today)
    by.record(Act.WRITE, "agreement", object_id=agreement.pk, subjects=[])


@transaction.atomic
def bring_back(agreement_id: int, *, by: Actor, today: date) -> None:
    """Take back that an agreement was let go, on the day itself. Errors: NotFound."""
    rules.check_keeps(by.role, is_command=is_command(by))
    if not Agreement.objects.filter(partnership_id=by.inside, pk=agreement_id, withdrawn_on=today).exists():
        raise NotFound("agreement", object_id=agreement_id)
    Agreement.objects.filter(pk=agreement_id).update(withdrawn_on=None)
    by.record(Act.WRITE, "agreement", object_id=agreement_id, subjects=[])


def hold(agreement_id: int, *, by: Actor) -> Agreement:
    """The agreement, held until the end of the transaction, as long as it was not let go. Errors: NotFound."""
    rows = Agreement.objects.select_for_update(no_key=True).filter(partnership_id=by.inside, pk=agreement_id)
    found = rows.filter(withdrawn_on__isnull=True).first()
    if found is None:
        raise NotFound("agreement", object_id=agreement_id)
    return found


# --- Signing ---


@transaction.atomic
def sign(party_id: int, *, by: Actor, today: date, fingerprint: str, document: str = "") -> None:
    """Say yes for a party to the text that the signer read; said again it stays as it was. Errors: Refused, NotFound."""
    party = party_to_sign(party_id, by=by)
    if by.membership_id is None:
        raise NotFound("agreement_party", object_id=party_id)
    if party.version.fingerprint != fingerprint:
        raise Refused(_("De tekst is net veranderd. Lees hem opnieuw voordat je tekent."))
    rules.check_document(document, is_residents=party.is_residents, organisation_id=party.organisation_id)
    _made, is_new = Signature.objects.get_or_create(
        partnership_id=by.inside,
        party=party,
        withdrawn_on=None,
        defaults={
            "membership_id": by.membership_id,
            "on": today,
            "fingerprint": fingerprint,
            "document": document,
        },
    )
    if is_new:
        by.record(Act.WRITE, "signature", object_id=party.pk, subjects=[])


@transaction.atomic
def take_back_signature(party_id: int, *, by: Actor, today: date) -> None:
    """Take back a signature of today, as long as no year was settled with it. Errors: Refused, NotFound."""
    party = party_to_sign(party_id, by=by)
    if SettledYear.objects.filter(version=party.version, undone_on__isnull=True).exists():
        raise Refused(_("Hiermee is al verdeeld. Dan blijft de handtekening staan."))
    if not party.signatures.filter(withdrawn_on__isnull=True, on=today).update(withdrawn_on=today):
        raise Refused(_("Terugnemen kan alleen op de dag zelf."))
    by.record(Act.WRITE, "signature", object_id=party.pk, subjects=[])


def party_to_sign(party_id: int, *, by: Actor) -> AgreementParty:
    """A party of the newest text for who may sign for it; the agreement is held. Errors: NotFound."""
    party = AgreementParty.objects.select_related("version").filter(partnership_id=by.inside, pk=party_id).first()
    if party is None or not rules.may_sign(
        by.role, own=by.organisation_id, organisation_id=party.organisation_id, is_residents=party.is_residents
    ):
        raise NotFound("agreement_party", object_id=party_id)
    agreement = hold(party.version.agreement_id, by=by)
    if agreement.versions.filter(number__gt=party.version.number).exists():
        raise Refused(_("Er is een nieuwe versie van deze afspraak. Lees die eerst."))
    return party


@transaction.atomic
def leave(party_id: int, *, by: Actor, left_on: date | None) -> None:
    """Keep from which day a party takes part no more, or with None that it stays. Errors: Refused, NotFound."""
    rules.check_keeps(by.role, is_command=is_command(by))
    party = AgreementParty.objects.select_related("version").filter(partnership_id=by.inside, pk=party_id).first()
    if party is None:
        raise NotFound("agreement_party", object_id=party_id)
    hold(party.version.agreement_id, by=by)
    if left_on is not None:
        rules.check_leaves(left_on, begin=party.version.begin)
    AgreementParty.objects.filter(pk=party.pk).update(left_on=left_on)
    by.record(Act.WRITE, "agreement", object_id=party.version.agreement_id, subjects=[])


# --- Settling ---


@transaction.atomic
def settle_year(
    agreement_id: int,
    *,
    by: Actor,
    year: int,
    figures: Figures,
    is_definitive: bool,
    request_key: UUID,
    now: datetime,
    today: date,
    why: str = "",
) -> SettledYear:
    """Share a result by the text that holds for a year and that everybody signed, and book what it moves.

    With the years that the text shares as one, of all of which `figures` are. A definitive one books the difference with
    the provisional one, and said again with `why` it corrects what was settled. Errors: Refused for what is not signed, not
    over, not accounted for or settled already; NotFound.
    """
    rules.check_keeps(by.role, is_command=is_command(by))
    hold(agreement_id, by=by)
    earlier = SettledYear.objects.filter(partnership_id=by.inside, request_key=request_key).first()
    if earlier is not None:
        return earlier
    seen, span = held_for(agreement_id, by=by, year=year)
    rules.check_all_signed([one.organisation for one in seen.missing])
    rules.check_over(span, is_definitive=is_definitive, today=today, closed_until=closed_until(by=by))
    if is_definitive:
        rules.check_accounted(unaccounted(by=by, before=span.first))
    rule = rules.rule_of(seen.terms, name=seen.title, begin=seen.begin, until=seen.until)
    settling = _Settling(seen, span, figures, rules.settled(figures, span=span, rule=rule), is_definitive, why)
    made = _kept(settling, by=by, today=today, request_key=request_key)
    _share(made, settling, by=by, now=now, today=today)
    by.record(Act.WRITE, "settlement", object_id=made.pk, subjects=[])
    return made


@dataclass(frozen=True, slots=True)
class _Settling:
    """What is about to be settled: by which text, of which years, from which figures, and what it gives."""

    seen: SeenAgreement
    span: Span
    figures: Figures
    found: Settlement
    is_definitive: bool
    why: str


def _kept(one: _Settling, *, by: Actor, today: date, request_key: UUID) -> SettledYear:
    budgets = [found for year in one.span.years if (found := budget_in(year, by=by)) is not None]
    if len(budgets) < len(one.span.years):
        raise NotFound("area_budget")
    done = turns_in(one.span, by=by, hold=True)
    turn = rules.next_turn(done, span=one.span, is_definitive=one.is_definitive, why=one.why)
    try:
        with transaction.atomic():
            return SettledYear.objects.create(
                partnership_id=by.inside,
                version=AgreementVersion.objects.get(agreement_id=one.seen.pk, number=one.seen.number),
                budget=budgets[-1],
                first_year=one.span.first,
                year=one.span.last,
                turn=turn,
                is_definitive=one.is_definitive,
                why=one.why if turn > 1 else "",
                figures=one.figures.as_data(),
                result=one.found.result,
                unshared=dict(one.found.unshared),
                settled_on=today,
                request_key=request_key,
            )
    except IntegrityError as error:
        raise Refused(_("Iemand verdeelde dit jaar net. Laad de pagina opnieuw.")) from error


def _share(made: SettledYear, one: _Settling, *, by: Actor, now: datetime, today: date) -> None:
    """The shares of the parties, one booking of what they move, and what was told of the shares that these replace."""
    seen, by_party, others = one.seen, one.found.by_party, _others(made, by=by)
    before = [share for _settled, shares in standing(others) for share in shares]
    moved = still_to_pay(by_party, paid=paid_by(seen, before))
    entries = _entries({code: cents for code, cents in moved.items() if cents}, seen=seen, by=by)
    if entries:
        reference = f"agreement-{seen.pk}-v{seen.number}-{made.year}"
        draft = Draft(today, BookingKind.SETTLEMENT, Because.AGREEMENT, reference, entries, key=made.request_key)
        SettledYear.objects.filter(pk=made.pk).update(booking_id=post(draft, by=by, now=now))
    shares = PartyShare.objects.bulk_create(
        PartyShare(
            partnership_id=by.inside,
            settled=made,
            party_id=seen.party(code).pk,
            cents=cents,
            booked=moved[code],
            road=seen.terms.road_of(code).value,
        )
        for code, cents in by_party.items()
    )
    _carry([share for _settled, told in others for share in told], to=shares)


def _others(made: SettledYear, *, by: Actor) -> list[tuple[SettledYear, list[PartyShare]]]:
    """The other settlements of the same years, undone ones too, the newest first."""
    span = span_of(made)
    return [one for one in settled_shares(by=by, span=span) if one[0].pk != made.pk and span_of(one[0]) == span]


def _carry(shares: Iterable[PartyShare], *, to: Iterable[PartyShare]) -> None:
    """What was told of these shares is told of the shares that the same parties have instead."""
    others = {(one.party.organisation_id, one.party.is_residents): one for one in to}
    for one in shares:
        said, other = account_of(one), others.get((one.party.organisation_id, one.party.is_residents))
        if said is not None and other is not None:
            ShareAccount.objects.filter(pk=said.pk).update(share=other)


def _entries(moved: Mapping[str, int], *, seen: SeenAgreement, by: Actor) -> tuple[tuple[int, int], ...]:
    """From the result to what each party gets: a credit, and a debit of who pays."""
    shares = tuple((_share_account(code, seen=seen, by=by).pk, -cents) for code, cents in moved.items())
    total = sum(moved.values())
    if not total:
        return shares
    name = _("Resultaat om te verdelen")
    result = open_account(by=by, kind=AccountKind.EQUITY, commodity=Commodity.EURO, code=RESULT, name=name, begin=SINCE)
    return ((result.pk, total), *shares)


def _share_account(code: str, *, seen: SeenAgreement, by: Actor) -> Account:
    party = seen.party(code)
    name = _("Fonds van de bewoners") if party.is_residents else _("Deel van {who}").format(who=party.organisation)
    return open_account(
        by=by,
        kind=AccountKind.LIABILITY,
        commodity=Commodity.EURO,
        code=FUND if party.is_residents else code_of("Share", f"{party.organisation}-{party.organisation_id}"),
        name=name[:LONGEST_NAME],
        begin=SINCE,
        organisation_id=party.organisation_id,
    )


@transaction.atomic
def undo_settlement(settled_id: int, *, by: Actor, today: date, now: datetime, key: UUID) -> None:
    """Undo what a settlement gave by booking it back, the definitive one before the provisional. Errors: Refused, NotFound."""
    rules.check_keeps(by.role, is_command=is_command(by))
    rows = SettledYear.objects.select_for_update(of=("self",), no_key=True).filter(partnership_id=by.inside)
    found = rows.filter(pk=settled_id).first()
    if found is None:
        raise NotFound("settlement", object_id=settled_id)
    if found.undone_on is not None:
        return
    if any(turn > found.turn for _span, turn in turns_in(span_of(found), by=by)):
        raise Refused(_("Dit jaar is daarna nog eens verdeeld. Maak dat eerst ongedaan."))
    if found.booking_id is not None:
        reverse(found.booking_id, by=by, on=today, key=key, now=now)
    SettledYear.objects.filter(pk=found.pk).update(undone_on=today)
    for _settled, shares in standing(_others(found, by=by)):
        _carry(found.shares.select_related("party"), to=shares)
    by.record(Act.WRITE, "settlement", object_id=found.pk, subjects=[])


@transaction.atomic
def account_for(share_id: int, *, by: Actor, spent_on: str, noticed: str, version: int, today: date) -> ShareAccount:
    """Say what a share went to and what the neighbourhood noticed: the party itself, or the controller. Errors: Stale, NotFound."""
    share = share_for(share_id, by=by)
    party = share.party
    own = rules.may_sign(
        by.role, own=by.organisation_id, organisation_id=party.organisation_id, is_residents=party.is_residents
    )
    if not own:
        rules.check_keeps(by.role, is_command=is_command(by))
    told = {"spent_on": spent_on, "noticed": noticed, "told_on": today, "told_by_id": by.membership_id}
    made, is_new = ShareAccount.objects.get_or_create(share=share, defaults={"partnership_id": by.inside, **told})
    if not is_new:
        changed = ShareAccount.objects.filter(pk=made.pk, version=version).update(**told, version=version + 1)
        if not changed:
            saved = {"spent_on": made.spent_on, "noticed": made.noticed}
            raise Stale(_("Iemand schreef hier net iets anders."), saved=saved, version=made.version)
    by.record(Act.WRITE, "share_account", object_id=made.pk, subjects=[])
    return made
