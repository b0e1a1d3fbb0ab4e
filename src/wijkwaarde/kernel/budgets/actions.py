"""Writes a budget: its period, sources, products, base year and subsidies; what it counts on is opened by `money_accounts`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid5

from django.db import IntegrityError, transaction
from django.db.models import Max, Min, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from waarde import Unit
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.budgets import rules
from wijkwaarde.kernel.budgets.models import (
    AreaBudget,
    Assignment,
    BaseCost,
    MoneySource,
    Product,
    SourceIndex,
    Subsidy,
    VolumeCorrection,
    YearAccount,
)
from wijkwaarde.kernel.budgets.queries import budget_for, is_command, step_for, taken_steps, years_of
from wijkwaarde.kernel.budgets.terms import COSTS_A_PIECE, MOST_PRODUCTS, TRAIL, BudgetUse, Purse, SubsidyStep
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.ledger.actions import post, reverse
from wijkwaarde.kernel.ledger.models import Account
from wijkwaarde.kernel.ledger.rules import Draft, check_reference
from wijkwaarde.kernel.ledger.terms import Because, BookingKind
from wijkwaarde.kernel.money_accounts.actions import (
    award_account,
    bank_account,
    name_delivered,
    party_account,
    receivable_account,
    reserve_account,
)
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.prices.bearers import bearers

NewBudget = rules.NewBudget


@transaction.atomic
def make_budget(new: NewBudget, *, by: Actor) -> AreaBudget:
    """Begin a budget; the same form again gives the one that is there. Errors: Refused, NotFound."""
    rules.check_keeps(by.role, is_command=is_command(by))
    rules.check_period(new.begin, until=new.until, base_year=new.base_year)
    told = {name: getattr(new, name) for name in new.__slots__} | {"use": new.use.value, "purse": new.purse.value}
    try:
        with transaction.atomic():
            made = AreaBudget.objects.create(partnership_id=by.inside, **told)
    except IntegrityError as error:
        earlier = AreaBudget.objects.filter(partnership_id=by.inside, request_key=new.request_key).first()
        if earlier is not None:
            return earlier
        there = AreaBudget.objects.filter(partnership_id=by.inside, begin__lt=new.until, until__gt=new.begin)[:1].get()
        raise Refused(_("In deze jaren loopt al een budget: {name}.").format(name=there.name), field="begin") from error
    by.record(Act.WRITE, "area_budget", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def change_budget(
    budget_id: int, *, by: Actor, version: int, name: str, use: BudgetUse, purse: Purse, who_belongs: str
) -> AreaBudget:
    """Change what a budget is called, how it is used and who belongs. Errors: Stale, NotFound."""
    budget = _kept(budget_id, by=by)
    new = {"name": name, "use": use.value, "purse": purse.value, "who_belongs": who_belongs}
    saved = {field: getattr(budget, field) for field in new}
    if version != budget.version:
        raise _stale(saved, version=budget.version)
    if saved != new:
        AreaBudget.objects.filter(pk=budget.pk).update(version=version + 1, **new)
        by.record(Act.WRITE, "area_budget", object_id=budget.pk, subjects=[])
        budget.refresh_from_db()
    return budget


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
    rules.check_weights(index or {})
    rules.check_joins(begin, starts=budget.begin, until=budget.until)
    if bearer not in bearers():
        raise Refused(_("Deze wet is niet bekend."), field="bearer")
    slug = rules.free_slug(slug, name=name, taken=dict(budget.sources.values_list("slug", "name")))
    made = MoneySource.objects.create(
        partnership_id=by.inside, budget=budget, slug=slug, name=name, bearer=bearer, begin=begin, funder_id=funder_id
    )
    _index(made, index=index or {})
    by.record(Act.WRITE, "money_source", object_id=made.pk, subjects=[])
    return made


def _index(source: MoneySource, *, index: dict[str, Decimal]) -> None:
    """The series of a source, in the place of those it had."""
    source.index.all().delete()
    SourceIndex.objects.bulk_create(
        SourceIndex(partnership_id=source.partnership_id, source=source, series=series, weight=weight)
        for series, weight in index.items()
    )


@transaction.atomic
def change_source(
    source: MoneySource,
    *,
    by: Actor,
    version: int,
    name: str,
    begin: date,
    funder_id: int | None,
    index: dict[str, Decimal],
) -> None:
    """Change what a source is called, when it joins, whose it is and what indexes it. Errors: Stale, Refused, NotFound."""
    budget = _kept(source.budget_id, by=by)
    rules.check_weights(index)
    rules.check_joins(begin, starts=budget.begin, until=budget.until)
    first = source.subsidies.filter(undone_on__isnull=True).aggregate(first=Min("year"))["first"]
    rules.check_leaves(source.until or budget.until, begin=begin, last_year=None)
    rules.check_has_joined(begin, first_year=first)
    told = {"name": name, "begin": begin, "funder_id": funder_id, "version": version + 1}
    if not MoneySource.objects.filter(pk=source.pk, version=version).update(**told):
        raise _stale({"name": source.name}, version=source.version)
    _index(source, index=index)
    by.record(Act.WRITE, "money_source", object_id=source.pk, subjects=[])


@transaction.atomic
def end_source(source: MoneySource, *, by: Actor, until: date | None) -> None:
    """From this day on a source takes no part; None: as long as the budget runs. Errors: Refused, NotFound."""
    _kept(source.budget_id, by=by)
    if until is not None:
        last = source.subsidies.filter(undone_on__isnull=True).aggregate(last=Max("year"))["last"]
        rules.check_leaves(until, begin=source.begin, last_year=last)
    MoneySource.objects.filter(pk=source.pk).update(until=until)
    by.record(Act.WRITE, "money_source", object_id=source.pk, subjects=[])


@transaction.atomic
def add_product(
    budget_id: int,
    *,
    by: Actor,
    slug: str,
    name: str,
    unit: Unit,
    price_key: str = "",
    also_called: Sequence[str] = (),
) -> Product:
    """Add something that is delivered and counted. Errors: Refused, NotFound."""
    budget = _kept(budget_id, by=by)
    rules.check_slug(slug)
    others = list(budget.products.all())
    rules.check_called([name, *also_called], others=others)
    place = len(others) + 1
    if place > MOST_PRODUCTS:
        raise Refused(_("Er zijn ten hoogste {count} producten.").format(count=MOST_PRODUCTS))
    slug = rules.free_slug(slug, name=name, taken={one.slug: one.name for one in others})
    if price_key and price_key in {one.price_key for one in others}:
        raise Refused(_("Deze prijs hoort al bij een ander product."), field="price_key")
    made = Product.objects.create(
        partnership_id=by.inside,
        budget=budget,
        slug=slug,
        name=name,
        unit=unit.value,
        price_key=price_key,
        also_called=list(also_called),
        position=place,
    )
    by.record(Act.WRITE, "product", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def change_product(product: Product, *, by: Actor, version: int, name: str, also_called: Sequence[str]) -> None:
    """Call a product otherwise; files that call it as before mean it too. Errors: Stale, Refused, NotFound."""
    budget = _kept(product.budget_id, by=by)
    there = {one.pk: one for one in budget.products.all()}
    now = there.pop(product.pk, product)
    if now.version != version:
        saved = {"name": now.name, "also_called": "\n".join(now.also_called)}
        raise _stale(saved, version=now.version)
    names = rules.also_called(also_called, name=name, before=now.name)
    rules.check_called([name, *names], others=there.values())
    Product.objects.filter(pk=now.pk).update(name=name, also_called=names, version=version + 1)
    by.record(Act.WRITE, "product", object_id=now.pk, subjects=[])
    if now.name != name:
        now.name = name
        name_delivered(now, by=by)


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
    """Say what a party's product cost in the base year. Errors: Refused, NotFound."""
    row = rules.CostRow(source.pk, organisation_id, product.pk, cents, people, found_in)
    set_base_costs(source.budget_id, by=by, rows=[row])
    return BaseCost.objects.get(source=source, organisation_id=organisation_id, product=product)


@transaction.atomic
def set_base_costs(budget_id: int, *, by: Actor, rows: Sequence[rules.CostRow]) -> int:
    """Take in many costs of the base year, all or none; how many were new or changed. Errors: Refused, NotFound."""
    budget = _kept(budget_id, by=by)
    known = {(one.source_id, one.organisation_id, one.product_id): one for one in budget.base_costs.all()}
    new: list[BaseCost] = []
    changed: list[BaseCost] = []
    for key, row in {(row.source_id, row.organisation_id, row.product_id): row for row in rows}.items():
        rules.check_base_cents(row.cents)
        place = dict(zip(("source_id", "organisation_id", "product_id"), key, strict=True))
        found = known.get(key) or BaseCost(partnership_id=by.inside, budget=budget, **place)
        told = {"cents": row.cents, "people": row.people, "found_in": row.found_in}
        if any(getattr(found, name) != value for name, value in told.items()):
            (changed if key in known else new).append(found)
            for name, value in told.items():
                setattr(found, name, value)
    BaseCost.objects.bulk_create(new)
    BaseCost.objects.bulk_update(changed, ("cents", "people", "found_in"), batch_size=COSTS_A_PIECE)
    for one in (*new, *changed):
        by.record(Act.WRITE, "base_cost", object_id=one.pk, subjects=[])
    return len(new) + len(changed)


@transaction.atomic
def remove(row: AreaBudget | MoneySource | Product | BaseCost | VolumeCorrection, *, by: Actor) -> None:
    """Take away what was put in by mistake. Errors: Refused where something rests on it already; NotFound."""
    owner = row.source if isinstance(row, VolumeCorrection) else row
    _kept(owner.pk if isinstance(owner, AreaBudget) else owner.budget_id, by=by)
    try:
        with transaction.atomic():
            if isinstance(row, MoneySource):
                row.index.all().delete()
            key = row.pk
            row.delete()
    except ProtectedError as error:
        raise Refused(_("Hier hangt al iets aan: kosten, een subsidie of een levering.")) from error
    by.record(Act.WRITE, TRAIL[type(row).__name__], object_id=key, subjects=[])


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
def take_step(source: MoneySource, new: rules.NewStep, *, by: Actor, now: datetime) -> Subsidy:
    """Take a step of a subsidy and book what moved; the same form again gives what it made. Errors: Refused, NotFound."""
    budget = _kept(source.budget_id, by=by)
    earlier = Subsidy.objects.filter(partnership_id=by.inside, request_key=new.request_key).first()
    if earlier is not None:
        return earlier
    rules.check_year(new.year, budget=(budget.begin, budget.until), source=(source.begin, source.until))
    check_reference(new.document)
    rules.check_happened(new.on, today=timezone.localdate(now))
    done, before = rules.Done(new.step, new.cents), [one for one, _row in taken_steps(source, year=new.year)]
    rules.check_step(done, before=before)
    booking = _booked(source, new, cents=rules.moves(done, before=before), purse=Purse(budget.purse), by=by, now=now)
    told = {name: getattr(new, name) for name in new.__slots__ if name != "step"}
    made = Subsidy.objects.create(
        partnership_id=by.inside, source=source, step=new.step.value, booking_id=booking, **told
    )
    by.record(Act.WRITE, "subsidy", object_id=made.pk, subjects=[])
    return made


def _booked(
    source: MoneySource, new: rules.NewStep, *, cents: int, purse: Purse, by: Actor, now: datetime
) -> int | None:
    """The booking of a step; None where nothing moves."""
    if not cents:
        return None
    into, out_of = _accounts_of(source, new, purse=purse, by=by)
    entries = ((into.pk, cents), (out_of.pk, -cents))
    because = Because.DOCUMENT if new.step is SubsidyStep.ADVANCE else Because.DECISION
    return post(Draft(new.on, BookingKind.SUBSIDY, because, new.document, entries, new.request_key), by=by, now=now)


def _accounts_of(source: MoneySource, new: rules.NewStep, *, purse: Purse, by: Actor) -> tuple[Account, Account]:
    """Debit and credit of a step: promised, paid (to the party whose purse it is, or the bank), or kept in reserve."""
    if new.step is SubsidyStep.RESERVE:
        return award_account(source, by=by), reserve_account(source, by=by)
    if new.step is not SubsidyStep.ADVANCE:
        return receivable_account(source, by=by), award_account(source, by=by)
    if purse is Purse.REAL:
        return bank_account(by=by), receivable_account(source, by=by)
    receiver = Organisation.objects.get(partnership_id=by.inside, pk=new.receiver_id or new.applicant_id)
    return party_account(receiver, by=by), receivable_account(source, by=by)


@transaction.atomic
def undo_step(step_id: int, *, by: Actor, today: date, now: datetime) -> None:
    """Undo a step on which no other rests, and reverse its booking; undone already it is as it was. Errors: Refused, NotFound."""
    row = step_for(step_id, by=by)
    _kept(row.source.budget_id, by=by)
    row.refresh_from_db(fields=["undone_on"])
    if row.undone_on is not None:
        return
    taken = taken_steps(row.source, year=row.year)
    place = next(number for number, (_done, one) in enumerate(taken) if one.pk == row.pk)
    rules.check_may_undo(place, taken=[done for done, _row in taken])
    if row.booking_id is not None:
        reverse(row.booking_id, by=by, on=today, key=uuid5(row.request_key, "undone"), now=now)
    Subsidy.objects.filter(pk=row.pk).update(undone_on=today)
    by.record(Act.WRITE, "subsidy", object_id=row.pk, subjects=[])


@transaction.atomic
def keep_assignment(budget_id: int, *, by: Actor, wanted: str, version: int) -> None:
    """Say which results are wanted. Errors: Stale, NotFound."""
    budget = _kept(budget_id, by=by)
    _kept_text(Assignment, {"budget": budget}, by=by, field="wanted", text=wanted, version=version)


@transaction.atomic
def keep_story(budget_id: int, *, year: int, by: Actor, story: str, version: int) -> None:
    """Tell what a year brought, beside its figures. Errors: Stale, NotFound."""
    budget = _kept(budget_id, by=by)
    if year not in years_of(budget):
        raise NotFound("area_budget", object_id=budget_id)
    _kept_text(YearAccount, {"budget": budget, "year": year}, by=by, field="story", text=story, version=version)


def _kept_text(
    model: type[Assignment | YearAccount], key: dict[str, Any], *, by: Actor, field: str, text: str, version: int
) -> None:
    row = model.objects.filter(**key).first()
    now = row.version if row else 0
    if now != version:
        raise _stale({"text": getattr(row, field) if row else ""}, version=now)
    told = {field: text, "version": now + 1}
    model.objects.update_or_create(partnership_id=by.inside, **key, defaults=told)
    by.record(Act.WRITE, "area_budget", object_id=key["budget"].pk, subjects=[])


def _stale(saved: dict[str, Any], *, version: int) -> Stale:
    return Stale(_("Iemand veranderde dit net. Kijk eerst wat er nu staat."), saved=saved, version=version)


def _kept(budget_id: int, *, by: Actor) -> AreaBudget:
    """The budget for who keeps it, held until the end of the transaction."""
    rules.check_keeps(by.role, is_command=is_command(by))
    budget_for(budget_id, by=by)
    return AreaBudget.objects.select_for_update(no_key=True).get(pk=budget_id)
