"""Counts a year of the budget for everybody, and reads what was published; names and cases stay out of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import F, Max
from django.utils.translation import gettext as _

from waarde import Situation
from wijkwaarde.instruments.budget_in_plain_words import rules
from wijkwaarde.instruments.budget_in_plain_words.calculation import Spent, down_to, in_steps, put_together
from wijkwaarde.instruments.budget_in_plain_words.counting import ONE_DAY, Agreed
from wijkwaarde.instruments.budget_in_plain_words.figures import Came, Figures, Shared, Sure, Went, figures_of
from wijkwaarde.instruments.budget_in_plain_words.models import Publication
from wijkwaarde.instruments.budget_in_plain_words.reading import Told, told_of
from wijkwaarde.instruments.budget_in_plain_words.terms import EUROS_A_STEP, LEAST_PEOPLE, PEOPLE_A_STEP
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.agreements.queries import account_of, settled_shares, span_of, standing
from wijkwaarde.kernel.budgets.calculation import YearBudget, count_year
from wijkwaarde.kernel.budgets.queries import Budget, basis_of, budgets, is_command, year_budget, years_of
from wijkwaarde.kernel.deliveries.numbers import line_of
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.flows.models import Flow
from wijkwaarde.kernel.isolation import in_partnership
from wijkwaarde.kernel.measurements.models import Measurement
from wijkwaarde.kernel.measurements.terms import Moment
from wijkwaarde.kernel.outlook.queries import Outlook, outlook_for, spent_on
from wijkwaarde.kernel.outlook.terms import PURSE
from wijkwaarde.kernel.parties.queries import partnership_with, partnerships
from wijkwaarde.kernel.plans.models import LineNote, PlanLine
from wijkwaarde.kernel.plans.terms import LineState

OVER = (LineState.DONE.value, LineState.STOPPED.value)
# Of so many times that something was shared everybody reads what it went to: of the last, it is often not said yet.
SHARED_YEARS = 2


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


def budgets_to_publish(*, by: Actor, today: date) -> dict[int, Budget]:
    """Each year of which there are figures (from February on) with its budget, the newest first. Errors: NotFound."""
    every = ((year, budget) for budget in budgets(by=by) for year in years_of(budget))
    found = {year: budget for year, budget in every if date(year, 2, 1) <= today}
    return dict(sorted(found.items(), reverse=True))


def budget_of_year(year: int, *, by: Actor) -> Budget:
    """The budget in which a year lies. Errors: NotFound."""
    for budget in budgets(by=by):
        if year in years_of(budget):
            return budget
    raise NotFound("area_budget")


def draft_of(year: int, *, by: Actor, today: date, among: Mapping[int, Budget] | None = None) -> Figures:
    """A year as it would be published today, `among` those of `budgets_to_publish`.

    Errors: NotFound for who does not publish, and for a year without figures.
    """
    rules.check_publishes(by.role, is_command=is_command(by))
    budget = (budgets_to_publish(by=by, today=today) if among is None else among).get(year)
    if budget is None:
        raise NotFound("publication")
    told, made = told_of(budget, year=year, by=by), year_budget(budget, year=year, by=by)
    outlook = outlook_for(budget, made=made, by=by, today=today)
    came, spent = _came(made, names=told.sources), _spent(outlook, told=told)
    came_total = in_steps(made.cents, step=EUROS_A_STEP)
    return Figures(
        year,
        min(today, date(year, 12, 31)),
        today.year > year,
        tuple(Came(name, in_steps(cents, step=EUROS_A_STEP)) for name, cents in came if cents),
        tuple(_went(one) for one in put_together(spent, least=LEAST_PEOPLE)),
        came_total,
        in_steps(sum(one.cents for one in spent), step=EUROS_A_STEP),
        _sure(outlook, came=came_total),
        told.fund,
        _shared(by=by),
    )


def _came(made: YearBudget, *, names: Mapping[str, str]) -> list[tuple[str, int]]:
    return sorted(((names[slug], cents) for slug, cents in made.by_source.items()), key=lambda one: -one[1])


def _spent(outlook: Outlook, *, told: Told) -> list[Spent]:
    cents: dict[str, int] = {}
    for row in outlook.spent:
        cents[row.product] = cents.get(row.product, 0) + row.cents
    got = _people(told)
    found = [
        _of_product(name, cents[slug], got=got.get(pk, 0), before=before)
        for pk, slug, name, before in told.products
        if slug in cents
    ]
    if PURSE in cents:
        # Whom it was for is written nowhere; few payments could be about somebody whom a reader knows.
        count = sum(row.times for row in outlook.spent if row.product == PURSE)
        found.append(Spent(_("Kleine beurs"), cents[PURSE], count, is_told=False))
    return found


def _of_product(name: str, cents: int, *, got: int, before: int | None) -> Spent:
    """The people of the base year only say whether it is about few: how many got help this year, they do not say."""
    if got >= LEAST_PEOPLE:
        return Spent(name, cents, got)
    return Spent(name, cents, got if before is None and got else before, is_told=False)


def _went(one: Spent) -> Went:
    people = None if one.people is None or not one.is_told else down_to(one.people, step=PEOPLE_A_STEP)
    return Went(one.name, in_steps(one.cents, step=EUROS_A_STEP), people)


def _people(told: Told) -> dict[int, int]:
    """How many people got each product in the year, by the numbers of agreements in what was delivered."""
    if not told.numbers:
        return {}
    lines = {number: line_of(number) for _product, number in told.numbers}
    whose = dict(
        PlanLine.objects.filter(pk__in=[line for line in lines.values() if line is not None]).values_list(
            "pk", "plan_version__plan__case__resident_id"
        )
    )
    got: dict[int, set[int]] = {}
    for product, number in told.numbers:
        resident = whose.get(lines[number] or 0)
        if resident is not None:
            got.setdefault(product, set()).add(resident)
    return {product: len(those) for product, those in got.items()}


def _sure(outlook: Outlook, *, came: int) -> Sure:
    """What is left at the end, as the controller's page expects it; eight in ten lie between low and high."""
    expected = outlook.outcomes_now[""]
    left, low, high = (
        came - in_steps(cents, step=EUROS_A_STEP) for cents in (expected.total, expected.high, expected.low)
    )
    return Sure(left, low, high)


def _shared(*, by: Actor) -> tuple[Shared, ...]:
    """What each party got of the years that were shared last, and of those before."""
    found = [one for one in standing(settled_shares(by=by)) if one[0].is_definitive][:SHARED_YEARS]
    return tuple(
        Shared(
            "" if share.party.is_residents or not share.party.organisation else share.party.organisation.name,
            str(span_of(settled)),
            in_steps(share.cents, step=1),
            said.spent_on if said else "",
            said.noticed if said else "",
        )
        for settled, shares in found
        for share in shares
        for said in [account_of(share)]
    )


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
        products = list(budget.products.order_by("position").values_list("slug", "name", "price_key"))
        for year in years_of(budget):
            if year <= today.year:
                counted = count_year(basis, year=year).by_product
                found[year] = [
                    ProductYear(name, key, counted.get(slug, 0), used.get((year, slug), 0))
                    for slug, name, key in products
                ]
                if (year, PURSE) in used:
                    found[year].append(ProductYear(_("Kleine beurs"), "", 0, used[year, PURSE]))
    return dict(sorted(found.items(), reverse=True))


def _used(budget: Budget, *, by: Actor) -> dict[tuple[int, str], int]:
    used: dict[tuple[int, str], int] = {}
    for row in spent_on(budget, by=by):
        key = row.delivered.year, row.product
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
