"""What a settlement is about: a year's budget and costs in whole cents, and the parties that share; no rules, no sums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from waarde.dividing import euros
from waarde.errors import WaardeError
from waarde.periods import Period


@dataclass(frozen=True, slots=True)
class SharingParty:
    """A party that shares: what it put in, its use, and the costs that come back first, in cents of this year.

    `periods` are the stretches in which it takes part; none means the whole year. Errors: amount-negative.
    """

    name: str
    investment: int = 0
    use: int = 0
    costs: int = 0
    periods: tuple[Period, ...] = ()

    def __post_init__(self) -> None:
        for amount in (self.investment, self.use, self.costs):
            if amount < 0:
                raise WaardeError("amount-negative", where=f"party '{self.name}'", got=euros(amount))


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """One year of a budget: the budget after index and volume, and the costs, in whole cents.

    `case_costs` are the costs of single cases, without names, as far as they may lie above a cap; they are part of
    `costs`. `vacancy` is what was not spent since nobody could be hired. `quality_met` is None as long as nobody knows.
    Errors: amount-negative, party-twice.
    """

    name: str
    period: Period
    budget: int
    costs: int
    parties: tuple[SharingParty, ...]
    case_costs: tuple[int, ...] = ()
    vacancy: int = 0
    quality_met: bool | None = None

    def __post_init__(self) -> None:
        for amount in (self.budget, self.vacancy):
            if amount < 0:
                raise WaardeError("amount-negative", where=f"year '{self.name}'", got=euros(amount))
        names = [party.name for party in self.parties]
        for name in names:
            if names.count(name) > 1:
                raise WaardeError("party-twice", where=f"year '{self.name}'", got=name)


def years_together(years: Sequence[BudgetYear]) -> BudgetYear:
    """Several years as one, so that a good and a bad year are settled against each other.

    Formula: the sums of budget, costs, vacancy and of what every party put in, used and spent; quality was met when it was met in
    each year. A party takes part in the days in which it did. Errors: years-missing.

    >>> from waarde.periods import year_of
    >>> thirds = tuple(map(SharingParty, "abc"))
    >>> two = [BudgetYear("1", year_of(2021), 100, 90, thirds), BudgetYear("2", year_of(2022), 100, 120, thirds)]
    >>> years_together(two).budget, years_together(two).costs
    (200, 210)
    """
    if not years:
        raise WaardeError("years-missing", where="settlement", got=0)
    qualities = [year.quality_met for year in years]
    return BudgetYear(
        name=" + ".join(year.name for year in years),
        period=Period(min(year.period.begin for year in years), max(year.period.until for year in years)),
        budget=sum(year.budget for year in years),
        costs=sum(year.costs for year in years),
        parties=_parties_together(years),
        case_costs=tuple(cost for year in years for cost in year.case_costs),
        vacancy=sum(year.vacancy for year in years),
        quality_met=None if None in qualities else all(qualities),
    )


def _parties_together(years: Iterable[BudgetYear]) -> tuple[SharingParty, ...]:
    found: dict[str, SharingParty] = {}
    for year in years:
        for party in year.parties:
            before = found.get(party.name, SharingParty(party.name))
            found[party.name] = replace(
                before,
                investment=before.investment + party.investment,
                use=before.use + party.use,
                costs=before.costs + party.costs,
                periods=(*before.periods, *(party.periods or (year.period,))),
            )
    return tuple(found.values())
