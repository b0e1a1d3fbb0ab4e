"""Tries rules on years that were and years that were invented, before anybody signs; nothing is written by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import batched

from django.utils.translation import gettext as _

from waarde import BudgetYear, Comparison, Variation, WaardeError, compare_rules, usual_variation
from wijkwaarde.instruments.shared_savings.calculation import invented_costs
from wijkwaarde.instruments.shared_savings.sentences import EXAMPLES, party_name
from wijkwaarde.instruments.shared_savings.terms import FIRST_INVENTED, YEARS_OF_EXAMPLE, Example
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.agreements import rules
from wijkwaarde.kernel.agreements.queries import (
    SeenParty,
    agreements,
    settled_shares,
)
from wijkwaarde.kernel.agreements.rules import Span, Terms
from wijkwaarde.kernel.agreements.terms import AgreementState
from wijkwaarde.kernel.budgets.queries import budget_plan
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.year_results.queries import budget_in, figures_in, years_known
from wijkwaarde.kernel.year_results.rules import Figures, Taking, together

RESIDENTS = "residents"
# Where there is no budget yet.
ROUND_BUDGET = 1_000_000_00


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule to try: an agreement by its number, or an example; `parties` are who shares."""

    key: str
    title: str
    terms: Terms
    parties: tuple[SeenParty, ...]


@dataclass(frozen=True, slots=True)
class TriedYear:
    """A year on which rules were tried, in cents; `usual` is what its earlier years let expect, None with too few."""

    year: int
    is_invented: bool
    budget: int
    costs: int
    usual: Variation | None

    @property
    def result(self) -> int:
        """What was left; below 0 it was short."""
        return self.budget - self.costs


@dataclass(frozen=True, slots=True)
class TriedRule:
    """What a rule gives each party, by who they are, in cents: as it says, added up, and with all years as one.

    Both are of the years that were, or of invented ones where there are no others. A rule that shares some years as one
    says what it gives at the last of them. `by_chance` is what it pays out of surplus over the invented years, of which
    nothing was saved.
    """

    choice: Choice
    by_year: Mapping[int, Mapping[str, int]]
    totals: Mapping[str, int]
    together: Mapping[str, int]
    by_chance: int


@dataclass(frozen=True, slots=True)
class Trial:
    """Rules side by side: the years, the parties by name in order, and what each rule gives them."""

    years: tuple[TriedYear, ...]
    parties: Mapping[str, str]
    rules: tuple[TriedRule, ...]


def choices(*, by: Actor, today: date) -> list[Choice]:
    """What can be tried: the agreements that were not let go, and examples for the same parties. Errors: NotFound."""
    known = [one for one in agreements(by=by) if one.state(today=today) is not AgreementState.WITHDRAWN]
    own = [Choice(f"a{one.pk}", one.title, one.terms, one.parties) for one in known]
    parties = known[0].parties if known else _of_budget(by=by, today=today)
    return own + [Choice(key.value, _(EXAMPLES[key]), _example(key, parties=parties), parties) for key in Example]


def _example(key: Example, *, parties: Sequence[SeenParty]) -> Terms:
    if key is Example.FROM_TWO_PERCENT:
        return Terms(shared_by=Example.EQUAL.value, minimum_rate=0.02)
    if key is Example.THREE_YEARS:
        return Terms(shared_by=Example.EQUAL.value, years=YEARS_OF_EXAMPLE)
    part = round(1 / len(parties), 6) if parties else 0.0
    first = key is Example.COSTS_FIRST
    return Terms(shared_by=key.value, key={one.code: part for one in parties} if first else {})


def _of_budget(*, by: Actor, today: date) -> tuple[SeenParty, ...]:
    """The parties of the newest budget, and the residents."""
    years = years_known(by=by, today=today)
    budget = budget_in(years[0], by=by) if years else None
    found: dict[int, str] = {}
    if budget is not None:
        plan = budget_plan(budget.pk, by=by)
        found = {one.organisation_id: one.organisation.name for one in plan.base_costs}
        found |= {one.funder.pk: one.funder.name for one in plan.sources if one.funder}
    named = [*sorted(found.items(), key=lambda one: one[1]), (None, "")]
    return tuple(
        SeenParty(0, f"p{number}", pk, name, pk is None, None, None, "", "")
        for number, (pk, name) in enumerate(named, start=1)
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """On which years rules are tried: years of the budget, and so many invented ones of a seed."""

    years: tuple[int, ...]
    invented: int = 0
    seed: int = 1


def tried(chosen: Sequence[Choice], *, wanted: Wanted, known: Sequence[int], by: Actor) -> Trial:
    """Rules side by side on years of the budget that are over (`known`) and on invented ones. Errors: Refused, NotFound."""
    everybody = {_who(one): replace(one, code=_who(one)) for choice in chosen for one in choice.parties}
    told = figures_in(known, by=by, parties=list(everybody.values()))
    told |= _as_settled(told, by=by)
    invented = _invented(told, wanted=wanted)
    picked = {year: told[year] for year in sorted(told) if year in wanted.years}
    if not picked and not invented:
        raise Refused(_("Kies minstens één jaar dat voorbij is, of laat jaren verzinnen."), field="years")
    years = tuple(
        _tried_year(year, all_of=invented if year in invented else told, is_invented=year in invented)
        for year in (*picked, *invented)
    )
    names = {key: party_name(one.organisation) for key, one in everybody.items()}
    return Trial(years, names, tuple(_tried_rule(choice, years=picked, invented=invented) for choice in chosen))


def _who(party: SeenParty) -> str:
    """A party by who it is: its code is another one in another agreement."""
    return RESIDENTS if party.is_residents else str(party.organisation_id)


def _as_settled(told: Mapping[int, Figures], *, by: Actor) -> dict[int, Figures]:
    """What was typed when a year was settled: vacancy, quality and the costs of single cases; definitive before provisional."""
    found: dict[int, Figures] = {}
    for one, _shares in settled_shares(by=by):
        if one.year in told and one.year not in found:
            said = one.figures
            found[one.year] = replace(
                told[one.year],
                vacancy=said["vacancy"],
                case_costs=tuple(said["case_costs"]),
                quality_met=said["quality_met"],
            )
    return found


def _invented(told: Mapping[int, Figures], *, wanted: Wanted) -> dict[int, Figures]:
    """Invented years around the budget of the last year that is known, with its parties as they were in it."""
    if not wanted.invented:
        return {}
    last = told[max(told)] if told else Figures(budget=ROUND_BUDGET, costs=0, parties=())
    costs = invented_costs(first=FIRST_INVENTED, years=wanted.invented, seed=wanted.seed, budget=last.budget)
    return {year: replace(last, costs=amount, purses=0, vacancy=0, case_costs=()) for year, amount in costs.items()}


def _tried_year(year: int, *, all_of: Mapping[int, Figures], is_invented: bool) -> TriedYear:
    told = all_of[year]
    usual = usual_of(Span(year, year), figures=told, known=all_of)
    return TriedYear(year, is_invented, told.budget, told.costs, usual)


def _tried_rule(choice: Choice, *, years: Mapping[int, Figures], invented: Mapping[int, Figures]) -> TriedRule:
    """What a rule gives on these years, whenever it was agreed. Quality that nobody knows is taken to be met."""
    main, luck = (years, invented) if years else (invented, invented)
    found = _compared(choice, years=main)
    by_year = _by_year(choice, found=found)
    chance = _by_year(choice, found=_compared(choice, years=luck)) if luck else {}
    codes = {one.code: _who(one) for one in choice.parties}
    return TriedRule(
        choice,
        by_year | chance,
        {codes[code]: cents for code, cents in found.totals[choice.key].items()},
        {codes[code]: cents for code, cents in found.together[choice.key].by_party.items()},
        sum(max(sum(told.values()), 0) for told in chance.values()),
    )


def _compared(choice: Choice, *, years: Mapping[int, Figures]) -> Comparison:
    ready = [_years_for(choice, years=part) for part in batched(years.items(), choice.terms.years)]
    rule = rules.rule_of(choice.terms, name=choice.key, begin=date(FIRST_INVENTED, 1, 1), until=None)
    try:
        return compare_rules(ready, rules=[rule])
    except WaardeError as error:
        raise rules.refused(error) from error


def _by_year(choice: Choice, *, found: Comparison) -> dict[int, dict[str, int]]:
    codes = {one.code: _who(one) for one in choice.parties}
    return {
        int(one.year): {codes[code]: cents for code, cents in one.by_party.items()}
        for one in found.per_year[choice.key]
    }


def _years_for(choice: Choice, *, years: Sequence[tuple[int, Figures]]) -> BudgetYear:
    """Years that a rule shares as one; the last time there may be fewer than it says."""
    figures = together([_with_known(told) for _year, told in years])
    known = {one.code: one for one in figures.parties}
    parties = tuple(replace(known.get(_who(one), Taking("")), code=one.code, left_on=None) for one in choice.parties)
    return rules.year_with(replace(figures, parties=parties), span=Span(years[0][0], years[-1][0]))


def _with_known(figures: Figures) -> Figures:
    return replace(figures, quality_met=True) if figures.quality_met is None else figures


def usual_of(span: Span, *, figures: Figures, known: Mapping[int, Figures]) -> Variation | None:
    """What the years before let expect of these years together; None with fewer than three of them."""
    earlier = [_rate(one) for year, one in known.items() if year < span.first and one.budget]
    if not figures.budget:
        return None
    return usual_variation(earlier, result=_rate(figures), years=sum(year in known for year in span.years))


def _rate(figures: Figures) -> float:
    return (figures.budget - figures.costs) / figures.budget
