"""Who shares in what is still to come: parties by what they delivered or promised, laws as the budget; what agreed results promise.

It reads nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np

from waarde import (
    AgreedResult,
    BudgetBook,
    Declaration,
    Expected,
    Forecast,
    Period,
    ProductShare,
    Reached,
    by_months,
    by_shares,
    divide,
)
from wijkwaarde.kernel.budgets.calculation import LineOfYear
from wijkwaarde.kernel.outlook.calculation import (
    HUNDREDTHS,
    MONTHS,
    ONCE,
    Agreed,
    Columns,
    Floats,
    Spent,
    agreed_of,
    cents,
    first_day,
    still_to_come,
    together,
)
from wijkwaarde.kernel.outlook.rules import Divided, Ends
from wijkwaarde.kernel.outlook.terms import BY_RESULT, RESULT_OF

# Who delivered in so many months is who will deliver what is still to come.
RECENT_MONTHS = 6
PARTY, LAW = "party", "law"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class LawShares:
    """The budget of a year by party and product, and of each by law, in cents: what nobody says of a delivery is laid so on the laws."""

    by_cost: Mapping[tuple[int, str], Mapping[str, int]]

    @cached_property
    def whole(self) -> dict[str, int]:
        """All of it by law."""
        found: dict[str, int] = {}
        for those in self.by_cost.values():
            for law, amount in those.items():
                found[law] = found.get(law, 0) + amount
        return found

    def of(self, party: int, product: str) -> dict[str, Fraction]:
        """The part of each law in what a party costs for a product; what has no budget goes by the whole, without a budget by no law.

        >>> LawShares({(1, "bi"): {"wmo": 30, "youth": 10}}).of(1, "bi")
        {'wmo': Fraction(3, 4), 'youth': Fraction(1, 4)}
        >>> LawShares({}).of(1, "bi")
        {'': Fraction(1, 1)}
        """
        told = self.by_cost.get((party, product)) or self.whole
        known = {law: amount for law, amount in told.items() if amount > 0}
        total = sum(known.values())
        return {law: Fraction(amount, total) for law, amount in known.items()} or {"": Fraction(1)}

    def laid(self, amounts: Mapping[tuple[int, str], int]) -> dict[str, int]:
        """What parties spent on products, laid on the laws that pay for them as their budget does; no cent is lost.

        >>> laws = LawShares({(1, "bi"): {"wmo": 50, "youth": 50}})
        >>> laws.laid({(1, "bi"): 101, (2, "hh"): 10})
        {'wmo': 56, 'youth': 55}
        """
        found: dict[str, int] = dict.fromkeys(self.whole, 0)
        for (party, product), amount in amounts.items():
            for law, part in divide(amount, weights=self.of(party, product)).items():
                found[law] = found.get(law, 0) + part
        return found


def law_shares(lines: Iterable[LineOfYear]) -> LawShares:
    """The lines of a year's budget by party, product and law."""
    found: dict[tuple[int, str], dict[str, int]] = {}
    for line in lines:
        those = found.setdefault((line.cost.organisation_id, line.cost.product), {})
        those[line.cost.bearer] = those.get(line.cost.bearer, 0) + line.cents
    return LawShares(found)


def divided_forecast(
    found: Forecast, *, agreed: Agreed, spent: Sequence[Spent], laws: LawShares, total: int
) -> Divided:
    """A forecast by party, law and month, in cents that add up to `total`; `spent` is what was known when it was made."""
    shares = [
        share
        for one in found.products
        for share in (
            [_share_of_results(one.product, declared=float(one.declared.sum()), laws=laws)]
            if RESULT_OF in one.product
            else _shares_of(one.product, told_by_plans=one.planned, found=found, agreed=agreed, spent=spent, laws=laws)
        )
    ]
    parts = by_shares(found, shares=shares)
    by_party = {int(name): one for (kind, name), one in parts.items() if kind == PARTY}
    by_law = {name: one for (kind, name), one in parts.items() if kind == LAW}
    months = dict(enumerate(by_months(found)))
    by_month = adding_up(months, total=total)
    until = [_ends(one) for one in by_months(found, together=True)]
    return Divided(
        adding_up(by_party, total=total), adding_up(by_law, total=total), tuple(by_month.values()), tuple(until)
    )


def adding_up[Key](parts: Mapping[Key, Expected], *, total: int) -> dict[Key, Ends]:
    """Parts in cents that are together a total to the cent: what rounding leaves goes to the least certain one.

    >>> third = Expected(0.01 / 3, 0.0, 0.01, 0.0)
    >>> [one.total for one in adding_up({"a": third, "b": third, "c": third}, total=1).values()]
    [1, 0, 0]
    """
    found = {key: _ends(one) for key, one in parts.items()}
    if found:
        widest = max(found, key=lambda key: found[key].high - found[key].low)
        one, short = found[widest], total - sum(each.total for each in found.values())
        found[widest] = Ends(one.total + short, one.low, one.high)
    return found


def _ends(one: Expected) -> Ends:
    return Ends(cents(one.total), cents(one.low), cents(one.high))


def _shares_of(
    product: str,
    *,
    told_by_plans: bool,
    found: Forecast,
    agreed: Agreed,
    spent: Sequence[Spent],
    laws: LawShares,
) -> list[ProductShare[tuple[str, str]]]:
    """Every party that declared of a product, or is expected to; with the laws that its product falls under.

    On how many agreements each rests, is known where plans say what the product costs.
    """
    declared: dict[int, int] = {}
    running = _running(product, year=found.year, month=found.month, agreed=agreed) if told_by_plans else {}
    for one in spent:
        if one.product == product and one.delivered.year == found.year and not one.result:
            declared[one.organisation_id] = declared.get(one.organisation_id, 0) + one.cents
    weights = party_weights(product, year=found.year, month=found.month, agreed=agreed, spent=spent, laws=laws)
    return [
        ProductShare(
            product,
            str(party),
            weights.get(party, 0.0),
            declared.get(party, 0) / HUNDREDTHS,
            _into(party, product, laws=laws),
            running.get(party) or None,
        )
        for party in sorted({*declared, *weights})
    ]


def _running(product: str, *, year: int, month: int, agreed: Agreed) -> dict[int, int]:
    """How many agreements of each party about a product ran in the half year that its weight is taken from."""
    since, until = _months_before(year, month), _months_before(year, month + RECENT_MONTHS)
    there = (agreed.begin < until.toordinal()) & (agreed.until > since.toordinal()) & (agreed.known < until.toordinal())
    counts = np.bincount(
        agreed.party.places, weights=there & agreed.product.are(product), minlength=len(agreed.party.keys)
    )
    return {party: int(count) for party, count in zip(agreed.party.keys, counts, strict=True)}


def _share_of_results(name: str, *, declared: float, laws: LawShares) -> ProductShare[tuple[str, str]]:
    """Results are of one party, all of them."""
    product, _of, party = name.partition(RESULT_OF)
    return ProductShare(name, party, 1.0, declared, _into(int(party), product, laws=laws))


def _into(party: int, product: str, *, laws: LawShares) -> dict[tuple[str, str], float]:
    return {(PARTY, str(party)): 1.0} | {(LAW, law): float(part) for law, part in laws.of(party, product).items()}


def party_weights(
    product: str, *, year: int, month: int, agreed: Agreed, spent: Sequence[Spent], laws: LawShares
) -> dict[int, float]:
    """Who costs what is still to come of a product at the end of a month: who delivered it in the last half year.

    Where nobody did: who promised it in plans for this year, and else who has a budget for it. Nobody in particular is 0.
    """
    recent = _recent(product, since=_months_before(year, month), spent=spent)
    return recent or _promised(product, year=year, agreed=agreed) or _budgeted(product, laws=laws) or {0: 1.0}


def _months_before(year: int, month: int) -> date:
    """The first day of the half year that ends with a month."""
    number = year * MONTHS + month - RECENT_MONTHS
    return first_day(number // MONTHS, number % MONTHS)


def _recent(product: str, *, since: date, spent: Sequence[Spent]) -> dict[int, float]:
    found: dict[int, float] = {}
    for one in spent:
        if one.product == product and one.delivered >= since and not one.result:
            found[one.organisation_id] = found.get(one.organisation_id, 0.0) + one.cents
    return {party: amount for party, amount in found.items() if amount > 0}


def _promised(product: str, *, year: int, agreed: Agreed) -> dict[int, float]:
    amounts = agreed.by_month(year).sum(axis=1) * agreed.product.are(product)
    return {party: amount / HUNDREDTHS for party, amount in agreed.party.sums(amounts).items() if amount > 0}


def _budgeted(product: str, *, laws: LawShares) -> dict[int, float]:
    amounts = {party: sum(those.values()) for (party, name), those in laws.by_cost.items() if name == product}
    return {party: float(amount) for party, amount in amounts.items() if amount > 0}


# --- Agreed results ---


@dataclass(frozen=True, slots=True)
class ToldResult:
    """A result that was agreed with a party: cents for each, how often, within which days; what was not reached by `ended` is let go."""

    pk: int
    product: str
    party: int
    what: str
    cents: int
    times: int
    begin: date
    until: date
    agreed_on: date
    ended: date | None

    @property
    def last(self) -> date:
        """The day by which it should be reached."""
        return self.until - ONE_DAY

    @property
    def name(self) -> str:
        """What a forecast calls the results of that product and party."""
        return f"{self.product}{RESULT_OF}{self.party}"


def result_of(*told: Any) -> ToldResult:
    """A result as a database gives it: days in words, and the last one maybe None."""
    pk, product, party, what, each, times, *days, ended = told
    begin, until, agreed_on = (date.fromisoformat(day) for day in days)
    let_go = date.fromisoformat(ended) if ended else None
    return ToldResult(pk, product, party, what, each, times, begin, until, agreed_on, let_go)


def reached_by_month(spent: Iterable[Spent]) -> dict[int, dict[date, int]]:
    """What was paid for each result by month, oldest first, in cents; what was booked back was not reached.

    >>> march, april = date(2026, 3, 1), date(2026, 4, 1)
    >>> rows = [Spent("bi", 1, march, march, 500, 1, 7), Spent("bi", 1, march, april, -500, 1, 7), Spent("bi", 1, april, april, 9, 1, 8)]
    >>> reached_by_month(rows)
    {8: {datetime.date(2026, 4, 1): 9}}
    """
    sums: dict[tuple[int, date], int] = {}
    for one in spent:
        if one.result:
            key = one.result, one.delivered
            sums[key] = sums.get(key, 0) + one.cents
    found: dict[int, dict[date, int]] = {}
    for (pk, month), amount in sorted(sums.items()):
        if amount > 0:
            found.setdefault(pk, {})[month] = amount
    return found


def book_of(plans: Agreed, *, results: Iterable[ToldResult], spent: Sequence[Spent]) -> BudgetBook:
    """Everything that a forecast is made from; what results gave stands with them."""
    rows = (one for one in spent if not one.result)
    told = (Declaration(one.product, one.delivered, one.declared, one.cents / HUNDREDTHS) for one in rows)
    return BudgetBook(tuple(told), plans.commitments(), results=results_known(results, spent=spent))


def results_known(told: Iterable[ToldResult], *, spent: Sequence[Spent]) -> tuple[AgreedResult, ...]:
    """The same for a forecast; a result that was reached before it was written down, was known by then."""
    said: dict[tuple[int, date], date] = {}
    for row in spent:
        if row.result and row.cents > 0:
            key = row.result, row.delivered
            said[key] = min(said.get(key, row.declared), row.declared)
    by_month = reached_by_month(spent)
    return tuple(_known(one, by_month=by_month.get(one.pk, {}), said=said) for one in told)


def _known(one: ToldResult, *, by_month: Mapping[date, int], said: Mapping[tuple[int, date], date]) -> AgreedResult:
    reached = tuple(Reached(month, said[one.pk, month], amount // one.cents) for month, amount in by_month.items())
    known = min((one.agreed_on, *(each.said for each in reached)))
    return AgreedResult(
        one.name, Period(one.begin, one.until), one.times, one.cents / HUNDREDTHS, known, reached, one.ended
    )


@dataclass(frozen=True)
class Promises:
    """All that is promised in a year: by plans, by results that were reached in it, and by results that are left."""

    plans: Agreed
    reached: Agreed
    left: Agreed

    @cached_property
    def every(self) -> Agreed:
        """All of them behind each other."""
        return together(together(self.plans, self.reached), self.left)

    def by_month(self, year: int) -> Floats:
        """What each comes to in each month, shape (promises, 12): euros in whole cents, so that every part adds up."""
        return _whole_cents(self.every.by_month(year))

    def to_come(self, year: int, *, today: date, spent: Iterable[Spent]) -> Floats:
        """What of each is still to come from this month on, shape (promises, 12); of results that is all that is left."""
        given: dict[tuple[str, int, int], int] = {}
        for one in spent:
            if not one.result:
                key = one.product, one.organisation_id, one.delivered.month
                given[key] = given.get(key, 0) + one.cents
        parts = (
            still_to_come(self.plans, year=year, today=today, spent=given),
            np.zeros((len(self.reached), MONTHS)),
            self.left.by_month(year, since=today.replace(day=1)),
        )
        return _whole_cents(np.concatenate(parts))


def _whole_cents(amounts: Floats) -> Floats:
    return np.asarray(np.round(amounts * HUNDREDTHS) / HUNDREDTHS)


def promises_of(
    plans: Agreed, *, results: Sequence[ToldResult], spent: Sequence[Spent], laws: LawShares, year: int, today: date
) -> Promises:
    """What plans and results promise in a year.

    A result that is left counts in the month by which it should be reached; a late one in this month, until the year is over.
    What was reached counts in its month, up to what was agreed.
    """
    by_month, reached, left = reached_by_month(spent), [], []
    for one in results:
        room = one.times * one.cents
        for month, amount in by_month.get(one.pk, {}).items():
            if month.year == year and room > 0:
                reached.append((one, month, min(amount, room)))
            room -= amount
        if room > 0 and one.ended is None and one.last.year == year:
            left.append((one, max(one.last, today) if today.year == year else one.last, room))
    return Promises(plans, _paid_once(reached, laws=laws), _paid_once(left, laws=laws))


def _paid_once(rows: Sequence[tuple[ToldResult, date, int]], *, laws: LawShares) -> Agreed:
    """Results, days and cents as flows that are paid once, laid on the laws as the budget of that party and product is."""
    found = [
        (one, law, day.toordinal(), part / HUNDREDTHS)
        for one, day, amount in rows
        for law, part in divide(amount, weights=laws.of(one.party, one.product)).items()
        if part
    ]
    days = [day for _one, _law, day, _part in found]
    after = [day + 1 for day in days]
    return agreed_of(
        Columns(
            [-one.pk for one, *_rest in found],
            [BY_RESULT] * len(found),
            [one.product for one, *_rest in found],
            [law for _one, law, *_rest in found],
            [one.party for one, *_rest in found],
            [one.agreed_on.toordinal() for one, *_rest in found],
            days,
            after,
            after,
            [part for *_rest, part in found],
            [ONCE] * len(found),
            [None] * len(found),
        )
    )
