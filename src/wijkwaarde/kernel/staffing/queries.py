"""Reads hours of people: of a party by product and month, of all parties, and what stood vacant on a budget."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Min, Q, QuerySet, Sum

from waarde import Unit
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets.models import Product
from wijkwaarde.kernel.budgets.queries import Budget, is_command
from wijkwaarde.kernel.budgets.rules import check_reads as check_reads_budget
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.parties.models import Organisation
from wijkwaarde.kernel.prices.models import StoredPrice
from wijkwaarde.kernel.staffing import rules
from wijkwaarde.kernel.staffing.calculation import (
    Hours,
    VacancyLine,
    VacantRun,
    cents_of,
    price_of_an_hour,
    vacant_runs,
)
from wijkwaarde.kernel.staffing.models import FteNorm, StaffFile, StaffMonth
from wijkwaarde.kernel.staffing.terms import KINDS, LONG_VACANCY

# Rows as pages get them: they read them, and import no model.
type Party = Organisation
type ProductRow = Product
type Norm = FteNorm
type MonthRow = StaffMonth
type File = StaffFile


@dataclass(frozen=True, slots=True)
class ProductYear:
    """One product of a party in a year: its months in order, their sum, and its long vacancies, which may begin or end outside it."""

    product: Product
    months: tuple[StaffMonth, ...]
    total: Hours
    vacant: tuple[VacantRun, ...]


@dataclass(frozen=True, slots=True)
class PartyYear:
    """A party in a year: its sum over all products, and how many months its longest vacancy took."""

    organisation: Organisation
    total: Hours
    vacant: tuple[VacantRun, ...]


@dataclass(frozen=True, slots=True)
class ProductOfParty:
    """A product of a party in a year: of how many months was told, their sum, and its long vacancies."""

    organisation: Organisation
    product: Product
    months: int
    total: Hours
    vacant: tuple[VacantRun, ...]


@dataclass(frozen=True, slots=True)
class Vacancy:
    """What was not spent on a budget in a year since nobody could be hired, line by line; lines without a price count for 0."""

    year: int
    lines: tuple[VacancyLine, ...]

    @property
    def cents(self) -> int:
        """All of it, in whole cents."""
        return sum(one.cents for one in self.lines)

    @property
    def unpriced(self) -> tuple[VacancyLine, ...]:
        """The lines of which no price per hour is known."""
        return tuple(one for one in self.lines if one.price is None)


def vacancy_cents(budget: Budget, *, year: int, by: Actor) -> int:
    """What was not spent on a budget in a year since nobody could be hired, in whole cents. Errors: NotFound."""
    return vacancy_of(budget, year=year, by=by).cents


def vacancy_cents_in(budget: Budget, *, years: Collection[int], by: Actor) -> dict[int, int]:
    """The same of several years at once, without those of which nothing stood vacant (two queries). Errors: NotFound."""
    check_reads_budget(by.role, is_command=is_command(by))
    rows = StaffMonth.objects.filter(product__budget=budget, month__year__in=years, vacant__gt=0)
    told = ("month__year", "organisation__name", "product_id", "product__name", "product__price_key")
    sums = list(rows.values(*told).annotate(hours=Sum("vacant")).order_by("month__year"))
    prices = _prices_of_an_hour({one["product__price_key"] for one in sums}, by=by) if sums else {}
    found: dict[int, int] = {}
    for one in sums:
        year = one["month__year"]
        found[year] = found.get(year, 0) + _line(one, price=prices.get(one["product__price_key"])).cents
    return found


def vacancy_of(budget: Budget, *, year: int, by: Actor) -> Vacancy:
    """The same with its explanation: per party and product the vacant hours, times the price of an hour. Errors: NotFound."""
    check_reads_budget(by.role, is_command=is_command(by))
    rows = StaffMonth.objects.filter(product__budget=budget, month__year=year, vacant__gt=0)
    told = ("organisation__name", "product_id", "product__name", "product__price_key")
    sums = list(rows.values(*told).annotate(hours=Sum("vacant")).order_by("organisation__name", "product__position"))
    prices = _prices_of_an_hour({one["product__price_key"] for one in sums}, by=by)
    return Vacancy(year, tuple(_line(one, price=prices.get(one["product__price_key"])) for one in sums))


def _line(told: dict[str, object], *, price: tuple[str, float] | None) -> VacancyLine:
    hours, name = int(str(told["hours"])), str(told["organisation__name"])
    product = str(told["product__name"])
    if price is None:
        return VacancyLine(name, product, hours, None, "", 0)
    return VacancyLine(name, product, hours, price[1], price[0], cents_of(hours, price=price[1]))


def _prices_of_an_hour(keys: Iterable[str], *, by: Actor) -> dict[str, tuple[str, float]]:
    """The name and the price of an hour by the key of the price, of the newest edition that has it."""
    of_time = {Unit.HOUR.value, Unit.MINUTE.value}
    rows = StoredPrice.objects.filter(partnership_id=by.inside, key__in=set(keys) - {""}, unit__in=of_time, own=False)
    found: dict[str, tuple[str, float]] = {}
    for row in rows.order_by("pk"):
        price = price_of_an_hour(row.value, unit=row.unit)
        if price is not None:
            found[row.key] = (row.name, price)
    return found


def is_own(organisation_id: int, *, by: Actor) -> bool:
    """Whether this is the organisation of who asks."""
    return organisation_id == by.organisation_id


def party_for(organisation_id: int, *, by: Actor) -> Organisation:
    """A party for who reads its hours. Errors: NotFound."""
    rules.check_reads(by.role, is_own=is_own(organisation_id, by=by), is_command=is_command(by))
    found = Organisation.objects.filter(partnership_id=by.inside, pk=organisation_id).first()
    if found is None:
        raise NotFound(rules.KIND, object_id=organisation_id)
    return found


def products_on(day: date, *, by: Actor) -> list[Product]:
    """What is delivered on the budget that runs on a day, in order. Errors: NotFound."""
    rules.check_reads_any(by.role, is_command=is_command(by))
    running = Product.objects.filter(partnership_id=by.inside, budget__begin__lte=day, budget__until__gt=day)
    return list(running.order_by("position"))


def product_for(product_id: int, *, by: Actor) -> Product:
    """A product for who reads hours. Errors: NotFound."""
    rules.check_reads_any(by.role, is_command=is_command(by))
    found = Product.objects.filter(partnership_id=by.inside, pk=product_id).select_related("budget").first()
    if found is None:
        raise NotFound(rules.KIND, object_id=product_id)
    return found


def years_told(*, by: Actor, organisation_id: int | None = None) -> list[int]:
    """The years from the first to the last of which hours were told, of one party or all; none where nothing was."""
    rules.check_reads_any(by.role, is_command=is_command(by))
    rows = StaffMonth.objects.filter(partnership_id=by.inside)
    rows = rows if organisation_id is None else rows.filter(organisation_id=organisation_id)
    found = rows.aggregate(first=Min("month"), last=Max("month"))
    return [] if found["first"] is None else list(range(found["first"].year, found["last"].year + 1))


def staffing_of(organisation_id: int, *, year: int, by: Actor) -> list[ProductYear]:
    """The hours of a party in a year, product by product. Errors: NotFound."""
    party_for(organisation_id, by=by)
    rows = _around(year, by=by).filter(organisation_id=organisation_id).select_related("product")
    by_product: dict[Product, list[StaffMonth]] = {}
    for row in rows.order_by("product__position", "product_id", "month"):
        by_product.setdefault(row.product, []).append(row)
    return [
        ProductYear(product, tuple(months), total(months), tuple(_runs(told, year=year)))
        for product, told in by_product.items()
        if (months := _within(told, year=year))
    ]


def parties_in(year: int, *, by: Actor) -> list[PartyYear]:
    """All parties that who asks may read, with their hours in a year; those that told nothing too. Errors: NotFound."""
    rules.check_reads_any(by.role, is_command=is_command(by))
    told: dict[int, list[StaffMonth]] = {}
    for row in _around(year, by=by):
        told.setdefault(row.organisation_id, []).append(row)
    inside = {pk: _within(months, year=year) for pk, months in told.items()}
    was_here = Q(begin__year__lte=year) | Q(pk__in=[pk for pk, months in inside.items() if months])
    parties = Organisation.objects.filter(was_here, partnership_id=by.inside).order_by("name")
    seen = [one for one in parties if is_command(by) or rules.may_read(by.role, is_own=one.pk == by.organisation_id)]
    return [
        PartyYear(one, total(inside.get(one.pk, ())), tuple(_long(told.get(one.pk, ()), year=year))) for one in seen
    ]


def month_of_staff(organisation_id: int, *, product_id: int, month: date, by: Actor) -> StaffMonth | None:
    """What was told of one month, None for nothing yet. Errors: NotFound."""
    party_for(organisation_id, by=by)
    rows = StaffMonth.objects.filter(partnership_id=by.inside, organisation_id=organisation_id, month=month)
    return rows.filter(product_id=product_id).first()


def months_told(organisation_id: int, *, by: Actor) -> dict[tuple[int, date], Hours]:
    """What was told of a party, by product and month. Errors: NotFound."""
    party_for(organisation_id, by=by)
    rows = StaffMonth.objects.filter(partnership_id=by.inside, organisation_id=organisation_id)
    return {(one.product_id, one.month): hours_of(one) for one in rows}


def file_of_today(organisation_id: int, *, by: Actor, today: date) -> StaffFile | None:
    """The last file of today that was not undone; None where there is none. Errors: NotFound."""
    party_for(organisation_id, by=by)
    rows = StaffFile.objects.filter(organisation_id=organisation_id, came_on=today, undone_on__isnull=True)
    return rows.filter(partnership_id=by.inside).order_by("-pk").first()


def file_for(file_id: int, *, by: Actor) -> StaffFile:
    """A file that was taken in, for who reads the hours of its party. Errors: NotFound."""
    found = StaffFile.objects.filter(partnership_id=by.inside, pk=file_id).first()
    if found is None:
        raise NotFound(rules.KIND, object_id=file_id)
    party_for(found.organisation_id, by=by)
    return found


def product_years(year: int, *, by: Actor) -> list[ProductOfParty]:
    """The hours of a year per party and product of all parties that who asks may read (two questions). Errors: NotFound."""
    rules.check_reads_any(by.role, is_command=is_command(by))
    rows = _around(year, by=by).select_related("product", "organisation")
    if not is_command(by) and not rules.may_read(by.role, is_own=False):
        rows = rows.filter(organisation_id=by.organisation_id or 0)
    told: dict[tuple[int, int], list[StaffMonth]] = {}
    for row in rows.order_by("organisation__name", "product__position", "product_id", "month"):
        told.setdefault((row.organisation_id, row.product_id), []).append(row)
    return [
        ProductOfParty(
            months[0].organisation, months[0].product, len(months), total(months), tuple(_runs(those, year=year))
        )
        for those in told.values()
        if (months := _within(those, year=year))
    ]


def hours_by_party(budget: Budget, *, by: Actor) -> dict[tuple[int, int], Hours]:
    """The hours of a budget's products by party and year (one question). Errors: NotFound for who does not read the budget."""
    check_reads_budget(by.role, is_command=is_command(by))
    rows = StaffMonth.objects.filter(product__budget=budget).order_by()
    sums = rows.values_list("organisation_id", "month__year").annotate(*(Sum(name) for name in KINDS))
    return {(party, year): Hours(*hours) for party, year, *hours in sums}


def norm_on(day: date, *, by: Actor) -> FteNorm | None:
    """How many hours one fte is on a day, None where nobody said so."""
    rules.check_reads_any(by.role, is_command=is_command(by))
    return FteNorm.objects.filter(partnership_id=by.inside, since__lte=day).order_by("-since").first()


def norms(*, by: Actor) -> list[FteNorm]:
    """All norms, the newest first. Errors: NotFound."""
    rules.check_reads_any(by.role, is_command=is_command(by))
    return list(FteNorm.objects.filter(partnership_id=by.inside).order_by("-since"))


def hours_of(row: StaffMonth) -> Hours:
    """The hours of a month as plain values."""
    return Hours(*(getattr(row, name) for name in KINDS))


def total(months: Iterable[StaffMonth]) -> Hours:
    """The hours of some months together."""
    return sum((hours_of(one) for one in months), Hours())


def _around(year: int, *, by: Actor) -> QuerySet[StaffMonth]:
    """The months of a year, and those of the year before and after it in which something stood vacant."""
    inside = Q(month__year=year) | Q(month__year__in=(year - 1, year + 1), vacant__gt=0)
    return StaffMonth.objects.filter(inside, partnership_id=by.inside)


def _within(months: Iterable[StaffMonth], *, year: int) -> list[StaffMonth]:
    return [one for one in months if one.month.year == year]


def _runs(months: Iterable[StaffMonth], *, year: int) -> list[VacantRun]:
    """The long vacancies of a year; one goes on over the turn of the year."""
    every = vacant_runs(((one.month, one.vacant) for one in months), at_least=LONG_VACANCY)
    return [run for run in every if run.begin.year <= year <= run.last.year]


def _long(months: Iterable[StaffMonth], *, year: int) -> list[VacantRun]:
    """The long vacancies over all products, each product for itself."""
    by_product: dict[int, list[StaffMonth]] = {}
    for one in months:
        by_product.setdefault(one.product_id, []).append(one)
    return [run for those in by_product.values() for run in _runs(those, year=year)]
