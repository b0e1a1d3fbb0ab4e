"""A settlement worked out slowly: cent by cent and day by day, in exact fractions, from the words of the method."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from waarde import BudgetYear, SettlementRule, SharedBy


def whole(cents: Fraction) -> int:
    """Whole cents; a half goes away from zero."""
    precise = Decimal(cents.numerator) / Decimal(cents.denominator)
    return int(precise.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def dealt(amount: int, weights: Mapping[str, Fraction]) -> dict[str, int]:
    """Cents dealt out so that nobody is a cent or more from their part, the odd ones to whom the most is missing."""
    given = dict.fromkeys(weights, 0)
    if amount == 0:
        return given
    total = sum(weights.values())
    sign = 1 if amount > 0 else -1
    due = {name: abs(amount) * weight / total for name, weight in weights.items()}
    for name in given:
        given[name] = int(due[name])
    while sum(given.values()) < abs(amount):
        most = max(due[name] - given[name] for name in given)
        given[min(name for name in given if due[name] - given[name] == most)] += 1
    return {name: sign * cents for name, cents in given.items()}


def part_of_the_year(year: BudgetYear, name: str) -> Fraction:
    """Counts the days, one by one, on which a party takes part."""
    party = next(one for one in year.parties if one.name == name)
    if not party.periods:
        return Fraction(1)
    day, days, inside = year.period.begin, 0, 0
    while day < year.period.until:
        days += 1
        inside += any(one.begin <= day < one.until for one in party.periods)
        day += timedelta(days=1)
    return Fraction(inside, days)


def to_share(year: BudgetYear, rule: SettlementRule) -> int:
    """What a rule divides of a year's result."""
    said = {
        name: Fraction(str(getattr(rule, name))) for name in ("minimum_rate", "gain_corridor", "loss_corridor", "share")
    }
    dear = 0 if rule.case_cap is None else sum(cost - rule.case_cap for cost in year.case_costs if cost > rule.case_cap)
    left = year.budget - (year.costs - dear)
    if left > 0 and rule.without_vacancy:
        left = 0 if year.vacancy > left else left - year.vacancy
    if left > 0:
        if left < said["minimum_rate"] * year.budget:
            return 0
        left = max(0, left - whole(said["gain_corridor"] * year.budget))
        if rule.quality_share is not None and not year.quality_met:
            left = whole(left * Fraction(str(rule.quality_share)))
    else:
        left = min(0, left + whole(said["loss_corridor"] * year.budget))
    left = whole(left * said["share"])
    return left if rule.total_cap is None or abs(left) <= rule.total_cap else (1 if left > 0 else -1) * rule.total_cap


def settled(year: BudgetYear, rule: SettlementRule) -> dict[str, int]:
    """What each party gets or pays."""
    left = to_share(year, rule)
    names = [party.name for party in year.parties]
    first = dict.fromkeys(names, 0)
    if rule.shared_by is SharedBy.COSTS_FIRST and left > 0:
        costs = {party.name: Fraction(party.costs) for party in year.parties}
        first = dealt(min(left, int(sum(costs.values()))), costs)
    if rule.shared_by in {SharedBy.KEY, SharedBy.COSTS_FIRST}:
        keys = {name: Fraction(str(rule.key.get(name, 0))) for name in names}
        over = whole((left - sum(first.values())) * sum(keys.values()))
        second = dealt(over, {name: keys[name] * part_of_the_year(year, name) for name in names})
    else:
        weights = {
            SharedBy.EQUAL: {name: part_of_the_year(year, name) for name in names},
            SharedBy.INVESTMENT: {party.name: Fraction(party.investment) for party in year.parties},
            SharedBy.USE: {party.name: Fraction(party.use) for party in year.parties},
        }[rule.shared_by]
        second = dealt(left, weights)
    found = {name: first[name] + second[name] for name in names}
    for name in names:
        cap = rule.party_caps.get(name, rule.party_cap)
        if cap is not None:
            found[name] = min(cap, max(-cap, found[name]))
    return found
