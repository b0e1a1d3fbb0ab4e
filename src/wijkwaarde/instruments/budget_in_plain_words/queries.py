"""Counts a year of the budget for everybody, and reads what was published; names and cases stay out of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Q, Sum

from waarde import BudgetBook, forecast
from wijkwaarde.instruments.budget_in_plain_words import rules
from wijkwaarde.instruments.budget_in_plain_words.calculation import HUNDREDTHS, Spent, down_to, in_steps, put_together
from wijkwaarde.instruments.budget_in_plain_words.models import Publication
from wijkwaarde.instruments.budget_in_plain_words.terms import EUROS_A_STEP, LEAST_PEOPLE, PEOPLE_A_STEP
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets.queries import Budget, budgets, is_command, year_budget, years_of
from wijkwaarde.kernel.deliveries.models import Delivery
from wijkwaarde.kernel.deliveries.numbers import line_of
from wijkwaarde.kernel.deliveries.queries import declarations, delivered
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.ledger.models import Account, Entry
from wijkwaarde.kernel.ledger.terms import AccountKind, Commodity
from wijkwaarde.kernel.parties.queries import partnership_with, partnerships
from wijkwaarde.kernel.plans.models import PlanLine

MONTHS = 12
# The residents' part of what was shared, as the settlement books it.
FUND = "Fund:Residents"


@dataclass(frozen=True, slots=True)
class Came:
    """Whole euros of one source of money."""

    name: str
    euros: int


@dataclass(frozen=True, slots=True)
class Went:
    """Whole euros of one product, and how many people got it at least; the rest has no name."""

    name: str
    euros: int
    people: int | None


@dataclass(frozen=True, slots=True)
class Sure:
    """What is thought to be left at the end of the year, in whole euros, and how far that may be off."""

    left: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Fund:
    """The money of the residents in whole euros: what came in, what was spent, and what is left."""

    came: int
    spent: int
    left: int


@dataclass(frozen=True, slots=True)
class Figures:
    """A year as everybody may read it: rounded, and without what is about too few people; `until` is the last day in it."""

    year: int
    until: date
    is_final: bool
    came: tuple[Came, ...]
    went: tuple[Went, ...]
    came_total: int
    went_total: int
    sure: Sure
    fund: Fund | None

    @property
    def left(self) -> int:
        """What came in, less what is used up to now."""
        return self.came_total - self.went_total

    def to_json(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self) | {"until": self.until.isoformat()}


def figures_of(told: dict[str, Any]) -> Figures:
    """What was kept, as it was."""
    return Figures(
        told["year"],
        date.fromisoformat(told["until"]),
        told["is_final"],
        tuple(Came(**one) for one in told["came"]),
        tuple(Went(**one) for one in told["went"]),
        told["came_total"],
        told["went_total"],
        Sure(**told["sure"]),
        Fund(**told["fund"]) if told["fund"] else None,
    )


# --- What was published: for everybody ---


@dataclass(frozen=True, slots=True)
class Released:
    """What was published about a year, in which area, and which other years there are."""

    area: str
    area_name: str
    figures: Figures
    fund_words: str
    words: str
    published_on: date
    years: tuple[int, ...]


def released(area: str, *, year: int | None = None) -> Released:
    """What was published last about a year, or about the newest; everybody may read it. Errors: NotFound."""
    partnership = partnership_with(area)
    with in_partnership(partnership.pk):
        found = list(_standing().filter(partnership=partnership).order_by("-year", "-is_final"))
    if not found:
        raise NotFound("publication")
    one = next((each for each in found if year in {None, each.year}), None)
    if one is None:
        raise NotFound("publication")
    return Released(
        partnership.slug,
        partnership.name,
        figures_of(one.figures),
        one.fund_words,
        one.words,
        one.published_on,
        tuple(sorted({each.year for each in found}, reverse=True)),
    )


def areas() -> list[tuple[str, str]]:
    """Every area of which something was published: its short name and its name; everybody may read it."""
    found = []
    for one in partnerships():
        with in_partnership(one.pk):
            if _standing().filter(partnership=one).exists():
                found.append((one.slug, one.name))
    return found


def _standing() -> Any:
    return Publication.objects.filter(withdrawn_on__isnull=True)


# --- What is to be published: for the controller ---


def publications(*, by: Actor) -> list[Publication]:
    """What was published, the newest first. Errors: NotFound for who does not publish."""
    rules.check_publishes(by.role, is_command=is_command(by))
    return list(_standing().filter(partnership_id=by.inside).order_by("-published_on", "-pk"))


def years_to_publish(*, by: Actor, today: date) -> list[int]:
    """The years of which there are figures, the newest first. Errors: NotFound for who reads no budget."""
    known = {year for budget in budgets(by=by) for year in years_of(budget)}
    return sorted((year for year in known if date(year, 2, 1) <= today), reverse=True)


def budget_of_year(year: int, *, by: Actor) -> Budget:
    """The budget in which a year lies. Errors: NotFound."""
    for budget in budgets(by=by):
        if year in years_of(budget):
            return budget
    raise NotFound("area_budget")


def draft_of(year: int, *, by: Actor, today: date) -> Figures:
    """A year as it would be published today. Errors: NotFound for who does not publish, and for a year without figures."""
    rules.check_publishes(by.role, is_command=is_command(by))
    if year not in years_to_publish(by=by, today=today):
        raise NotFound("publication")
    budget = budget_of_year(year, by=by)
    came = _came(budget, year=year, by=by)
    spent = _spent(budget, year=year, by=by)
    came_total = in_steps(sum(cents for _name, cents in came), step=EUROS_A_STEP)
    return Figures(
        year,
        min(today, date(year, 12, 31)),
        today.year > year,
        tuple(Came(name, in_steps(cents, step=EUROS_A_STEP)) for name, cents in came if cents),
        tuple(_went(one) for one in put_together(spent, least=LEAST_PEOPLE)),
        came_total,
        in_steps(sum(one.cents for one in spent), step=EUROS_A_STEP),
        _sure(budget, year=year, came=came_total, by=by, today=today),
        _fund(by=by),
    )


def _came(budget: Budget, *, year: int, by: Actor) -> list[tuple[str, int]]:
    names = dict(budget.sources.values_list("slug", "name"))
    counted = year_budget(budget, year=year, by=by)
    return sorted(((names[slug], cents) for slug, cents in counted.by_source.items()), key=lambda one: -one[1])


def _spent(budget: Budget, *, year: int, by: Actor) -> list[Spent]:
    cents: dict[int, int] = {}
    for row in delivered(budget, by=by, year=year):
        cents[row.product_id] = cents.get(row.product_id, 0) + row.cents
    people = _people(budget, year=year)
    names = dict(budget.products.values_list("pk", "name"))
    return [Spent(names[product_id], amount, people.get(product_id)) for product_id, amount in cents.items()]


def _went(one: Spent) -> Went:
    people = None if one.people is None else down_to(one.people, step=PEOPLE_A_STEP)
    return Went(one.name, in_steps(one.cents, step=EUROS_A_STEP), people)


def _people(budget: Budget, *, year: int) -> dict[int, int]:
    """How many people got each product: by the numbers of agreements in what was delivered, else as in the base year."""
    base = budget.base_costs.filter(people__isnull=False).values("product_id").annotate(people=Sum("people"))
    known = {row["product_id"]: row["people"] for row in base.order_by("product_id")}
    inside = Q(budget=budget, begin__lte=date(year, 12, 31), until__gt=date(year, 1, 1)) & ~Q(number="")
    rows = list(Delivery.objects.filter(inside).values_list("product_id", "number").distinct())
    lines = {number: line_of(number) for _product, number in rows}
    whose = dict(
        PlanLine.objects.filter(pk__in=[line for line in lines.values() if line is not None]).values_list(
            "pk", "plan_version__plan__case__resident_id"
        )
    )
    for product_id in {product for product, _number in rows}:
        got = {whose.get(lines[number] or 0) for product, number in rows if product == product_id} - {None}
        known[product_id] = max(known.get(product_id, 0), len(got))
    return known


def _sure(budget: Budget, *, year: int, came: int, by: Actor, today: date) -> Sure:
    """What is left at the end, by what was declared up to the last whole month; eight in ten lie between low and high."""
    book = BudgetBook(declarations(budget, by=by))
    month = (today.year - year) * MONTHS + today.month - 1
    expected = forecast(book, year=year, month=month).expected
    left, low, high = (
        came - in_steps(round(euros * HUNDREDTHS), step=EUROS_A_STEP)
        for euros in (expected.total, expected.high, expected.low)
    )
    return Sure(left, low, high)


def _fund(*, by: Actor) -> Fund | None:
    """The residents' own money in the ledger; None where nothing was ever set apart."""
    account = Account.objects.filter(
        partnership_id=by.inside, kind=AccountKind.LIABILITY.value, commodity=Commodity.EURO.value, code=FUND
    ).first()
    if account is None:
        return None
    sums = Entry.objects.filter(partnership_id=by.inside, account=account).aggregate(
        came=Sum("amount", filter=Q(amount__lt=0)), spent=Sum("amount", filter=Q(amount__gt=0))
    )
    came, spent = -(sums["came"] or 0) // HUNDREDTHS, (sums["spent"] or 0) // HUNDREDTHS
    return Fund(came, spent, came - spent)
