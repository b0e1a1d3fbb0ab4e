"""Reads the budget that runs on a day with its sources and products, what the base year was, and how much a year is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from operator import itemgetter

from django.db.models import Case, FloatField, Model, QuerySet, TextField, Value, When
from django.db.models.functions import Cast

from waarde import IndexPoint, IndexSeries, SeriesKind, VolumeFrom, YearIndex, YearsBudget
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets import rules
from wijkwaarde.kernel.budgets.calculation import (
    Basis,
    Cost,
    ToldIndex,
    YearBudget,
    count_year,
    count_years,
    source_index,
    with_told,
    year_indices,
)
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
from wijkwaarde.kernel.budgets.terms import SubsidyStep
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.index_values.models import IndexValue
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.prices.models import StoredPoint, StoredSeries

DEFINITIVE, PROVISIONAL = "definitive", "provisional"
ONE_DAY = timedelta(days=1)

# Rows as pages and higher nouns get them: they read them, and import no model.
type Budget = AreaBudget
type Source = MoneySource
type Step = Subsidy
type Story = YearAccount


@dataclass(frozen=True, slots=True)
class BudgetPlan:
    """A budget with everything that says how much it is: sources with their index, products, base costs, volume corrections."""

    budget: AreaBudget
    sources: tuple[MoneySource, ...]
    products: tuple[Product, ...]
    base_costs: tuple[BaseCost, ...]
    volumes: tuple[VolumeCorrection, ...]


def is_command(by: Actor) -> bool:
    """Whether a command or a background task asks."""
    return by.user_id is None and by.membership_id is None and by.person_id is None


def budget_on(day: date, *, by: Actor) -> AreaBudget | None:
    """The budget that runs on a day, or None; that there is one is no secret for who works here. Errors: NotFound."""
    if by.membership_id is None and not is_command(by):
        raise NotFound("area_budget")
    running = AreaBudget.objects.filter(partnership_id=by.inside, begin__lte=day, until__gt=day)
    return running.first()


def budget_for(budget_id: int, *, by: Actor) -> AreaBudget:
    """A budget for who reads it. Errors: NotFound."""
    rules.check_reads(by.role, is_command=is_command(by))
    rows = AreaBudget.objects.select_related("assignment")  # beside it on a page that is nearly full
    found = rows.filter(partnership_id=by.inside, pk=budget_id).first()
    if found is None:
        raise NotFound("area_budget", object_id=budget_id)
    return found


def budgets(*, by: Actor) -> list[AreaBudget]:
    """All budgets, the newest first. Errors: NotFound."""
    rules.check_reads(by.role, is_command=is_command(by))
    return list(AreaBudget.objects.filter(partnership_id=by.inside).order_by("-begin"))


def budget_plan(budget_id: int, *, by: Actor) -> BudgetPlan:
    """A budget with everything that says how much it is. Errors: NotFound."""
    found = budget_for(budget_id, by=by)
    costs = found.base_costs.select_related("source", "organisation", "product")
    sources = found.sources.select_related("funder").prefetch_related("index")
    volumes = VolumeCorrection.objects.filter(source__budget=found).select_related("source", "product")
    return BudgetPlan(
        found,
        tuple(sources.order_by("begin", "slug")),
        tuple(found.products.order_by("position", "slug")),
        tuple(costs.order_by("organisation__name", "product__position", "source__slug")),
        tuple(volumes.order_by("begin", "pk")),
    )


def products_of(budget: AreaBudget) -> list[Product]:
    """What is delivered on a budget, in order."""
    return list(budget.products.order_by("position", "slug"))


def subsidies(budget_id: int, *, by: Actor, year: int | None = None) -> list[Subsidy]:
    """The steps of the subsidies of a budget that were not undone, in the order they came. Errors: NotFound."""
    found = budget_for(budget_id, by=by)
    steps = Subsidy.objects.filter(source__budget=found, undone_on__isnull=True)
    told = steps.select_related("source", "applicant", "receiver", "booking")
    return list((told if year is None else told.filter(year=year)).order_by("pk"))


def steps_by_booking(booking_ids: Sequence[int], *, by: Actor) -> list[Subsidy]:
    """The steps of subsidies that these bookings are, with their sources. Errors: NotFound for who does not read the budget."""
    rules.check_reads(by.role, is_command=is_command(by))
    rows = Subsidy.objects.filter(partnership_id=by.inside, booking_id__in=booking_ids)
    return list(rows.select_related("source"))


def taken_steps(source: MoneySource, *, year: int) -> list[tuple[rules.Done, Subsidy]]:
    """The steps of a source in a year that were not undone, in the order they came, as the rules and as rows."""
    rows = Subsidy.objects.filter(source=source, year=year, undone_on__isnull=True)
    return [(done_of(one), one) for one in rows.order_by("pk")]


def done_of(row: Subsidy) -> rules.Done:
    """A step as the rules have it."""
    return rules.Done(SubsidyStep(row.step), row.cents)


def step_for(step_id: int, *, by: Actor) -> Subsidy:
    """One step of a subsidy for who reads the budget. Errors: NotFound."""
    rules.check_reads(by.role, is_command=is_command(by))
    rows = Subsidy.objects.filter(partnership_id=by.inside, pk=step_id)
    found = rows.select_related("source", "applicant", "receiver").first()
    if found is None:
        raise NotFound("subsidy", object_id=step_id)
    return found


def source_for(source_id: int, *, by: Actor) -> MoneySource:
    """One source of money for who reads the budget. Errors: NotFound."""
    return _found(MoneySource.objects.select_related("budget", "funder").prefetch_related("index"), source_id, by=by)


def product_for(product_id: int, *, by: Actor) -> Product:
    """One product for who reads the budget. Errors: NotFound."""
    return _found(Product.objects.select_related("budget"), product_id, by=by)


def base_cost_for(cost_id: int, *, by: Actor) -> BaseCost:
    """One cost of the base year for who reads the budget. Errors: NotFound."""
    return _found(BaseCost.objects.select_related("source", "product", "organisation", "budget"), cost_id, by=by)


def correction_for(correction_id: int, *, by: Actor) -> VolumeCorrection:
    """One volume correction for who reads the budget. Errors: NotFound."""
    return _found(VolumeCorrection.objects.select_related("source", "product"), correction_id, by=by)


def _found[Row: Model](rows: QuerySet[Row], key: int, *, by: Actor) -> Row:
    rules.check_reads(by.role, is_command=is_command(by))
    found = rows.filter(partnership_id=by.inside, pk=key).first()
    if found is None:
        raise NotFound("area_budget", object_id=key)
    return found


def organisations(*, by: Actor) -> list[Organisation]:
    """The parties by name. Errors: NotFound for who does not read the budget."""
    rules.check_reads(by.role, is_command=is_command(by))
    return list(Organisation.objects.filter(partnership_id=by.inside).order_by("name"))


def series_names(*, by: Actor) -> list[str]:
    """The index series that were read in or told, by name. Errors: NotFound for who does not read the budget."""
    rules.check_reads(by.role, is_command=is_command(by))
    rows = StoredSeries.objects.filter(partnership_id=by.inside).values_list("name")
    told = IndexValue.objects.filter(partnership_id=by.inside).values_list(Cast("series", TextField()))
    return sorted(name for (name,) in rows.union(told))


def assignment_of(budget: AreaBudget) -> Assignment | None:
    """Which results are wanted; None where nobody said it."""
    return getattr(budget, "assignment", None)


def stories_of(budget: AreaBudget) -> dict[int, YearAccount]:
    """What was told about each year."""
    return {one.year: one for one in YearAccount.objects.filter(budget=budget)}


# --- How much it is ---


def years_of(budget: AreaBudget) -> range:
    """The calendar years in which a budget runs, whole or in part."""
    return range(budget.begin.year, (budget.until - ONE_DAY).year + 1)


def years_budget(budget: AreaBudget, *, by: Actor) -> YearsBudget:
    """The budget of all its years, per line and source, in whole cents, with where it comes from. Errors: NotFound."""
    return count_years(basis_of(budget, by=by), years=years_of(budget))


def year_budget(budget: AreaBudget, *, year: int, by: Actor) -> YearBudget:
    """The budget of one year by source, party, product, law and month, in whole cents (four queries). Errors: NotFound."""
    if year not in years_of(budget):
        raise NotFound("area_budget", object_id=budget.pk)
    return count_year(basis_of(budget, by=by), year=year)


def basis_of(budget: AreaBudget, *, by: Actor) -> Basis:
    """Everything that says how much a budget is, as plain values. Errors: NotFound for who does not read it."""
    rules.check_reads(by.role, is_command=is_command(by))
    costs = tuple(one for one in _costs(budget) if one.periods)
    weights: dict[str, dict[str, float]] = {cost.source: {} for cost in costs}
    for row in SourceIndex.objects.filter(source__budget=budget).select_related("source").order_by("pk"):
        if row.source.slug in weights:
            weights[row.source.slug][row.series] = float(row.weight)
    known = _indices(sorted({name for one in weights.values() for name in one}), by=by)
    last = years_of(budget)[-1]
    found = {
        slug: source_index(slug, weights=one, series=known, years=range(budget.base_year + 1, last + 1))
        for slug, one in weights.items()
    }
    return Basis(
        budget.base_year,
        costs,
        {slug: index for slug, (index, _missing) in found.items()},
        {slug: " + ".join(one) for slug, one in weights.items()},
        _volumes(budget),
        tuple(each for _index, missing in found.values() for each in missing),
    )


def _costs(budget: AreaBudget) -> list[Cost]:
    rows = budget.base_costs.select_related("source", "product")
    return [
        Cost(
            row.source.slug,
            row.source.bearer,
            row.organisation_id,
            row.product.slug,
            row.cents,
            rules.taking_part(row.source.begin, row.source.until, begin=budget.begin, until=budget.until),
        )
        for row in rows.order_by("source__begin", "source__slug", "organisation_id", "product__position")
    ]


def _indices(names: list[str], *, by: Actor) -> dict[str, tuple[YearIndex, ...]]:
    """Per series what all its vintages say, the oldest first, and before them what the partnership told itself; one question."""
    rows = StoredPoint.objects.filter(series__partnership_id=by.inside, series__name__in=names)
    read_in = rows.values_list(
        Value(0), "series__name", "series__vintage", "series_id", "position", "series__kind", "year", "value", "status"
    )
    told_rows = IndexValue.objects.filter(partnership_id=by.inside, series__in=names)
    status = Case(
        When(is_definitive=True, then=Value(DEFINITIVE)), default=Value(PROVISIONAL), output_field=TextField()
    )
    told = told_rows.values_list(
        *(Value(1), Cast("series", TextField()), Value(""), Value(0), Value(0), Value("")),
        *(Cast("year", TextField()), Cast("percent", FloatField()), status),
    )
    vintages: dict[str, dict[int, IndexSeries]] = {}
    own: dict[str, list[ToldIndex]] = {}
    for (is_told, name, key), points in groupby(sorted(read_in.union(told, all=True)), key=itemgetter(0, 1, 3)):
        if is_told:
            own[name] = [ToldIndex(int(one[6]), one[7], one[8] == DEFINITIVE) for one in points]
            continue
        kept = list(points)
        values = tuple(IndexPoint(one[6], one[7], one[8]) for one in kept)
        vintages.setdefault(name, {})[key] = IndexSeries(name, SeriesKind(kept[0][5]), values, kept[0][2])
    return {
        name: with_told(year_indices(list(vintages.get(name, {}).values())), told=own.get(name, ()))
        for name in {*vintages, *own}
    }


def _volumes(budget: AreaBudget) -> dict[tuple[str, str], tuple[VolumeFrom, ...]]:
    """Per source and product the corrections; for all products of a source under an empty name."""
    rows = VolumeCorrection.objects.filter(source__budget=budget).select_related("source", "product")
    found: dict[tuple[str, str], tuple[VolumeFrom, ...]] = {}
    for row in rows.order_by("begin"):
        key = (row.source.slug, row.product.slug if row.product else "")
        found[key] = (*found.get(key, ()), VolumeFrom(row.begin, Fraction(row.rate)))
    return found
