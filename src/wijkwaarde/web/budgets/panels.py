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
from wijkwaarde.kernel.budgets.queries import Budget, BudgetPlan, Source, Step, Story, done_of, years_of
from wijkwaarde.kernel.budgets.reading import CostReading
from wijkwaarde.kernel.budgets.terms import BudgetUse, Purse, SubsidyStep
from wijkwaarde.kernel.deliveries.calculation import Delivered
from wijkwaarde.kernel.prices.bearers import bearers
from wijkwaarde.kernel.words import word
from wijkwaarde.web.amounts.wording import bearer_name
from wijkwaarde.web.budgets.forms import PURSES, USES
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


@dataclass(frozen=True, slots=True)
class BudgetPage:
    """Everything on the page of a budget; `next` is what is wanted first."""

    facts: tuple[Fact, ...]
    sources: tuple[Line, ...]
    products: tuple[Line, ...]
    costs: Table | None
    cost_lines: tuple[Line, ...]
    corrections: tuple[Line, ...]
    is_open: bool
    next: str


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
        "budget_years": (_("Jaren"), [budget.pk]),
        "budget_subsidies": (_("Subsidies"), [budget.pk, this_year]),
        "budget_assignment": (_("Opdracht"), [budget.pk]),
    }
    return tuple(Tab(label, reverse(name, args=args), name == here) for name, (label, args) in places.items())


def budget_page(plan: BudgetPlan, *, keeps: bool) -> BudgetPage:
    """Everything on the page of a budget."""
    is_open = plan.budget.signed_on is None
    return BudgetPage(
        facts=_facts(plan.budget),
        sources=tuple(_source(one, keeps=keeps) for one in plan.sources),
        products=tuple(
            Line(one.name, _("geteld in: {unit}").format(unit=word(Unit(one.unit))), "product", one.pk)
            for one in plan.products
        ),
        costs=_costs(plan),
        cost_lines=_cost_lines(plan) if keeps and is_open else (),
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
        is_open=is_open,
        next=_next(plan) if keeps else "",
    )


def signed(rate: float) -> str:
    """A part as a percentage with its sign."""
    return ("+" if rate > 0 else "") + percent(rate, digits=DIGITS)


def _next(plan: BudgetPlan) -> str:
    if not plan.sources:
        return _("Zet er eerst een geldbron bij.")
    if not plan.products:
        return _("Zet er nu de producten bij.")
    if not plan.base_costs:
        return _("Zet er nu de kosten van het basisjaar bij.")
    return "" if plan.budget.signed_on else _("Klopt alles? Laat dan de partijen het basisjaar tekenen.")


def _facts(budget: Budget) -> tuple[Fact, ...]:
    signed_by = f", {budget.signed_by.organisation.name}" if budget.signed_by else ""
    told = budget.signed_on and _("op {day}{who}").format(day=day(budget.signed_on), who=signed_by)
    return (
        Fact(
            _("Loopt"),
            _("van {begin} tot en met {last}").format(begin=day(budget.begin), last=day(budget.until - ONE_DAY)),
        ),
        Fact(_("Basisjaar"), str(budget.base_year)),
        Fact(_("Basisjaar getekend"), told or _("nog niet")),
        Fact(_("Geld voor partijen"), str(USES[BudgetUse(budget.use)])),
        Fact(_("Wiens geld"), str(PURSES[Purse(budget.purse)])),
        Fact(_("Wiens hulp meetelt"), budget.who_belongs),
    )


def _source(one: Source, *, keeps: bool) -> Line:
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
    )


def _costs(plan: BudgetPlan) -> Table | None:
    if not plan.base_costs:
        return None
    return table(
        caption=_("Kosten in {year}").format(year=plan.budget.base_year),
        first=_("Partij"),
        words=(_("Product"), _("Geldbron"), _("Waar het staat")),
        numeric=(_("Mensen"), _("Kosten")),
        rows=tuple(
            (
                one.organisation.name,
                (
                    one.product.name,
                    one.source.name,
                    one.found_in,
                    "" if one.people is None else str(one.people),
                    money(one.cents / CENTS),
                ),
            )
            for one in plan.base_costs
        ),
        total=(_("Samen"), ("", "", "", "", money(sum(one.cents for one in plan.base_costs) / CENTS))),
    )


def _cost_lines(plan: BudgetPlan) -> tuple[Line, ...]:
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
    known = {(one.source_id, one.organisation_id, one.product_id): one.cents for one in plan.base_costs}
    words = ngettext(
        "{count} regel is te gebruiken, samen {amount}.",
        "{count} regels zijn te gebruiken, samen {amount}.",
        len(reading.rows),
    ).format(count=len(reading.rows), amount=money(reading.cents / CENTS))
    left = len(reading.asides)
    aside_words = ngettext("{count} regel is opzij gelegd.", "{count} regels zijn opzij gelegd.", left)
    return Preview(words, _used(reading, known=known), _aside(reading), aside_words.format(count=left), reading.remarks)


def _used(reading: CostReading, *, known: Mapping[tuple[int, int, int], int]) -> Table | None:
    told = {"new": 0, "same": 0, "changed": 0}
    for row in reading.rows:
        before = known.get((row.source_id, row.organisation_id, row.product_id))
        told["new" if before is None else "same" if before == row.cents else "changed"] += 1
    if not reading.rows:
        return None
    return table(
        caption=_("Wat ermee gebeurt"),
        first=_("Regels"),
        numeric=(_("Aantal"),),
        rows=(
            (_("nieuw"), (str(told["new"]),)),
            (_("komt in de plaats van een ander bedrag"), (str(told["changed"]),)),
            (_("staat er al met dit bedrag"), (str(told["same"]),)),
        ),
    )


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
    """A year of the assignment: its figures, and what was told."""

    year: int
    facts: tuple[Fact, ...]
    story: str
    url: str


def story_cards(
    budget: Budget,
    *,
    totals: Mapping[int, int],
    delivered: Sequence[Delivered],
    steps: Sequence[Step],
    stories: Mapping[int, Story],
    today: date,
) -> tuple[StoryCard, ...]:
    """A card for each year that began, the newest first."""
    begun = [year for year in years_of(budget) if date(year, 1, 1) <= today]
    return tuple(
        StoryCard(
            year,
            _figures(
                budget=totals.get(year, 0),
                spent=sum(one.cents for one in delivered if one.delivered.year == year),
                done=[done_of(one) for one in steps if one.year == year],
            ),
            stories[year].story if year in stories else "",
            reverse("budget_story", args=[budget.pk, year]),
        )
        for year in reversed(begun)
    )


def _figures(*, budget: int, spent: int, done: Sequence[rules.Done]) -> tuple[Fact, ...]:
    left = budget - spent
    return (
        Fact(_("Budget"), euros(budget / CENTS)),
        Fact(_("Geleverd, voor zover bekend"), euros(spent / CENTS)),
        Fact(_("Over") if left >= 0 else _("Meer gebruikt dan het budget"), euros(abs(left) / CENTS)),
        Fact(_("Verleend aan subsidies"), euros(rules.total(done, step=SubsidyStep.AWARD) / CENTS)),
    )
