"""Reads who said no to what and where that stands, and what waits for somebody about shared money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, TruncDate

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.agreements.models import (
    AgreementParty,
    AgreementVersion,
    PartyShare,
    SettledYear,
    Signature,
)
from wijkwaarde.kernel.agreements.queries import span_of
from wijkwaarde.kernel.agreements.rules import SIGNERS, Span, may_keep, may_sign
from wijkwaarde.kernel.budgets.queries import is_command
from wijkwaarde.kernel.budgets.rules import check_reads
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.refusals.models import Refusal
from wijkwaarde.kernel.refusals.rules import (
    TO_SIGN,
    TO_TALK,
    TO_TELL,
    WAITS_COLUMNS,
    SaidNo,
    ToSign,
    ToTalk,
    ToTell,
    state_of,
    waits_of,
)

TEXT, INTEGER = models.TextField(), models.IntegerField()
SIGNED = Exists(Signature.objects.filter(party=OuterRef("party"), withdrawn_on__isnull=True))
NEWER = Exists(
    AgreementVersion.objects.filter(
        agreement=OuterRef("party__version__agreement"), number__gt=OuterRef("party__version__number")
    )
)
LATER = Exists(
    SettledYear.objects.filter(
        partnership_id=OuterRef("partnership_id"),
        first_year=OuterRef("share__settled__first_year"),
        year=OuterRef("share__settled__year"),
        turn__gt=OuterRef("share__settled__turn"),
        undone_on__isnull=True,
    )
)
ENDED = Q(share__settled__undone_on__isnull=False) | Q(party__version__agreement__withdrawn_on__isnull=False)
STANDS = (Q(withdrawn_on__isnull=True), ~ENDED, ~SIGNED, ~NEWER, ~LATER)


def refusals(*, by: Actor, agreement_id: int | None = None) -> list[SaidNo]:
    """Who said no to the texts and settlements of one agreement or of all, the newest first (one query). Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    rows = Refusal.objects.filter(partnership_id=by.inside)
    if agreement_id is not None:
        rows = rows.filter(Q(party__version__agreement=agreement_id) | Q(share__party__version__agreement=agreement_id))
    told = rows.select_related(
        *("party__version", "party__organisation", "share__party__version", "share__party__organisation"),
        *("share__settled", "membership"),
    )
    marked = told.annotate(is_signed=SIGNED, is_newer=NEWER, is_later=LATER, is_ended=Q(ENDED))
    return [_said(one) for one in marked.order_by("-on", "-pk")]


def _said(one: Any) -> SaidNo:
    party = one.party or one.share.party
    settled = one.share.settled if one.share else None
    return SaidNo(
        pk=one.pk,
        agreement_id=party.version.agreement_id,
        title=party.version.title,
        number=party.version.number,
        party_id=party.pk,
        organisation_id=party.organisation_id,
        organisation=party.organisation.name if party.organisation and not party.is_residents else "",
        is_residents=party.is_residents,
        span=span_of(settled) if settled else None,
        turn=settled.turn if settled else None,
        said_by=one.membership.name,
        on=one.on,
        reason=one.reason,
        document=one.document,
        withdrawn_on=one.withdrawn_on,
        state=state_of(
            is_taken_back=one.withdrawn_on is not None,
            is_signed=one.is_signed,
            is_replaced=one.is_newer or one.is_later or one.is_ended,
        ),
    )


def who_refuse_text(found: Iterable[SaidNo], *, agreement_id: int, number: int) -> list[str]:
    """Who does not sign a text, by name; an empty name is the residents."""
    return [
        one.organisation
        for one in found
        if one.stands and one.span is None and (one.agreement_id, one.number) == (agreement_id, number)
    ]


def who_refuse_settlement(found: Iterable[SaidNo], *, span: Span) -> list[SaidNo]:
    """What is said against the settlement of some years that holds now."""
    return [one for one in found if one.stands and one.span == span]


@dataclass(frozen=True, slots=True)
class RefusingParty:
    """A party for which somebody may say no, of which agreement; no name is the residents."""

    agreement_id: int
    title: str
    organisation: str
    asks_document: bool


def party_who_refuses(party_id: int, *, by: Actor) -> RefusingParty:
    """A party for who may say no for it. Errors: NotFound."""
    rows = AgreementParty.objects.select_related("version", "organisation")
    one = rows.filter(partnership_id=by.inside, pk=party_id).first()
    if one is None or not may_sign(
        by.role, own=by.organisation_id, organisation_id=one.organisation_id, is_residents=one.is_residents
    ):
        raise NotFound("agreement_party", object_id=party_id)
    return RefusingParty(
        one.version.agreement_id,
        one.version.title,
        "" if one.is_residents or one.organisation is None else one.organisation.name,
        asks_document=one.is_residents and one.organisation_id is None,
    )


def refusal_for(refusal_id: int, *, by: Actor) -> SaidNo:
    """One of them. Errors: NotFound."""
    found = next((one for one in refusals(by=by) if one.pk == refusal_id), None)
    if found is None:
        raise NotFound("refusal", object_id=refusal_id)
    return found


# --- What waits for somebody ---


def waits(*, by: Actor) -> list[ToSign | ToTalk | ToTell]:
    """Texts first, then what others refuse, then shares, each the oldest first (one query; none for who signs nothing)."""
    mine = _mine(by)
    if mine is None:
        return []
    halves = _refused(by=by), _shares(_mine(by, through="party__"), by=by)
    rows = _texts(mine, by=by).union(*halves, all=True).order_by("-rank", "since", "which")  # type: ignore[misc]  # the names of all parts
    return [waits_of(row) for row in rows]


def _texts(mine: Q, *, by: Actor) -> QuerySet[AgreementParty, tuple[Any, ...]]:
    """The newest texts to which somebody said neither yes nor no."""
    signed = Signature.objects.filter(party=OuterRef("pk"), withdrawn_on__isnull=True)
    refused = Refusal.objects.filter(party=OuterRef("pk"), withdrawn_on__isnull=True)
    newer = AgreementVersion.objects.filter(
        agreement=OuterRef("version__agreement"), number__gt=OuterRef("version__number")
    )
    rows = AgreementParty.objects.filter(
        *(mine, ~Exists(signed), ~Exists(refused), ~Exists(newer)),
        partnership_id=by.inside,
        version__agreement__withdrawn_on__isnull=True,
    )
    named = rows.annotate(
        rank=Value(TO_SIGN),
        which=F("version__agreement_id"),
        called=Cast("version__title", TEXT),
        who=Value("", output_field=TEXT),
        first=Value(0),
        last=Value(0),
        since=TruncDate("version__written_at"),
        residents=F("is_residents"),
    )
    return named.order_by().values_list(*WAITS_COLUMNS)


def _refused(*, by: Actor) -> QuerySet[Refusal, tuple[Any, ...]]:
    """What other parties refuse, of agreements of which somebody is a party too; for the controller of all."""
    rows = Refusal.objects.filter(*STANDS, partnership_id=by.inside)
    for place in ("party__", "share__party__"):
        rows = rows.exclude(_mine(by, through=place))
    if not may_keep(by.role):
        parties = AgreementParty.objects.filter(
            Q(version=OuterRef("party__version")) | Q(version=OuterRef("share__party__version")),
            organisation=by.organisation_id or 0,
        )
        rows = rows.filter(Exists(parties))
    named = rows.annotate(
        rank=Value(TO_TALK),
        which=Coalesce("party__version__agreement_id", "share__party__version__agreement_id"),
        called=Cast(Coalesce("party__version__title", "share__party__version__title"), TEXT),
        who=Cast(Coalesce("party__organisation__name", "share__party__organisation__name", Value("")), TEXT),
        first=Cast(Coalesce("share__settled__first_year", 0), INTEGER),
        last=Cast(Coalesce("share__settled__year", 0), INTEGER),
        since=F("on"),
        residents=Coalesce("party__is_residents", "share__party__is_residents"),
    )
    return named.order_by().values_list(*WAITS_COLUMNS)


def _shares(mine: Q | None, *, by: Actor) -> QuerySet[PartyShare, tuple[Any, ...]]:
    """The shares of the settlement that holds, of which nothing was told yet."""
    later = SettledYear.objects.filter(
        partnership_id=OuterRef("partnership_id"),
        first_year=OuterRef("settled__first_year"),
        year=OuterRef("settled__year"),
        turn__gt=OuterRef("settled__turn"),
        undone_on__isnull=True,
    )
    rows = PartyShare.objects.filter(
        *(mine or Q(), ~Exists(later)),
        partnership_id=by.inside,
        settled__undone_on__isnull=True,
        settled__is_definitive=True,
        account__isnull=True,
        cents__gt=0,
    )
    named = rows.annotate(
        rank=Value(TO_TELL),
        which=F("pk"),
        called=Value("", output_field=TEXT),
        who=Value("", output_field=TEXT),
        first=Cast("settled__first_year", INTEGER),
        last=Cast("settled__year", INTEGER),
        since=F("settled__settled_on"),
        residents=F("party__is_residents"),
    )
    return named.order_by().values_list(*WAITS_COLUMNS)


def _mine(by: Actor, *, through: str = "") -> Q | None:
    """For which parties somebody signs and tells; see `may_sign` of agreements."""
    if may_keep(by.role):
        return Q(**{f"{through}is_residents": True, f"{through}organisation__isnull": True})
    if by.role in SIGNERS and by.organisation_id is not None:
        return Q(**{f"{through}organisation_id": by.organisation_id})
    return None
