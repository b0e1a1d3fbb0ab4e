"""Reads what years came to by budget, deliveries, small purses and vacancies, for the parties that share it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Protocol

from django.db.models import Sum, TextField, Value
from django.db.models.functions import Cast

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets.calculation import YearBudget, count_year
from wijkwaarde.kernel.budgets.models import AreaBudget, MoneySource
from wijkwaarde.kernel.budgets.queries import basis_of, budgets, years_of
from wijkwaarde.kernel.deliveries.queries import delivered
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.small_purses.models import Payment
from wijkwaarde.kernel.staffing.queries import vacancy_cents_in
from wijkwaarde.kernel.year_results.rules import Figures, Taking


class Sharer(Protocol):
    """Who shares a result: its code in an agreement, and which organisation it is."""

    @property
    def code(self) -> str:
        """Its code."""

    @property
    def organisation_id(self) -> int | None:
        """Its organisation; residents may have none."""


def budget_in(year: int, *, by: Actor) -> AreaBudget | None:
    """The budget that runs in a calendar year, or None. Errors: NotFound."""
    return next((one for one in budgets(by=by) if year in years_of(one)), None)


def years_known(*, by: Actor, today: date) -> list[int]:
    """The years of the budgets that are over, the newest first. Errors: NotFound."""
    return sorted({year for one in budgets(by=by) for year in years_of(one) if year < today.year}, reverse=True)


def figures_of(year: int, *, by: Actor, parties: Iterable[Sharer]) -> Figures:
    """What a year came to by budget, deliveries and vacancies, for these parties. Errors: NotFound, also without a budget."""
    return figures_until(year, by=by, parties=parties)[year]


def figures_until(year: int, *, by: Actor, parties: Iterable[Sharer], first: int | None = None) -> dict[int, Figures]:
    """The same of all years of the budgets up to a year; vacancies from `first` on, or of that year. Errors: NotFound."""
    known = budgets(by=by)
    years = [one for each in known for one in years_of(each) if one <= year]
    if year not in years:
        raise NotFound("area_budget")
    found = _figures_of(known, years=years, by=by, parties=list(parties))
    vacant = _vacancies(known, years=range(year if first is None else first, year + 1), by=by)
    return {one: replace(told, vacancy=vacant.get(one, 0)) for one, told in found.items()}


def figures_in(years: Collection[int], *, by: Actor, parties: Iterable[Sharer]) -> dict[int, Figures]:
    """The same for several years, without those that have no budget (some six queries per budget). Errors: NotFound.

    An organisation's use is what it delivered, its investment what the sources that it pays brought in. What was paid from
    small purses is a cost of the year and nobody's use, since a resident got it and no party delivered it.
    """
    return _figures_of(budgets(by=by), years=years, by=by, parties=list(parties))


def _vacancies(known: Iterable[AreaBudget], *, years: Collection[int], by: Actor) -> dict[int, int]:
    found: dict[int, int] = {}
    for budget in known:
        mine = [year for year in years if year in years_of(budget)]
        if mine:
            found |= vacancy_cents_in(budget, years=mine, by=by)
    return found


def _figures_of(
    known: Iterable[AreaBudget], *, years: Collection[int], by: Actor, parties: Collection[Sharer]
) -> dict[int, Figures]:
    found: dict[int, Figures] = {}
    for budget in known:
        mine = [year for year in years if year in years_of(budget)]
        if mine:
            found |= _figures(budget, years=mine, by=by, parties=parties)
    return found


def _figures(
    budget: AreaBudget, *, years: Collection[int], by: Actor, parties: Collection[Sharer]
) -> dict[int, Figures]:
    basis = basis_of(budget, by=by)
    used: dict[int, dict[int, int]] = {year: {} for year in years}
    for one in delivered(budget, by=by):
        if one.delivered.year in used:
            of_year = used[one.delivered.year]
            of_year[one.organisation_id] = of_year.get(one.organisation_id, 0) + one.cents
    funders, purses = _beside(budget)
    return {
        year: _year(
            count_year(basis, year=year), used=used[year], purses=purses.get(year, 0), funders=funders, parties=parties
        )
        for year in years
    }


def _beside(budget: AreaBudget) -> tuple[dict[str, int], dict[int, int]]:
    """Who pays each source, and what was paid from small purses per year while the budget runs, in cents (one query)."""
    funders = MoneySource.objects.filter(budget=budget, funder__isnull=False)
    paid = Payment.objects.filter(
        partnership_id=budget.partnership_id, undone_on__isnull=True, on__gte=budget.begin, on__lt=budget.until
    )
    paid_in = paid.order_by().values_list(Value(1), Cast("on__year", TextField())).annotate(total=Sum("cents"))
    pays = funders.order_by().values_list(Value(0), Cast("slug", TextField()), "funder_id")
    found = list(pays.union(paid_in, all=True))
    return (
        {slug: funder for is_purse, slug, funder in found if not is_purse},
        {int(year): total for is_purse, year, total in found if is_purse},
    )


def _year(
    counted: YearBudget,
    *,
    used: dict[int, int],
    purses: int,
    funders: dict[str, int],
    parties: Collection[Sharer],
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
    return Figures(budget=counted.cents, costs=sum(used.values()) + purses, parties=taking, purses=purses)
