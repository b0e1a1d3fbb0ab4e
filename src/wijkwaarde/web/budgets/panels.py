"""A budget in words and tables: what it is built on, what a file gives, and what a year brought; it counts nothing new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from waarde import Unit
from wijkwaarde.kernel.budgets import rules
from wijkwaarde.kernel.budgets.calculation import YearBudget
from wijkwaarde.kernel.budgets.queries import Budget, BudgetPlan, Source, Step, Story, done_of, years_of
from wijkwaarde.kernel.budgets.reading import CostReading
from wijkwaarde.kernel.budgets.terms import BudgetUse, Purse, SubsidyStep
from wijkwaarde.kernel.deliveries.calculation import Delivered
from wijkwaarde.kernel.prices.bearers import bearers
from wijkwaarde.kernel.staffing.calculation import Hours
from wijkwaarde.kernel.words import word
from wijkwaarde.web.amounts.wording import bearer_name
from wijkwaarde.web.budgets.forms import PURSES, USES
from wijkwaarde.web.budgets.parties import PartyFigures, party_table
from wijkwaarde.web.format import day, euros, money, percent
from wijkwaarde.web.tables import Table, table

CENTS = 100
DIGITS = 3
ONE_DAY = timedelta(days=1)
SHOWN_ASIDES = 50


class Named(Protocol):
    """Something with a number and a name."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the same budget."""

    label: str
    url: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing about a budget, with its question."""

    name: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that a budget is built on: its name, what is told about it, and what may be done with it."""

    name: str
    words: str
    what: str
    which: int
    detail: str = ""
    end: str = ""
    change: str = ""
    is_used: bool = False


@dataclass(frozen=True, slots=True)
class BudgetPage:
    """Everything on the page of a budget; `next` is what is wanted first, `goes` whether it may be taken away whole."""

    facts: tuple[Fact, ...]
    sources: tuple[Line, ...]
    products: tuple[Line, ...]
    corrections: tuple[Line, ...]
    next: str
    goes: bool


def named(those: Iterable[Named]) -> list[tuple[str, str]]:
    """Choices from rows with a name."""
    return [(str(one.pk), one.name) for one in those]


def bearer_choices() -> list[tuple[str, str]]:
    """Who pays under which law."""
    return [(slug, bearer_name(slug)) for slug in bearers()]


def unit_choices() -> list[tuple[str, str]]:
    """What can be counted in."""
    return [(unit.value, word(unit)) for unit in Unit]


def tabs(budget: Budget, *, here: str, today: date) -> tuple[Tab, ...]:
    """The pages of one budget."""
    years = years_of(budget)
    this_year = min(max(today.year, years[0]), years[-1])
    places = {
        "budget": (_("Opzet"), [budget.pk]),
        "base_year": (_("Basisjaar"), [budget.pk]),
        "budget_years": (_("Jaren"), [budget.pk]),
        "budget_subsidies": (_("Subsidies"), [budget.pk, this_year]),
        "budget_assignment": (_("Opdracht"), [budget.pk]),
    }
    return tuple(Tab(label, reverse(name, args=args), name == here) for name, (label, args) in places.items())


def budget_page(plan: BudgetPlan, *, keeps: bool, signing: str, is_put: bool) -> BudgetPage:
    """Everything on the page of a budget; `signing` is how far the signing of its base year is."""
    return BudgetPage(
        facts=_facts(plan.budget, signing=signing),
        sources=tuple(_source(one, keeps=keeps, plan=plan) for one in plan.sources),
        products=tuple(
            Line(
                one.name,
                _("geteld in: {unit}").format(unit=word(Unit(one.unit))),
                "product",
                one.pk,
                _("In bestanden ook: {names}").format(names=", ".join(one.also_called)) if one.also_called else "",
                change=reverse("budget_product_change", args=[one.budget_id, one.pk]) if keeps else "",
                is_used=any(one.pk == cost.product_id for cost in plan.base_costs),
            )
            for one in plan.products
        ),
        corrections=tuple(
            Line(
                f"{one.source.name}{f', {one.product.name}' if one.product else ''}",
                _("{rate} vanaf {day}").format(rate=signed(float(one.rate)), day=day(one.begin)),
                "correctie",
                one.pk,
                one.why,
            )
            for one in plan.volumes
        ),
        next=_next(plan, is_put=is_put) if keeps else "",
        goes=not plan.base_costs and not plan.volumes and not is_put,
    )


def signed(rate: float) -> str:
    """A part as a percentage with its sign."""
    return ("+" if rate > 0 else "") + percent(rate, digits=DIGITS)


def _next(plan: BudgetPlan, *, is_put: bool) -> str:
    if not plan.sources:
        return _("Zet er eerst een geldbron bij.")
    if not plan.products:
        return _("Zet er nu de producten bij.")
    if not plan.base_costs:
        return _("Zet er nu de kosten van het basisjaar bij.")
    return "" if is_put else _("Klopt alles? Leg het basisjaar dan voor aan de partijen.")


def _facts(budget: Budget, *, signing: str) -> tuple[Fact, ...]:
    return (
        Fact(
            _("Loopt"),
            _("van {begin} tot en met {last}").format(begin=day(budget.begin), last=day(budget.until - ONE_DAY)),
        ),
        Fact(_("Basisjaar"), str(budget.base_year)),
        Fact(_("Basisjaar getekend"), signing),
        Fact(_("Geld voor partijen"), str(USES[BudgetUse(budget.use)])),
        Fact(_("Wiens geld"), str(PURSES[Purse(budget.purse)])),
    )


def _source(one: Source, *, keeps: bool, plan: BudgetPlan) -> Line:
    index = ", ".join(f"{part.series} {percent(float(part.weight), digits=DIGITS)}" for part in one.index.all())
    told = [bearer_name(one.bearer)]
    if one.funder:
        told.append(_("van {name}").format(name=one.funder.name))
    told.append(_("sinds {day}").format(day=day(one.begin)))
    if one.until:
        told.append(_("tot en met {day}").format(day=day(one.until - ONE_DAY)))
    end = reverse("budget_source_end", args=[one.budget_id, one.pk]) if keeps else ""
    return Line(
        one.name,
        ", ".join(told),
        "bron",
        one.pk,
        _("Index: {series}").format(series=index) if index else _("Geen index"),
        end,
        reverse("budget_source_change", args=[one.budget_id, one.pk]) if keeps else "",
        any(one.pk == cost.source_id for cost in plan.base_costs),
    )


def cost_lines(plan: BudgetPlan) -> tuple[Line, ...]:
    """The costs of the base year, each of which may be taken away."""
    return tuple(
        Line(f"{one.organisation.name}, {one.product.name}", money(one.cents / CENTS), "kosten", one.pk)
        for one in plan.base_costs
    )


# --- A file before it is written ---


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file gives: in a sentence, the rows that are used, and those put aside."""

    words: str
    used: Table | None
    aside: Table | None
    aside_words: str
    remarks: tuple[str, ...]


def preview(reading: CostReading, *, plan: BudgetPlan) -> Preview:
    """What a file gives, beside what stands there already."""
    words = ngettext(
        "{count} regel is te gebruiken, samen {amount}.",
        "{count} regels zijn te gebruiken, samen {amount}.",
        len(reading.rows),
    ).format(count=len(reading.rows), amount=money(reading.cents / CENTS))
    left = len(reading.asides)
    aside_words = ngettext("{count} regel is opzij gelegd.", "{count} regels zijn opzij gelegd.", left)
    return Preview(words, _used(reading, plan=plan), _aside(reading), aside_words.format(count=left), reading.remarks)


def _used(reading: CostReading, *, plan: BudgetPlan) -> Table | None:
    """Every row that is used, with what stands there now and what it becomes."""
    if not reading.rows:
        return None
    known = {(one.source_id, one.organisation_id, one.product_id): one for one in plan.base_costs}
    names = {one.pk: one.name for one in plan.products}
    sources = {one.pk: one.name for one in plan.sources}
    rows = []
    for row in reading.rows:
        before = known.get((row.source_id, row.organisation_id, row.product_id))
        was = None if before is None else before.cents
        place = (names[row.product_id], sources[row.source_id], _happens(row.cents, before=was))
        amounts = ("" if was is None else money(was / CENTS), money(row.cents / CENTS))
        rows.append((reading.parties.get(row.organisation_id, ""), (*place, *amounts)))
    return table(
        caption=_("Wat ermee gebeurt"),
        first=_("Partij"),
        words=(_("Product"), _("Geldbron"), _("Wat")),
        numeric=(_("Staat er nu"), _("Wordt")),
        rows=tuple(rows),
    )


def _happens(cents: int, *, before: int | None) -> str:
    if before is None:
        return _("nieuw")
    return _("staat er al") if before == cents else _("verandert")


def _aside(reading: CostReading) -> Table | None:
    if not reading.asides:
        return None
    return table(
        caption=_("Opzij gelegd"),
        first=_("Rij"),
        words=(_("Wat er staat"), _("Waarom")),
        numeric=(),
        rows=tuple((str(one.row), (one.found, one.why)) for one in reading.asides[:SHOWN_ASIDES]),
    )


# --- The assignment ---


@dataclass(frozen=True, slots=True)
class StoryCard:
    """A year of the assignment: its figures, the parties, and what was told."""

    year: int
    facts: tuple[Fact, ...]
    parties: Table | None
    story: str
    url: str


@dataclass(frozen=True, slots=True)
class Known:
    """Everything that the years of a budget are told from."""

    years: Mapping[int, YearBudget]
    delivered: Sequence[Delivered]
    hours: Mapping[tuple[int, int], Hours]
    steps: Sequence[Step]
    stories: Mapping[int, Story]
    names: Mapping[int, str]


def story_cards(budget: Budget, *, known: Known) -> tuple[StoryCard, ...]:
    """A card for each year that is known, the newest first."""
    return tuple(_story(year, budget=budget, known=known) for year in sorted(known.years, reverse=True))


def _story(year: int, *, budget: Budget, known: Known) -> StoryCard:
    spent: dict[int, int] = {}
    for one in known.delivered:
        if one.delivered.year == year:
            spent[one.organisation_id] = spent.get(one.organisation_id, 0) + one.cents
    planned = known.years[year].by_organisation
    parties = (
        PartyFigures(name, planned.get(pk, 0), spent.get(pk, 0), known.hours.get((pk, year)))
        for pk, name in known.names.items()
    )
    done = [done_of(one) for one in known.steps if one.year == year]
    return StoryCard(
        year,
        _figures(budget=known.years[year].cents, spent=sum(spent.values()), done=done),
        party_table(parties, use=BudgetUse(budget.use), year=year),
        known.stories[year].story if year in known.stories else "",
        reverse("budget_story", args=[budget.pk, year]),
    )


def _figures(*, budget: int, spent: int, done: Sequence[rules.Done]) -> tuple[Fact, ...]:
    left = budget - spent
    return (
        Fact(_("Budget"), euros(budget / CENTS)),
        Fact(_("Geleverd, voor zover bekend"), euros(spent / CENTS)),
        Fact(_("Over") if left >= 0 else _("Meer gebruikt dan het budget"), euros(abs(left) / CENTS)),
        Fact(_("Verleend aan subsidies"), euros(rules.total(done, step=SubsidyStep.AWARD) / CENTS)),
    )
