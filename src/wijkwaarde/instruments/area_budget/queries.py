"""Reads what there is in a year of a budget, and puts it beside what is promised, was spent, is left and is expected.

No name and no key of a case is read: an agreement is known by its number, a result by what is to be reached.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Sum

from wijkwaarde.instruments.area_budget.calculation import Floats
from wijkwaarde.instruments.area_budget.reading import Year
from wijkwaarde.instruments.area_budget.rules import Shown, Wanted
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.budgets.queries import Budget, budget_on, is_command, year_budget, years_of
from wijkwaarde.kernel.budgets.rules import check_reads
from wijkwaarde.kernel.deliveries.models import Delivery
from wijkwaarde.kernel.deliveries.numbers import number_of
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.outlook.calculation import cents
from wijkwaarde.kernel.outlook.queries import outlook_for
from wijkwaarde.kernel.outlook.reading import ToldResult
from wijkwaarde.kernel.outlook.terms import BY_RESULT
from wijkwaarde.kernel.plans.queries import later_lines

KIND = "area_budget"


class NoBudget(NotFound):
    """No budget runs today; who may read one hears that there is none."""


def year_for(year: int | None, *, by: Actor, today: date) -> Year:
    """A year of the budget that runs today, this one unless told. Errors: NotFound without a budget or such a year."""
    check_reads(by.role, is_command=is_command(by))
    budget = budget_on(today, by=by)
    if budget is None:
        raise NoBudget(KIND)
    found = _year(budget, year=today.year if year is None else year, by=by, today=today)
    by.record(Act.READ, KIND, object_id=budget.pk, subjects=[])
    return found


# What products and parties are called, and what was shown last, in one question.
BESIDE = """
SELECT
    (SELECT jsonb_agg(jsonb_build_array(p.slug, p.name) ORDER BY p.position, p.slug)::text
        FROM budgets_product p WHERE p.budget_id = %(budget)s),
    (SELECT jsonb_agg(jsonb_build_array(o.id, o.name) ORDER BY o.name)::text
        FROM parties_organisation o WHERE o.partnership_id = %(inside)s),
    (SELECT jsonb_agg(to_jsonb(s) ORDER BY s."on" DESC)::text FROM (
        SELECT d."on", d.figures, d.forecast FROM area_budget_shownday d
        WHERE d.budget_id = %(budget)s AND d.year = %(year)s AND d."on" <= %(today)s ORDER BY d."on" DESC LIMIT 2
    ) s)
"""


def _year(budget: Budget, *, year: int, by: Actor, today: date) -> Year:
    made = year_budget(budget, year=year, by=by)
    with connection.cursor() as cursor:
        cursor.execute(BESIDE, {"budget": budget.pk, "inside": by.inside, "year": year, "today": today})
        names, parties, shown = (json.loads(told or "[]") for told in cursor.fetchone() or ("", "", ""))
    days = [_shown(one) for one in shown]
    return Year(
        budget=budget,
        year=year,
        years=tuple(years_of(budget)),
        today=today,
        made=made,
        names=dict(names),
        parties=dict(parties),
        outlook=outlook_for(budget, made=made, by=by, today=today),
        before=next((one for one in days if one.on < today), None),
        is_shown=any(one.on == today for one in days),
    )


def _shown(told: dict[str, Any]) -> Shown:
    expected = {name: total for name, (total, *_rest) in told["forecast"].items()}
    return Shown(date.fromisoformat(told["on"]), figures=told["figures"], forecast=expected)


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement on the budget, by its number: where it was agreed, when, from when until when, and its money in cents, `amount` in
    the time that was asked for.

    `until` is the first day on which it is there no more. A result has its key and its words in `result`, and what is paid each
    time in the place of what is paid per month.
    """

    number: str
    heard: str
    agreed_on: date
    begin: date
    until: date
    per_month: int
    amount: int
    spent: int
    result: tuple[int, str] | None = None


def places_for(wanted: Wanted, *, found: Year) -> list[int]:
    """Where the agreements stand that somebody asks for, the largest first; a result stands at the first of its parts."""
    agreed, amounts = found.agreed, amounts_for(wanted, found=found)
    places = np.flatnonzero(amounts > 0)
    return list(places[np.lexsort((agreed.lines[places], -np.round(amounts[places], 2)))].tolist())


def agreements_at(places: Sequence[int], *, wanted: Wanted, found: Year) -> list[Agreement]:
    """The agreements in these places, with what was delivered on each in that time, by the day
    on which a delivery began.
    """
    lines = {int(found.agreed.lines[place]) for place in places}
    spent = _spent({line for line in lines if line > 0}, month=wanted.month, found=found)
    amounts = amounts_for(wanted, found=found)
    results = {-one.pk: one for one in found.outlook.results}
    return [
        _of_result(results[line], amount=float(amounts[place]), month=wanted.month, found=found)
        if (line := int(found.agreed.lines[place])) < 0
        else _agreement(place, amount=float(amounts[place]), spent=spent.get(place, 0), found=found)
        for place in places
    ]


def _spent(first_ids: set[int], *, month: int | None, found: Year) -> dict[int, int]:
    """What was delivered on these lines, at the place of the agreement of that day: the one before a change keeps its own."""
    agreed, later = found.agreed, later_lines(first_ids, partnership_id=found.budget.partnership_id)
    numbers = {number_of(line_id): first_id for line_id, first_id in later.items()}
    runs: dict[int, list[tuple[int, int]]] = {}
    for place in np.flatnonzero(np.isin(agreed.lines, list(first_ids))).tolist():
        runs.setdefault(int(agreed.lines[place]), []).append((int(agreed.begin[place]), place))
    rows = Delivery.objects.filter(budget=found.budget, number__in=list(numbers), begin__year=found.year)
    if month is not None:
        rows = rows.filter(begin__month=month)
    spent: dict[int, int] = {}
    for number, day, total in rows.values_list("number", "begin").annotate(total=Sum("cents")):
        those = sorted(runs[numbers[number]])
        place = max((one for one in those if one[0] <= day.toordinal()), default=those[0])[1]
        spent[place] = spent.get(place, 0) + total
    return spent


def amounts_for(wanted: Wanted, *, found: Year) -> Floats:
    """Euros of every agreement that is asked for, in that time; those of a result at its first part, in whichever months and laws."""
    agreed, monthly = found.agreed, found.monthly
    are = agreed.product.are(wanted.product) & agreed.party.are(wanted.party) & agreed.bearer.are(wanted.law)
    amounts = np.where(are, monthly.sum(axis=1) if wanted.month is None else monthly[:, wanted.month - 1], 0)
    first, whose = np.unique(agreed.lines, return_index=True, return_inverse=True)[1:]
    at = np.where(agreed.lines < 0, first[whose], np.arange(len(agreed)))
    return np.bincount(at, weights=amounts, minlength=len(agreed)).astype(float)


def _of_result(one: ToldResult, *, amount: float, month: int | None, found: Year) -> Agreement:
    paid = (row for row in found.spent if row.result == one.pk and month in {None, row.delivered.month})
    return Agreement(
        number="",
        heard=BY_RESULT,
        agreed_on=one.agreed_on,
        begin=one.begin,
        until=one.until,
        per_month=one.cents,
        amount=cents(amount),
        spent=sum(row.cents for row in paid),
        result=(one.pk, one.what),
    )


def _agreement(place: int, *, amount: float, spent: int, found: Year) -> Agreement:
    agreed = found.agreed
    known, begin, until = (date.fromordinal(int(days[place])) for days in (agreed.known, agreed.begin, agreed.until))
    return Agreement(
        number=number_of(int(agreed.lines[place])),
        heard=agreed.heard[place],
        agreed_on=known,
        begin=begin,
        until=until,
        per_month=cents(float(agreed.per_month[place])),
        amount=cents(amount),
        spent=spent,
    )
