"""Reads how a year of a budget stands: what agreed plans promise, what was spent, and what is expected of the year.

No name and no key of a case is read. Every page that says a forecast asks it here, so that all say the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import blake2b

from django.db import connection

from waarde import BudgetBook, Forecast, forecast
from waarde import __version__ as version
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.budgets.calculation import YearBudget
from wijkwaarde.kernel.budgets.queries import Budget, is_command
from wijkwaarde.kernel.budgets.rules import check_reads
from wijkwaarde.kernel.outlook.calculation import (
    MONTHS,
    NOTHING,
    Agreed,
    Columns,
    OverPeriod,
    Spent,
    agreed_of,
    as_it_was_said,
    cents,
    first_day,
    known_spent,
    over_months,
    told_apart,
)
from wijkwaarde.kernel.outlook.reading import (
    LawShares,
    Promises,
    ToldResult,
    book_of,
    divided_forecast,
    law_shares,
    promises_of,
    result_of,
)
from wijkwaarde.kernel.outlook.rules import (
    Divided,
    Ends,
    Kept,
    Outcome,
    SpentSoFar,
    by_product,
    divided_above,
    kept_of,
    outcomes_above,
    parts_of,
    so_far_of,
    whole_of,
)
from wijkwaarde.kernel.outlook.terms import DRAWS, OTHER, PURSE

# An estimate holds until the next one of its case, the next agreed version or the end; a line until it stops. What a source does not pay yet, or no more, is not on the budget. What was said about a line that goes on unchanged stands beside
# the same line of the next version, that it stopped too. A line agreed anew is known by the first, as its number is. All flows come as one row with a list per column, days as ordinals,
# and beside them the forecast that was kept; always in the same order, since the stamp of a forecast is of all of it in order.
AGREED = """
WITH payers AS MATERIALIZED (
    SELECT s.bearer, min(s."begin") AS "begin", max(coalesce(s.until, 'infinity'::date)) AS until
    FROM budgets_moneysource s WHERE s.budget_id = %(budget)s GROUP BY s.bearer
), estimates AS (
    SELECT e.id, e.case_id, e.made_on, lead(e.made_on) OVER (PARTITION BY e.case_id ORDER BY e.id) AS until
    FROM flows_estimate e WHERE e.kind = 'plan'
), versions AS (
    SELECT v.id, v.plan_id, v.number, v.heard, v.agreed_on,
        lead(v.agreed_on) OVER (PARTITION BY v.plan_id ORDER BY v.number) AS until
    FROM plans_planversion v WHERE v.agreed_on IS NOT NULL
), found AS (
    SELECT coalesce(l.first_id, l.id) AS line, coalesce(d.slug, %(other)s) AS product, f.bearer, coalesce(m.organisation_id, 0) AS party,
        v.heard, greatest(v.agreed_on, e.made_on) AS known,
        greatest(coalesce(f."begin", l."begin", v.agreed_on), v.agreed_on, e.made_on, y."begin") AS "begin",
        least(
            coalesce(f."end" + 1, l.until + 1, (coalesce(l."begin", v.agreed_on) + interval '1 year')::date),
            e.until, v.until, c.closed_on,
            CASE WHEN l.state = 'stopped' THEN (
                SELECT max(s."on") FROM plans_planversion w JOIN plans_planline k ON k.plan_version_id = w.id
                JOIN plans_linenote s ON s.line_id = k.id AND s.state = 'stopped'
                WHERE w.plan_id = v.plan_id AND w.number >= v.number AND k.what = l.what AND k.who = l.who
                    AND k.participant_id IS NOT DISTINCT FROM l.participant_id
                    AND s."on" <= coalesce((SELECT min(n.agreed_on) FROM plans_planversion n WHERE n.plan_id = v.plan_id
                        AND n.number > v.number), 'infinity')
            ) END,
            y.until
        ) AS until,
        coalesce(f."end" + 1, l.until + 1, (coalesce(l."begin", v.agreed_on) + interval '1 year')::date) AS run_until,
        f.quantity * coalesce(p.value, f.price) AS amount, f.frequency, f.periods
    FROM flows_flow f
    JOIN estimates e ON e.id = f.estimate_id
    JOIN cases_case c ON c.id = e.case_id
    JOIN payers y ON y.bearer = f.bearer
    JOIN plans_planline l ON l.id = f.plan_line_id
    JOIN versions v ON v.id = l.plan_version_id
    LEFT JOIN prices_storedprice p ON p.id = f.item_id
    LEFT JOIN budgets_product d ON d.budget_id = %(budget)s AND d.price_key = p.key AND p.key <> ''
    LEFT JOIN cases_participant a ON a.id = l.participant_id
    LEFT JOIN accounts_membership m ON m.id = a.membership_id
    WHERE f.situation = 'solution'
        AND (f.beneficiary = '' OR f.beneficiary NOT IN (SELECT bearer FROM payers))
    ORDER BY f.id
)
SELECT array_agg(line), array_agg(heard), array_agg(product), array_agg(bearer), array_agg(party),
    array_agg(known - DATE '0001-01-01' + 1), array_agg("begin" - DATE '0001-01-01' + 1),
    array_agg(until - DATE '0001-01-01' + 1), array_agg(run_until - DATE '0001-01-01' + 1),
    array_agg(amount), array_agg(frequency), array_agg(periods),
    (SELECT to_jsonb(k)::text FROM outlook_keptforecast k WHERE k.budget_id = %(budget)s AND k.year = %(year)s),
    (SELECT jsonb_agg(jsonb_build_array(r.id, d.slug, r.organisation_id, r.what, r.cents, r.times, r."begin", r.until, r.agreed_on,
        r.withdrawn_on) ORDER BY r.id)::text
        FROM results_agreedresult r JOIN budgets_product d ON d.id = r.product_id WHERE r.budget_id = %(budget)s)
FROM found
"""
# A database that counted its rows long ago thinks that there are few, and would look through all of them once for each: it
# joins by hash instead, which is as fast where it knows.
BY_HASH, AS_ALWAYS = "SET LOCAL enable_nestloop = off;", ";SET LOCAL enable_nestloop = on"
# What parties delivered, and what was paid from small purses while the budget runs; what was undone was not paid. What was
# delivered by reaching a result is in the sum of its month, and told apart beside it: few rows, so that the many stay in their index.
SPENT = """
WITH reached AS (
    SELECT r.agreed_id, d.* FROM results_reachedresult r JOIN deliveries_delivery d ON d.id = r.delivery_id
    WHERE d.budget_id = %(budget)s
    UNION ALL
    SELECT r.agreed_id, d.* FROM results_reachedresult r JOIN deliveries_delivery d ON d.reverses_id = r.delivery_id
    WHERE d.budget_id = %(budget)s
)
SELECT p.slug, d.organisation_id, d."begin", d.until, date_trunc('month', d.declared_on)::date, sum(d.cents)::bigint, count(*),
    d.agreed_id
FROM reached d JOIN budgets_product p ON p.id = d.product_id GROUP BY 1, 2, 3, 4, 5, 8
UNION ALL
SELECT p.slug, d.organisation_id, d."begin", d.until, d.said, d.total, d.times, 0 FROM (
    SELECT d.product_id, d.organisation_id, d."begin", d.until, date_trunc('month', d.declared_on)::date AS said,
        sum(d.cents)::bigint AS total, count(*) AS times
    FROM deliveries_delivery d WHERE d.budget_id = %(budget)s GROUP BY 1, 2, 3, 4, 5
) d JOIN budgets_product p ON p.id = d.product_id
UNION ALL
SELECT %(purse)s, s.organisation_id, date_trunc('month', y."on")::date, (date_trunc('month', y."on") + interval '1 month')::date,
    date_trunc('month', y."on")::date, sum(y.cents)::bigint, count(*), 0
FROM small_purses_payment y JOIN small_purses_smallpurse s ON s.id = y.purse_id
WHERE y.undone_on IS NULL AND y."on" >= %(begin)s AND y."on" < %(until)s GROUP BY 2, 3, 4, 5
ORDER BY 1, 2, 3, 4, 5, 8
"""


@dataclass(frozen=True, slots=True)
class Promised:
    """What agreed plans promise on a budget, the results that were agreed, and the forecast of a year that was kept."""

    agreed: Agreed
    results: tuple[ToldResult, ...]
    kept: Kept | None


def promised_on(budget: Budget, *, year: int, by: Actor) -> Promised:
    """What all agreed plans take that sources of this budget pay, as of now and as it was before. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    with connection.cursor() as cursor:
        cursor.execute(BY_HASH + AGREED + AS_ALWAYS, {"budget": budget.pk, "other": OTHER, "year": year})
        cursor.nextset()
        *columns, kept, results = cursor.fetchone() or (None, None)
    agreed = agreed_of(Columns(*columns) if columns and columns[0] is not None else NOTHING)
    return Promised(agreed, tuple(result_of(*one) for one in json.loads(results or "[]")), kept_of(kept))


def spent_on(budget: Budget, *, by: Actor) -> list[Spent]:
    """What was spent on a budget in all its years: delivered by parties, and paid from small purses. Errors: NotFound."""
    check_reads(by.role, is_command=is_command(by))
    with connection.cursor() as cursor:
        cursor.execute(SPENT, {"budget": budget.pk, "purse": PURSE, "begin": budget.begin, "until": budget.until})
        return over_months(told_apart(OverPeriod(*row) for row in cursor.fetchall()))


@dataclass(frozen=True)
class Outlook:
    """What is promised and was spent, and what a year is expected to come to, from what was known at the end of last month.

    What is expected is counted when it is asked for; what was kept of the same facts is not counted again. It is learned from
    what was spent, as it was said.
    """

    budget: Budget
    made: YearBudget
    today: date
    agreed: Agreed
    results: tuple[ToldResult, ...]
    all_spent: tuple[Spent, ...]
    learned_from: tuple[Spent, ...]
    kept: Kept | None

    @property
    def year(self) -> int:
        """Which year it is about."""
        return self.made.year

    @cached_property
    def laws(self) -> LawShares:
        """How what parties deliver is laid on the laws that pay for it."""
        return law_shares(self.made.lines)

    @cached_property
    def spent(self) -> tuple[Spent, ...]:
        """What was spent in this year."""
        return tuple(one for one in self.all_spent if one.delivered.year == self.year)

    @property
    def month(self) -> int:
        """How many months of the year lie behind, as a forecast counts: above 12 after the year."""
        return max((self.today.year - self.year) * MONTHS + self.today.month - 1, 0)

    @property
    def known_until(self) -> date:
        """The first day that nothing is known of: the first of a month."""
        return first_day(self.year + self.month // MONTHS, self.month % MONTHS)

    @property
    def told_until(self) -> date:
        """The same as it is told: of a year that has yet to begin, nothing is known of after today."""
        return min(self.known_until, self.today)

    @cached_property
    def stamp(self) -> str:
        """From which facts it is made: as soon as one of them is another, this is."""
        until = self.known_until
        results = [one.known_before(until) for one in self.book.results if one.known_from < until]
        told = f"{version}:{self.year}:{self.month}:{DRAWS}:{sorted(self.laws.by_cost.items())}:{results}".encode()
        known = known_spent(self.learned_from, before=until) + self.agreed.known_before(until)
        return blake2b(told + known, digest_size=16).hexdigest()

    @property
    def is_kept(self) -> bool:
        """Whether what was kept is of these facts."""
        return self.kept is not None and self.kept.stamp == self.stamp

    @property
    def is_told(self) -> bool:
        """Whether what was kept says what came in since, too: the first page reads it there."""
        return self.is_kept and self.kept is not None and self.kept.now == self.now

    @property
    def now(self) -> Ends:
        """What the whole is expected to come to, with what came in since."""
        whole = self.outcomes_now[""]
        return Ends(whole.total, whole.low, whole.high)

    @property
    def made_at(self) -> datetime | None:
        """When it was counted; None for now."""
        return self.kept.made_at if self.kept is not None and self.is_kept else None

    @cached_property
    def outcomes(self) -> dict[str, Outcome]:
        """What is expected per product, and as a whole under an empty name; the products are together the whole, to the cent."""
        if self.kept is not None and self.is_kept:
            return self.kept.outcomes
        found = self._forecast
        parts = parts_of(found.explanation)
        each = {
            name: Outcome(cents(one.total), cents(one.low), cents(one.high), parts[name])
            for name, one in by_product(found).items()
        }
        whole, total = found.expected, sum(one.total for one in each.values())
        return {"": Outcome(total, cents(whole.low), cents(whole.high), whole_of(parts)), **each}

    @cached_property
    def promises(self) -> Promises:
        """What plans and results promise in this year."""
        return promises_of(
            self.agreed, results=self.results, spent=self.all_spent, laws=self.laws, year=self.year, today=self.today
        )

    @cached_property
    def divided(self) -> Divided:
        """What is expected by party, law and month."""
        if self.kept is not None and self.is_kept:
            return self.kept.divided
        known = [one for one in self.learned_from if one.declared < self.known_until]
        total = self.outcomes[""].total
        return divided_forecast(self._forecast, agreed=self.agreed, spent=known, laws=self.laws, total=total)

    @cached_property
    def outcomes_now(self) -> dict[str, Outcome]:
        """What is expected per product and as a whole, and never less than was spent by now."""
        return outcomes_above(self.outcomes, spent=self.so_far.by_product)

    @cached_property
    def divided_now(self) -> Divided:
        """The same by party, law and month."""
        return divided_above(self.divided, spent=self.so_far, total=self.outcomes_now[""].total)

    @cached_property
    def so_far(self) -> SpentSoFar:
        """What was spent of this year until now."""
        return so_far_of(self.spent, laid=self.laws.laid)

    @cached_property
    def _forecast(self) -> Forecast:
        return forecast(self.book, year=self.year, month=self.month, draws=DRAWS)

    @cached_property
    def book(self) -> BudgetBook:
        """Everything that a forecast is made from."""
        return book_of(self.agreed, results=self.results, spent=self.learned_from)


def outlook_for(budget: Budget, *, made: YearBudget, by: Actor, today: date) -> Outlook:
    """How a year of a budget (`made`) stands, and what it is expected to come to. Errors: NotFound."""
    promised = promised_on(budget, year=made.year, by=by)
    spent = spent_on(budget, by=by)
    known = as_it_was_said(spent, begin=budget.begin)
    return Outlook(budget, made, today, promised.agreed, promised.results, tuple(spent), known, promised.kept)


# --- What the first page says ---

# The forecast that was kept of a year of the budget that runs, lines of delivery files of which nobody said what to do, and files
# that organisations handed in.
FIRST_PAGE = """
SELECT k.year, coalesce(k.divided -> 'now' ->> 0, k.figures -> '' ->> 'total')::bigint,
    coalesce(k.divided -> 'now' ->> 1, k.figures -> '' ->> 'low')::bigint, k.budget_cents, k.made_at,
    a.lines, a.files, a.since, a.file, w.files, w.since
FROM (
    SELECT count(*) AS lines, count(DISTINCT f.id) AS files, min(f.came_at) AS since, min(f.id) AS file
    FROM deliveries_asideline l JOIN deliveries_deliveryfile f ON f.id = l.file_id
    WHERE l.partnership_id = %(inside)s AND l.settled_on IS NULL AND f.taken_back_on IS NULL
) a CROSS JOIN (
    SELECT count(*) AS files, min(came_at) AS since FROM deliveries_waitingfile
    WHERE partnership_id = %(inside)s AND handed_in
) w LEFT JOIN (
    SELECT k.* FROM outlook_keptforecast k JOIN budgets_areabudget b ON b.id = k.budget_id
    WHERE b.partnership_id = %(inside)s AND b."begin" <= %(today)s AND b.until > %(today)s
        AND k.year = %(year)s AND k.budget_cents > 0
) k ON true
"""


@dataclass(frozen=True, slots=True)
class KeptEnd:
    """What a year was expected to come to when that was last counted, from where, and what there is for it; in cents."""

    year: int
    total: int
    low: int
    budget: int
    made_at: datetime

    @property
    def is_over(self) -> bool:
        """Whether it probably costs more than there is."""
        return self.total > self.budget


@dataclass(frozen=True, slots=True)
class PutAside:
    """How many lines of how many files wait for a word, since when; `file_id` is the oldest file."""

    lines: int
    files: int
    since: datetime
    file_id: int


@dataclass(frozen=True, slots=True)
class HandedIn:
    """How many files that organisations handed in wait for a yes, since when."""

    files: int
    since: datetime


def waiting_about(*, by: Actor, today: date) -> tuple[KeptEnd | None, PutAside | None, HandedIn | None]:
    """What who reads the budget should see at once (one question): how the year ends, lines put aside, files handed in.

    Errors: NotFound.
    """
    check_reads(by.role, is_command=is_command(by))
    with connection.cursor() as cursor:
        cursor.execute(FIRST_PAGE, {"inside": by.inside, "today": today, "year": today.year})
        told = cursor.fetchone() or (None,) * 11
    end, aside, handed = told[:5], told[5:9], told[9:]
    return (
        KeptEnd(*end) if end[0] is not None else None,
        PutAside(*aside) if aside[0] else None,
        HandedIn(*handed) if handed[0] else None,
    )
