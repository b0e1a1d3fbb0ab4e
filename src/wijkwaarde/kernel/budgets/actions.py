"""Writes a budget: its period, sources, products and base year, until the parties sign it; and the accounts it counts on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from waarde import Unit
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.budgets import rules
from wijkwaarde.kernel.budgets.models import (
    AreaBudget,
    BaseCost,
    MoneySource,
    Product,
    SourceIndex,
    VolumeCorrection,
)
from wijkwaarde.kernel.budgets.queries import budget_for, is_command
from wijkwaarde.kernel.budgets.terms import MOST_PRODUCTS, BudgetUse, Purse
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.ledger.actions import open_account
from wijkwaarde.kernel.ledger.models import Account
from wijkwaarde.kernel.ledger.terms import AccountKind, Commodity
from wijkwaarde.kernel.parties.models import Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBudget:
    """What a budget begins with."""

    name: str
    begin: date
    until: date
    base_year: int
    who_belongs: str
    use: BudgetUse = BudgetUse.TASK
    purse: Purse = Purse.VIRTUAL
    request_key: UUID


@transaction.atomic
def make_budget(new: NewBudget, *, by: Actor) -> AreaBudget:
    """Begin a budget; the same form again gives the one that is there. Errors: Refused, NotFound."""
    rules.check_keeps(by.role, is_command=is_command(by))
    rules.check_period(new.begin, until=new.until, base_year=new.base_year)
    earlier = AreaBudget.objects.filter(partnership_id=by.inside, request_key=new.request_key).first()
    if earlier is not None:
        return earlier
    if AreaBudget.objects.filter(partnership_id=by.inside, begin__lt=new.until, until__gt=new.begin).exists():
        raise Refused(_("In deze jaren loopt al een budget. Er is er één tegelijk."), field="begin")
    values = {name: getattr(new, name) for name in ("name", "begin", "until", "base_year", "who_belongs")}
    made = AreaBudget.objects.create(
        partnership_id=by.inside,
        use=new.use.value,
        purse=new.purse.value,
        request_key=new.request_key,
        **values,
    )
    by.record(Act.WRITE, "area_budget", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def add_source(
    budget_id: int,
    *,
    by: Actor,
    slug: str,
    name: str,
    bearer: str,
    begin: date,
    funder_id: int | None = None,
    index: dict[str, Decimal] | None = None,
) -> MoneySource:
    """Let a source of money join from a day, with the series that index it. Errors: Refused, NotFound."""
    budget = _kept(budget_id, by=by)
    rules.check_slug(slug)
    if budget.sources.filter(slug=slug).exists():
        raise Refused(_("Deze korte naam is er al."), field="slug")
    made = MoneySource.objects.create(
        partnership_id=by.inside, budget=budget, slug=slug, name=name, bearer=bearer, begin=begin, funder_id=funder_id
    )
    SourceIndex.objects.bulk_create(
        SourceIndex(partnership_id=by.inside, source=made, series=series, weight=weight)
        for series, weight in (index or {}).items()
    )
    by.record(Act.WRITE, "money_source", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def add_product(budget_id: int, *, by: Actor, slug: str, name: str, unit: Unit, price_key: str = "") -> Product:
    """Add something that is delivered and counted. Errors: Refused, NotFound."""
    budget = _kept(budget_id, by=by)
    rules.check_slug(slug)
    place = budget.products.count() + 1
    if place > MOST_PRODUCTS:
        raise Refused(_("Er zijn ten hoogste {count} producten.").format(count=MOST_PRODUCTS))
    if budget.products.filter(slug=slug).exists():
        raise Refused(_("Deze korte naam is er al."), field="slug")
    made = Product.objects.create(
        partnership_id=by.inside,
        budget=budget,
        slug=slug,
        name=name,
        unit=unit.value,
        price_key=price_key,
        position=place,
    )
    by.record(Act.WRITE, "product", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def set_base_cost(
    source: MoneySource,
    *,
    by: Actor,
    organisation_id: int,
    product: Product,
    cents: int,
    found_in: str,
    people: int | None = None,
) -> BaseCost:
    """Say what a party's product cost in the base year, until that is signed. Errors: Refused, NotFound."""
    budget = _kept(source.budget_id, by=by)
    rules.check_base_is_open(budget.signed_on)
    if cents <= 0:
        raise Refused(_("Een bedrag van het basisjaar is meer dan 0."), field="amount")
    made, _is_new = BaseCost.objects.update_or_create(
        partnership_id=by.inside,
        budget=budget,
        source=source,
        organisation_id=organisation_id,
        product=product,
        defaults={"cents": cents, "found_in": found_in, "people": people},
    )
    by.record(Act.WRITE, "base_cost", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def correct_volume(
    source: MoneySource, *, by: Actor, begin: date, rate: Decimal, why: str, product: Product | None = None
) -> VolumeCorrection:
    """Say that from a day on there is more or less to do than in the base year. Errors: Refused, NotFound."""
    _kept(source.budget_id, by=by)
    if rate == 0 or rate <= -1:
        raise Refused(_("Een correctie is niet 0, en haalt niet alles weg."), field="rate")
    try:
        with transaction.atomic():
            made = VolumeCorrection.objects.create(
                partnership_id=by.inside, source=source, product=product, begin=begin, rate=rate, why=why
            )
    except IntegrityError as error:
        raise Refused(_("Op deze dag is er al een correctie."), field="begin") from error
    by.record(Act.WRITE, "volume_correction", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def sign_base_year(budget_id: int, *, by: Actor, today: date) -> AreaBudget:
    """Fix the base year; said again it is as it was. Errors: Refused without any base cost; NotFound."""
    budget = _kept(budget_id, by=by)
    if budget.signed_on is not None:
        return budget
    if not budget.base_costs.exists():
        raise Refused(_("Er staan nog geen kosten van het basisjaar."))
    budget.signed_on = today
    budget.version += 1
    budget.save(update_fields=["signed_on", "version"])
    by.record(Act.WRITE, "area_budget", object_id=budget.pk, subjects=[])
    return budget


def _kept(budget_id: int, *, by: Actor) -> AreaBudget:
    """The budget for who keeps it, held until the end of the transaction."""
    rules.check_keeps(by.role, is_command=is_command(by))
    budget_for(budget_id, by=by)
    return AreaBudget.objects.select_for_update(no_key=True).get(pk=budget_id)


# --- The accounts that a budget counts on; each is opened when it is first needed ---


def award_account(source: MoneySource, *, by: Actor) -> Account:
    """Where an award of a source came in."""
    return _opened(AccountKind.INCOME, root="Subsidy", source=source, by=by)


def receivable_account(source: MoneySource, *, by: Actor) -> Account:
    """What a source promised and has still to pay."""
    return _opened(AccountKind.ASSET, root="Receivable", source=source, by=by)


def delivered_account(organisation: Organisation, product: Product, *, by: Actor) -> Account:
    """What a party delivered of a product."""
    return open_account(
        by=by,
        kind=AccountKind.EXPENSE,
        commodity=Commodity.EURO,
        code=rules.code_of("Delivered", f"{organisation.name}-{organisation.pk}", product.slug),
        name=f"{organisation.name}: {product.name}",
        begin=_from_the_start(organisation),
        organisation_id=organisation.pk,
        product=product.slug,
    )


def party_account(organisation: Organisation, *, by: Actor) -> Account:
    """What a party has still to get for what it delivered."""
    return open_account(
        by=by,
        kind=AccountKind.LIABILITY,
        commodity=Commodity.EURO,
        code=rules.code_of("Party", f"{organisation.name}-{organisation.pk}"),
        name=organisation.name,
        begin=_from_the_start(organisation),
        organisation_id=organisation.pk,
    )


def _opened(kind: AccountKind, *, root: str, source: MoneySource, by: Actor) -> Account:
    return open_account(
        by=by,
        kind=kind,
        commodity=Commodity.EURO,
        code=rules.code_of(root, source.slug),
        name=source.name,
        begin=source.begin,
        source=source.slug,
    )


def _from_the_start(organisation: Organisation) -> date:
    """Costs of years before somebody joined are booked too: a simulation reads them."""
    return date(min(organisation.begin.year, 2000), 1, 1)
