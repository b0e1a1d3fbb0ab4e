"""Counts a year of the budget for everybody, and reads what was published; names and cases stay out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import F, Max, Q, Sum

from waarde import BudgetBook, Situation, forecast
from wijkwaarde.instruments.budget_in_plain_words import rules
from wijkwaarde.instruments.budget_in_plain_words.calculation import HUNDREDTHS, Spent, down_to, in_steps, put_together
from wijkwaarde.instruments.budget_in_plain_words.counting import ONE_DAY, Agreed
from wijkwaarde.instruments.budget_in_plain_words.figures import Came, Figures, Fund, Sure, Went, figures_of
from wijkwaarde.instruments.budget_in_plain_words.models import Publication
from wijkwaarde.instruments.budget_in_plain_words.terms import EUROS_A_STEP, LEAST_PEOPLE, PEOPLE_A_STEP
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets.calculation import count_year
from wijkwaarde.kernel.budgets.queries import Budget, basis_of, budgets, is_command, year_budget, years_of
from wijkwaarde.kernel.deliveries.models import Delivery
from wijkwaarde.kernel.deliveries.numbers import line_of
from wijkwaarde.kernel.deliveries.queries import declarations, delivered
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.flows.models import Flow
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.ledger.models import Account, Entry
from wijkwaarde.kernel.ledger.terms import AccountKind, Commodity
from wijkwaarde.kernel.measurements.models import Measurement
from wijkwaarde.kernel.measurements.terms import Moment
from wijkwaarde.kernel.parties.queries import partnership_with, partnerships
from wijkwaarde.kernel.plans.models import LineNote, PlanLine
from wijkwaarde.kernel.plans.terms import LineState

MONTHS = 12
OVER = (LineState.DONE.value, LineState.STOPPED.value)
# The residents' part of what was shared, as the settlement books it.
FUND = "Fund:Residents"


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
    # Two days of a four-week period before the first January would count as a year of their own.
    told = declarations(budget, by=by)
    book = BudgetBook(tuple(one for one in told if one.delivered >= budget.begin))
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


# --- What the steungroep sees: counts over the years ---


@dataclass(frozen=True, slots=True)
class ProductYear:
    """A product of a budget in a year: what a priced line of a plan calls it, its budget and what was delivered, in cents."""

    name: str
    price_key: str
    budget: int
    used: int


@dataclass(frozen=True, slots=True)
class Marks:
    """The first and the latest mark of each resident who gave both, the latest in this year."""

    first: tuple[int, ...]
    latest: tuple[int, ...]


def check_reads_counts(*, by: Actor) -> None:
    """Errors: NotFound for who does not read the counts."""
    rules.check_reads(by.role, is_command=is_command(by))


def money_by_year(*, by: Actor, today: date) -> dict[int, list[ProductYear]]:
    """What each product had and used per year up to this one, the newest year first. Errors: NotFound."""
    check_reads_counts(by=by)
    found: dict[int, list[ProductYear]] = {}
    for budget in budgets(by=by):
        basis, used = basis_of(budget, by=by), _used(budget, by=by)
        products = list(budget.products.order_by("position").values_list("pk", "slug", "name", "price_key"))
        for year in years_of(budget):
            if year <= today.year:
                counted = count_year(basis, year=year).by_product
                found[year] = [
                    ProductYear(name, key, counted.get(slug, 0), used.get((year, pk), 0))
                    for pk, slug, name, key in products
                ]
    return dict(sorted(found.items(), reverse=True))


def _used(budget: Budget, *, by: Actor) -> dict[tuple[int, int], int]:
    used: dict[tuple[int, int], int] = {}
    for row in delivered(budget, by=by):
        key = row.delivered.year, row.product_id
        used[key] = used.get(key, 0) + row.cents
    return used


def agreed_lines(*, by: Actor) -> list[Agreed]:
    """Every line of an agreed plan with its days and products; of nobody who asked for less use. Errors: NotFound."""
    check_reads_counts(by=by)
    of = "plan_version__plan__"
    told = PlanLine.objects.filter(
        partnership_id=by.inside,
        plan_version__agreed_on__isnull=False,
        plan_version__plan__case__resident__restricted_on__isnull=True,
    ).values_list(
        *("pk", f"{of}id", "plan_version__number", f"{of}case__resident_id", f"{of}case__closed_on", "source"),
        *("begin", "until", "state", "holds_for_id", "plan_version__agreed_on"),
    )
    rows = list(told)
    products, over, replaced = _products(by=by), _over(by=by), _replaced(rows)
    return [_agreed(row, products=products, over=over, replaced=replaced) for row in rows]


def _agreed(
    row: tuple[Any, ...],
    *,
    products: dict[int, set[str]],
    over: dict[int, date],
    replaced: dict[tuple[int, int], date],
) -> Agreed:
    pk, plan_id, number, resident_id, closed_on, source, begin, until, state, holds_for, agreed_on = row
    begins = max(begin or agreed_on, agreed_on)
    last = until + ONE_DAY if until else None
    ends = [one for one in (last, closed_on, replaced.get((plan_id, number)), over.get(pk)) if one is not None]
    waits = state == LineState.OPEN.value and holds_for is not None and closed_on is None
    found = frozenset(products.get(pk, ()))
    return Agreed(plan_id, number, resident_id, source, begins, min(ends) if ends else None, waits, found, agreed_on)


def _replaced(rows: list[tuple[Any, ...]]) -> dict[tuple[int, int], date]:
    """Of each version of a plan but the last, when the next one was agreed."""
    agreed = sorted({(row[1], row[2], row[10]) for row in rows})
    return {
        (plan_id, number): later
        for (plan_id, number, _on), (other, _number, later) in pairwise(agreed)
        if plan_id == other
    }


def _products(*, by: Actor) -> dict[int, set[str]]:
    """The price keys by line of a plan, of what the plan takes."""
    found: dict[int, set[str]] = {}
    rows = Flow.objects.filter(
        partnership_id=by.inside, situation=Situation.SOLUTION.value, plan_line__isnull=False, item__isnull=False
    ).values_list("plan_line_id", "item__key")
    for line_id, key in rows.distinct():
        found.setdefault(line_id or 0, set()).add(key)
    return found


def _over(*, by: Actor) -> dict[int, date]:
    """When lines that are done or stopped became so."""
    notes = LineNote.objects.filter(partnership_id=by.inside, state__in=OVER, line__state__in=OVER)
    return dict(notes.values("line_id").annotate(last=Max("on")).values_list("line_id", "last"))


def marks_in(years: list[int], *, by: Actor) -> dict[int, Marks]:
    """First and latest mark of residents by the year of the latest; of nobody who said no to measuring, or asked for less use."""
    check_reads_counts(by=by)
    rows = Measurement.objects.filter(
        partnership_id=by.inside,
        withdrawn_on__isnull=True,
        asked_afterwards=False,
        person_id=F("case__resident_id"),
        case__unmeasured_on__isnull=True,
        case__resident__restricted_on__isnull=True,
    ).exclude(given_on__lte=F("case__forgotten_on"))
    told: dict[int, dict[str, tuple[int, date]]] = {}
    for case_id, moment, mark, given_on in rows.order_by("given_on").values_list(
        "case_id", "moment", "mark", "given_on"
    ):
        told.setdefault(case_id, {})[moment] = (mark, given_on)
    pairs: dict[int, list[tuple[int, int]]] = {year: [] for year in years}
    for moments in told.values():
        later = moments.get(Moment.FOLLOW_UP.value) or moments.get(Moment.SIX_WEEKS.value)
        if Moment.BEFORE.value in moments and later is not None and later[1].year in pairs:
            pairs[later[1].year].append((moments[Moment.BEFORE.value][0], later[0]))
    return {
        year: Marks(tuple(one for one, _two in those), tuple(two for _one, two in those))
        for year, those in pairs.items()
    }
