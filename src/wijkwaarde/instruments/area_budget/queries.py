"""Reads what is promised on a budget out of agreed plans, and puts it beside what was spent, is left and is expected.

No name and no key of a case is read: an agreement is known by its number.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Sum

from waarde import Commitment
from wijkwaarde.instruments.area_budget.calculation import Agreed, AgreedFlow, agreed_of, cents
from wijkwaarde.instruments.area_budget.models import ShownDay
from wijkwaarde.instruments.area_budget.reading import Year
from wijkwaarde.instruments.area_budget.rules import Known, Shown
from wijkwaarde.instruments.area_budget.terms import OTHER
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.budgets.queries import Budget, budget_on, is_command, products_of, year_budget, years_of
from wijkwaarde.kernel.budgets.rules import check_reads
from wijkwaarde.kernel.deliveries.models import Delivery
from wijkwaarde.kernel.deliveries.numbers import number_of
from wijkwaarde.kernel.deliveries.queries import delivered
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.parties.models import Organisation

KIND = "area_budget"
# An estimate holds until the next one of its case, the next agreed version or the end; a line until it stops. What a
# source does not pay yet, or no more, is not on the budget. What comes next is looked up by its index, row by row: joined
# to a list of all of them, a database that counted its rows long ago compares every row with every other.
AGREED = """
WITH payers AS (
    SELECT s.bearer, min(s."begin") AS "begin", max(coalesce(s.until, 'infinity'::date)) AS until
    FROM budgets_moneysource s WHERE s.budget_id = %(budget)s GROUP BY s.bearer
)
SELECT f.plan_line_id, coalesce(d.slug, %(other)s), f.bearer, m.organisation_id, v.heard, greatest(v.agreed_on, e.made_on),
    greatest(coalesce(f."begin", l."begin", v.agreed_on), v.agreed_on, e.made_on, y."begin"),
    least(
        coalesce(f."end" + 1, l.until + 1, (coalesce(l."begin", v.agreed_on) + interval '1 year')::date),
        (SELECT n.made_on FROM flows_estimate n WHERE n.case_id = e.case_id AND n.kind = 'plan' AND n.id > e.id
            ORDER BY n.id LIMIT 1),
        (SELECT n.agreed_on FROM plans_planversion n WHERE n.plan_id = v.plan_id AND n.number > v.number
            AND n.agreed_on IS NOT NULL ORDER BY n.number LIMIT 1),
        CASE WHEN l.state = 'stopped' THEN (
            SELECT max(n."on") FROM plans_linenote n WHERE n.line_id = l.id AND n.state = 'stopped'
        ) END,
        c.closed_on,
        y.until
    ),
    coalesce(f."end" + 1, l.until + 1, (coalesce(l."begin", v.agreed_on) + interval '1 year')::date),
    f.quantity, f.frequency, f.periods, coalesce(p.value, f.price)
FROM flows_estimate e
JOIN flows_flow f ON f.estimate_id = e.id AND f.situation = 'solution'
JOIN payers y ON y.bearer = f.bearer
JOIN plans_planline l ON l.id = f.plan_line_id
JOIN plans_planversion v ON v.id = l.plan_version_id AND v.agreed_on IS NOT NULL
JOIN cases_case c ON c.id = e.case_id
LEFT JOIN prices_storedprice p ON p.id = f.item_id
LEFT JOIN budgets_product d ON d.budget_id = %(budget)s AND d.price_key = p.key AND p.key <> ''
LEFT JOIN cases_participant a ON a.id = l.participant_id
LEFT JOIN accounts_membership m ON m.id = a.membership_id
WHERE e.partnership_id = %(inside)s AND e.kind = 'plan'
    AND (f.beneficiary = '' OR f.beneficiary NOT IN (SELECT bearer FROM payers))
"""


def agreed_flows(budget: Budget, *, by: Actor) -> Agreed:
    """What all agreed plans take that sources of this budget pay, as of now and as it was before. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    with connection.cursor() as cursor:
        cursor.execute(AGREED, {"inside": by.inside, "budget": budget.pk, "other": OTHER})
        return agreed_of([AgreedFlow(*row) for row in cursor.fetchall()])


def commitments(budget: Budget, *, by: Actor) -> tuple[Commitment, ...]:
    """The same for a forecast: by product, euros per month, since when it is known. Errors: NotFound."""
    return agreed_flows(budget, by=by).commitments()


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


def _year(budget: Budget, *, year: int, by: Actor, today: date) -> Year:
    made = year_budget(budget, year=year, by=by)
    products = products_of(budget)
    shown = list(ShownDay.objects.filter(budget=budget, year=year, on__lte=today).order_by("-on")[:2])
    return Year(
        budget_id=budget.pk,
        year=year,
        years=tuple(years_of(budget)),
        today=today,
        made=made,
        agreed=agreed_flows(budget, by=by),
        all_delivered=delivered(budget, by=by),
        products={one.pk: one.slug for one in products},
        names={one.slug: one.name for one in products},
        parties=dict(Organisation.objects.filter(partnership_id=by.inside).order_by("name").values_list("pk", "name")),
        shown=next((_shown(one) for one in shown if one.on == today), None),
        before=next((_shown(one) for one in shown if one.on < today), None),
    )


def _shown(row: ShownDay) -> Shown:
    forecast = {name: Known(*amounts) for name, amounts in row.forecast.items()}
    return Shown(row.on, figures=row.figures, forecast=forecast)


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement on the budget, by its number: where it was agreed, when, from when until when, and its money in cents.

    `until` is the first day on which it is there no more.
    """

    number: str
    heard: str
    agreed_on: date
    begin: date
    until: date
    per_month: int
    this_year: int
    spent: int


def agreements_for(product: str, *, found: Year) -> list[Agreement]:
    """The agreements of one product in a year, the largest first; what was spent on each stands at its number."""
    amounts = found.agreed.by_month(found.year).sum(axis=1).tolist()
    rows = [
        (flow, per_month, amount)
        for flow, per_month, amount in zip(found.agreed.flows, found.agreed.per_month.tolist(), amounts, strict=True)
        if flow.product == product and amount > 0
    ]
    numbers = {flow.line_id: number_of(flow.line_id) for flow, _per_month, _amount in rows}
    spent = _spent_on(list(numbers.values()), found=found)
    every = [
        Agreement(
            number=numbers[flow.line_id],
            heard=flow.heard,
            agreed_on=flow.known,
            begin=flow.begin,
            until=flow.until,
            per_month=cents(per_month),
            this_year=cents(amount),
            spent=spent.get(numbers[flow.line_id], 0),
        )
        for flow, per_month, amount in rows
    ]
    return sorted(every, key=lambda one: (-one.this_year, one.number))


def _spent_on(numbers: list[str], *, found: Year) -> dict[str, int]:
    """What was delivered on these numbers in a year, by the day on which a delivery began."""
    rows = Delivery.objects.filter(budget_id=found.budget_id, number__in=numbers, begin__year=found.year)
    return dict(rows.values_list("number").annotate(total=Sum("cents")))
