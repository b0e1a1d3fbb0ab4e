"""Who shares in what is still to come of each product: parties by what they delivered or promised, laws as the budget; it reads nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

import numpy as np

from waarde import Expected, Forecast, ProductShare, by_months, by_shares, divide
from wijkwaarde.kernel.budgets.calculation import LineOfYear
from wijkwaarde.kernel.outlook.calculation import HUNDREDTHS, MONTHS, Agreed, Spent, cents, first_day
from wijkwaarde.kernel.outlook.rules import Divided, Ends

# Who delivered in so many months is who will deliver what is still to come.
RECENT_MONTHS = 6
PARTY, LAW = "party", "law"


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
        for share in _shares_of(
            one.product, told_by_plans=one.planned, found=found, agreed=agreed, spent=spent, laws=laws
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
        if one.product == product and one.delivered.year == found.year:
            declared[one.organisation_id] = declared.get(one.organisation_id, 0) + one.cents
    weights = party_weights(product, year=found.year, month=found.month, agreed=agreed, spent=spent, laws=laws)
    return [
        ProductShare(
            product,
            str(party),
            weights.get(party, 0.0),
            declared.get(party, 0) / HUNDREDTHS,
            {(PARTY, str(party)): 1.0} | {(LAW, law): float(part) for law, part in laws.of(party, product).items()},
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
        if one.product == product and one.delivered >= since:
            found[one.organisation_id] = found.get(one.organisation_id, 0.0) + one.cents
    return {party: amount for party, amount in found.items() if amount > 0}


def _promised(product: str, *, year: int, agreed: Agreed) -> dict[int, float]:
    amounts = agreed.by_month(year).sum(axis=1) * agreed.product.are(product)
    return {party: amount / HUNDREDTHS for party, amount in agreed.party.sums(amounts).items() if amount > 0}


def _budgeted(product: str, *, laws: LawShares) -> dict[int, float]:
    amounts = {party: sum(those.values()) for (party, name), those in laws.by_cost.items() if name == product}
    return {party: float(amount) for party, amount in amounts.items() if amount > 0}
