"""Reads agreements as they stand: their newest text, who signed and who did not, and what settled years gave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import FilteredRelation, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.agreements import rules
from wijkwaarde.kernel.agreements.models import (
    AgreementParty,
    PartyShare,
    SettledYear,
    ShareAccount,
    Signature,
)
from wijkwaarde.kernel.agreements.rules import Span, Terms
from wijkwaarde.kernel.agreements.terms import AgreementKind, AgreementState
from wijkwaarde.kernel.budgets.queries import is_command
from wijkwaarde.kernel.budgets.rules import check_reads
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.parties.models import Organisation

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


def agreements(*, by: Actor, kind: AgreementKind = AgreementKind.SHARED_SAVINGS) -> list[SeenAgreement]:
    """All agreements of a kind with their newest text, the newest first (one query). Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    return [texts[0] for texts in _seen(Q(partnership_id=by.inside, version__agreement__kind=kind.value))]


def agreement_for(agreement_id: int, *, by: Actor) -> SeenAgreement:
    """One agreement with its newest text, for who reads the budget. Errors: NotFound."""
    return agreement_texts(agreement_id, by=by)[0]


def agreement_texts(agreement_id: int, *, by: Actor) -> list[SeenAgreement]:
    """All texts of one agreement, the newest first (one query). Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    found = _seen(Q(partnership_id=by.inside, version__agreement_id=agreement_id))
    if not found:
        raise NotFound("agreement", object_id=agreement_id)
    return found[0]


def text_for(texts: Sequence[SeenAgreement], *, year: int) -> tuple[SeenAgreement, Span] | None:
    """The text by which a year is shared, and the years that are shared with it: the newest that holds for it, or None.

    A text holds until the first year of a newer one, signed or not: while that waits for signatures, nothing is shared by it.
    """
    later: date | None = None
    for text in texts:
        until = min((day for day in (text.until, later) if day is not None), default=None)
        span = rules.span_with(year, begin=text.begin, until=until, years=text.terms.years)
        if span is not None:
            return text, span
        later = min(date(rules.first_year(text.begin), 1, 1), later or date.max)
    return None


def held_for(agreement_id: int, *, by: Actor, year: int) -> tuple[SeenAgreement, Span]:
    """The same of an agreement by its number. Errors: Refused where no text holds for a year, NotFound."""
    found = text_for(agreement_texts(agreement_id, by=by), year=year)
    if found is None:
        raise Refused(_("De afspraak geldt niet voor heel dit jaar."))
    return found


def _seen(wanted: Q) -> list[list[SeenAgreement]]:
    """The texts of each agreement, the newest first, of the parties that are wanted: a text has at least two of them."""
    signed = FilteredRelation("signatures", condition=Q(signatures__withdrawn_on__isnull=True))
    rows = AgreementParty.objects.filter(wanted).annotate(signed=signed)
    told = rows.select_related("version__agreement", "organisation", "signed__membership")  # type: ignore[misc]  # annotated
    in_order = told.order_by("-version__agreement_id", "-version__number", "code")
    found: dict[int, list[SeenAgreement]] = {}
    for _version_id, each in groupby(in_order, key=lambda one: one.version_id):
        parties = list(each)
        texts = found.setdefault(parties[0].version.agreement_id, [])
        texts.append(_text(parties, newest=texts[0].newest if texts else parties[0].version.number))
    return list(found.values())


def _text(parties: Sequence[AgreementParty], *, newest: int) -> SeenAgreement:
    text = parties[0].version
    return SeenAgreement(
        text.agreement_id,
        text.number,
        newest,
        text.title,
        text.begin,
        text.until,
        text.why,
        localdate(text.written_at),
        Terms(**text.terms),
        text.fingerprint,
        tuple(map(_party, parties)),
        text.agreement.withdrawn_on,
    )


def _party(one: AgreementParty) -> SeenParty:
    signed: Signature | None = getattr(one, "signed", None)
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


# --- What was settled ---


def settled_in(year: int, *, by: Actor) -> list[SettledYear]:
    """Everything that was settled of a year, undone ones too, the newest first. Errors: NotFound."""
    return [one for one, _shares in settled_shares(by=by, span=Span(year, year))]


def settled_shares(*, by: Actor, span: Span | None = None) -> list[tuple[SettledYear, list[PartyShare]]]:
    """Settlements with their shares, the newest first (one query): those that count, or all of some years. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    wanted = (
        Q(settled__undone_on__isnull=True)
        if span is None
        else Q(settled__first_year__lte=span.last, settled__year__gte=span.first)
    )
    rows = PartyShare.objects.filter(wanted, partnership_id=by.inside)
    told = rows.select_related("settled__version", "party__organisation", "account")
    in_order = told.order_by("-settled__year", "-settled_id", "party__code")
    each = [list(shares) for _settled, shares in groupby(in_order, key=lambda one: one.settled_id)]
    return [(shares[0].settled, shares) for shares in each]


def settled_by_booking(booking_ids: Sequence[int], *, by: Actor) -> list[SettledYear]:
    """The settlements that these bookings are, with the text that each went by. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    rows = SettledYear.objects.filter(partnership_id=by.inside, booking_id__in=booking_ids)
    return list(rows.select_related("version"))


def span_of(settled: SettledYear) -> Span:
    """The years of a settlement."""
    return Span(settled.first_year, settled.year)


def turns_in(span: Span, *, by: Actor, hold: bool = False) -> list[tuple[Span, int]]:
    """Of which years and at which turn something was settled in some years and not undone. Errors: NotFound.

    Held, none of it is undone until the end of the transaction.
    """
    if hold:
        rows = SettledYear.objects.filter(partnership_id=by.inside, first_year__lte=span.last, year__gte=span.first)
        list(rows.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    told = settled_shares(by=by, span=span)
    return [(span_of(one), one.turn) for one, _shares in told if one.undone_on is None]


def standing(
    found: Iterable[tuple[SettledYear, list[PartyShare]]],
) -> list[tuple[SettledYear, list[PartyShare]]]:
    """Of settlements the ones that hold now: of the same years the last turn that was not undone."""
    last: dict[Span, tuple[SettledYear, list[PartyShare]]] = {}
    for one, shares in found:
        known = last.get(span_of(one))
        if one.undone_on is None and (known is None or one.turn > known[0].turn):
            last[span_of(one)] = one, shares
    return list(last.values())


def paid_by(seen: SeenAgreement, shares: Iterable[PartyShare]) -> dict[str, int]:
    """What shares gave, by the code that their parties have in this text. Errors: Refused where one is no party of it."""
    codes = {(one.organisation_id, one.is_residents): one.code for one in seen.parties}
    paid: dict[str, int] = {}
    for one in shares:
        code = codes.get((one.party.organisation_id, one.party.is_residents))
        if code is None:
            raise Refused(_("Eerst kreeg een andere partij een deel. Maak dat eerst ongedaan."))
        paid[code] = one.cents
    return paid


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
    told = [
        share
        for one, shares in reversed(standing(settled_shares(by=by)))
        for share in shares
        if one.is_definitive and one.year < before and share.cents > 0 and account_of(share) is None
    ]
    return list(dict.fromkeys(one.party.organisation.name if one.party.organisation else "" for one in told))


def account_of(share: PartyShare) -> ShareAccount | None:
    """What was said about a share, if anything."""
    return getattr(share, "account", None)


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
