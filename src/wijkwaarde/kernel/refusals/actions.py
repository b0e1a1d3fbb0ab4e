"""Writes that a party says no and takes it back, and shares a year only where nobody does; a signature is in `agreements`."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.agreements.actions import hold, party_to_sign, settle_year
from wijkwaarde.kernel.agreements.models import AgreementParty, SettledYear
from wijkwaarde.kernel.agreements.queries import (
    Settled,
    Share,
    agreement_for,
    held_for,
    settled_shares,
    share_for,
    span_of,
    standing,
)
from wijkwaarde.kernel.agreements.rules import check_keeps, may_sign
from wijkwaarde.kernel.budgets.queries import is_command
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.refusals import rules
from wijkwaarde.kernel.refusals.models import Refusal
from wijkwaarde.kernel.refusals.queries import refusal_for, refusals, who_refuse_settlement, who_refuse_text
from wijkwaarde.kernel.refusals.rules import NewRefusal, SaidNo
from wijkwaarde.kernel.year_results.rules import Figures


@transaction.atomic
def refuse_text(party_id: int, new: NewRefusal, *, by: Actor, today: date) -> SaidNo:
    """Say for a party that it does not sign the newest text; the same said again stays as it was.

    Errors: Refused where it signed already, a colleague said no or the reason is missing; NotFound.
    """
    party = party_to_sign(party_id, by=by)
    seen = agreement_for(party.version.agreement_id, by=by)
    signed = next(one.signed_on for one in seen.parties if one.pk == party.pk)
    rules.check_unsigned(signed, by_all=not seen.missing, today=today)
    return _kept(new, party=party, share=None, by=by, today=today)


@transaction.atomic
def refuse_settlement(share_id: int, new: NewRefusal, *, by: Actor, today: date) -> SaidNo:
    """Say for a party that it does not agree with the settlement that its share is of; said again it stays as it was.

    Errors: Refused where the years were settled again, a colleague said no or the reason is missing; NotFound.
    """
    party = share_for(share_id, by=by).party
    if not may_refuse(party, by=by):
        raise NotFound("party_share", object_id=share_id)
    hold(party.version.agreement_id, by=by)
    share = hold_share(share_id, by=by)
    return _kept(new, party=party, share=share, by=by, today=today)


def may_refuse(party: AgreementParty, *, by: Actor) -> bool:
    """Whether somebody says no for a party: who signs for it."""
    return may_sign(
        by.role, own=by.organisation_id, organisation_id=party.organisation_id, is_residents=party.is_residents
    )


def _kept(new: NewRefusal, *, party: AgreementParty, share: Share | None, by: Actor, today: date) -> SaidNo:
    if by.membership_id is None:
        raise NotFound("agreement_party", object_id=party.pk)
    rules.check_said(new, organisation_id=party.organisation_id, is_residents=party.is_residents)
    made, is_new = Refusal.objects.get_or_create(
        partnership_id=by.inside,
        party=party if share is None else None,
        share=share,
        withdrawn_on=None,
        defaults={"membership_id": by.membership_id, "on": today, "reason": new.reason, "document": new.document},
    )
    if is_new:
        by.record(Act.WRITE, "refusal", object_id=made.pk, subjects=[])
    else:
        rules.check_first(new.reason, found=made.reason, said_by=made.membership.name)
    return refusal_for(made.pk, by=by)


@transaction.atomic
def take_back_refusal(refusal_id: int, *, by: Actor, today: date) -> SaidNo:
    """Take back a no, for who may say it for that party; it stays to be read, and said again it stays as it was. Errors: NotFound."""
    found = refusal_for(refusal_id, by=by)
    if not may_sign(
        by.role, own=by.organisation_id, organisation_id=found.organisation_id, is_residents=found.is_residents
    ):
        raise NotFound("refusal", object_id=refusal_id)
    if Refusal.objects.filter(pk=found.pk, withdrawn_on__isnull=True).update(withdrawn_on=today):
        by.record(Act.WRITE, "refusal", object_id=found.pk, subjects=[])
    return found


def hold_share(share_id: int, *, by: Actor) -> Share:
    """A share of the settlement that holds now, held, so that two who say something about it do so one after the other.

    Errors: Refused where its years were settled again, NotFound.
    """
    share = share_for(share_id, by=by)
    SettledYear.objects.select_for_update(no_key=True).get(pk=share.settled_id)
    span = span_of(share.settled)
    now = [one.pk for one, _shares in standing(settled_shares(by=by, span=span)) if span_of(one) == span]
    if share.settled_id not in now:
        raise Refused(_("Dit jaar is daarna nog eens verdeeld. Kies het deel van nu."))
    return share


@transaction.atomic
def settle_agreed(
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
) -> Settled:
    """Share a year as `settle_year` does, unless a party says no to the text or to what was shared provisionally.

    What corrects a definitive settlement goes on: it is the answer to a no. Errors: Refused, also as there; NotFound.
    """
    check_keeps(by.role, is_command=is_command(by))
    hold(agreement_id, by=by)
    seen, span = held_for(agreement_id, by=by, year=year)
    found = refusals(by=by)
    rules.check_text_agreed(who_refuse_text(found, agreement_id=agreement_id, number=seen.number))
    if is_definitive:
        rules.check_settles([one.organisation for one in who_refuse_settlement(found, span=span) if one.turn == 0])
    return settle_year(
        agreement_id,
        by=by,
        year=year,
        figures=figures,
        is_definitive=is_definitive,
        request_key=request_key,
        now=now,
        today=today,
        why=why,
    )


def check_arrangeable(share: Share, *, by: Actor) -> None:
    """Refuse to arrange a share of a settlement that a party does not agree with. Errors: Refused."""
    found = who_refuse_settlement(refusals(by=by), span=span_of(share.settled))
    rules.check_arranges([one.organisation for one in found])
