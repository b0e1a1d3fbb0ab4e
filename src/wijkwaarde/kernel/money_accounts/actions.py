"""Opens the accounts that a budget counts on when something is first booked on them, and names them anew; it books nothing."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.ledger.actions import name_account, open_account
from wijkwaarde.kernel.ledger.models import Account
from wijkwaarde.kernel.ledger.rules import code_of, name_of
from wijkwaarde.kernel.ledger.terms import AccountKind, Commodity
from wijkwaarde.kernel.parties.models import Organisation

# Costs of years before a budget are booked too, an award is decided before its year, and a source may have joined earlier.
FIRST_DAY = date(2000, 1, 1)
DELIVERED = "Delivered"


class Slugged(Protocol):
    """A source or a product of a budget: a short name that stays, and what it is called now."""

    slug: str
    name: str


def award_account(source: Slugged, *, by: Actor) -> Account:
    """Where an award of a source came in."""
    return _of_source(source, AccountKind.INCOME, root="Subsidy", by=by)


def receivable_account(source: Slugged, *, by: Actor) -> Account:
    """What a source promised and has still to pay."""
    return _of_source(source, AccountKind.ASSET, root="Receivable", by=by)


def reserve_account(source: Slugged, *, by: Actor) -> Account:
    """What of a source was kept for later."""
    return _of_source(source, AccountKind.EQUITY, root="Reserve", by=by)


def bank_account(*, by: Actor) -> Account:
    """Where money comes in and goes out in a real purse."""
    return open_account(
        by=by, kind=AccountKind.ASSET, commodity=Commodity.EURO, code="Bank", name=_("Bank"), begin=FIRST_DAY
    )


def delivered_account(organisation: Organisation, product: Slugged, *, by: Actor) -> Account:
    """What a party delivered of a product."""
    code = code_of(DELIVERED, f"{organisation.name}-{organisation.pk}", product.slug)
    told = {"name": name_of(organisation.name, product.name), "product": product.slug}
    return _of_party(organisation, AccountKind.EXPENSE, code=code, by=by, **told)


@transaction.atomic
def name_delivered(product: Slugged, *, by: Actor) -> None:
    """Call what every party delivered of a product as it is called now. Errors: NotFound."""
    rows = Account.objects.filter(
        partnership_id=by.inside, product=product.slug, code__startswith=f"{DELIVERED}:", organisation__isnull=False
    )
    for account in rows.select_related("organisation"):
        assert account.organisation is not None
        name_account(account.pk, by=by, name=name_of(account.organisation.name, product.name))


def party_account(organisation: Organisation, *, by: Actor) -> Account:
    """What a party has still to get for what it delivered."""
    code = code_of("Party", f"{organisation.name}-{organisation.pk}")
    return _of_party(organisation, AccountKind.LIABILITY, code=code, by=by, name=organisation.name)


def _of_party(organisation: Organisation, kind: AccountKind, **told: Any) -> Account:
    begin = min(organisation.begin, FIRST_DAY)
    return open_account(kind=kind, commodity=Commodity.EURO, begin=begin, organisation_id=organisation.pk, **told)


def _of_source(source: Slugged, kind: AccountKind, *, root: str, by: Actor) -> Account:
    return open_account(
        by=by,
        kind=kind,
        commodity=Commodity.EURO,
        code=code_of(root, source.slug),
        name=source.name,
        begin=FIRST_DAY,
        source=source.slug,
    )
