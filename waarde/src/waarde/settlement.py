"""What a year's result gives each party under a rule, exact to the cent; it knows no bookings and no signatures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from waarde.dividing import divide, exact, half_up
from waarde.errors import WaardeError
from waarde.explain import Explained
from waarde.explain_settlement import explain_settlement
from waarde.periods import share_of_days
from waarde.settlement_rules import SettlementRule, SharedBy
from waarde.settlement_years import BudgetYear, SharingParty, years_together

type Cents = dict[str, int]


@dataclass(frozen=True)
class Settlement:
    """What a result gives each party, in whole cents: above 0 gets, below 0 pays.

    `result` is budget - costs. `by_party` and `unshared` together are the result: `unshared` says by reason what
    stays where it was ('cases': costs above the cap of a case, below 0 since those are real). `shared` is the sum of `by_party`.
    """

    year: str
    rule: str
    result: int
    shared: int
    by_party: Mapping[str, int]
    unshared: Mapping[str, int]
    explanation: Explained


def settle(year: BudgetYear, *, rule: SettlementRule) -> Settlement:
    """What each party gets of a year's surplus, or pays of its shortfall, under the rule that holds for that year.

    Formula, in this order: result = budget - costs; + what single cases cost above `case_cap`; - vacancy, of a
    surplus and down to 0 at most; 0 when a saving is smaller than `minimum_rate` x budget; less the corridor; x `quality_share` for a
    surplus without the agreed quality; x `share`; at most `total_cap` either way; divided by `shared_by`; per party at
    most its cap either way. In whole cents, each step rounded half up; what a step leaves out is kept in `unshared`.
    Errors: rule-not-in-force, quality-unknown, key-party-unknown, nothing-to-divide-by.
    Source: the steps are those of shared savings between US payers and providers (42 CFR 425.604-606); their order, the
    corridor and what a cap leaves are our own choice.

    >>> from datetime import date
    >>> from waarde.periods import year_of
    >>> rule = SettlementRule("half", date(2019, 1, 1), SharedBy.EQUAL, share=0.5, minimum_rate=0.009)
    >>> members = 125_000
    >>> year = BudgetYear("2020", year_of(2020), 500_00 * members, 495_50 * members, (SharingParty("provider"),))
    >>> settle(year, rule=rule).by_party
    {'provider': 28125000}
    """
    if not rule.holds_for(year.period):
        raise WaardeError("rule-not-in-force", where=f"rule '{rule.name}'", got=year.name, begin=rule.begin.isoformat())
    return _settled(year, rule=rule)


def _settled(year: BudgetYear, *, rule: SettlementRule) -> Settlement:
    left, unshared = _to_share(year, rule=rule)
    divided = _divided(left, year=year, rule=rule)
    by_party = {name: _within(amount, cap=rule.cap_of(name)) for name, amount in divided.items()}
    unshared["above the cap of a party"] = sum(divided.values()) - sum(by_party.values())
    unshared["nobody's share"] = left - sum(divided.values())
    kept = {reason: amount for reason, amount in unshared.items() if amount}
    shared = sum(by_party.values())
    result = year.budget - year.costs
    explanation = explain_settlement(year, rule=rule, by_party=by_party, unshared=kept)
    return Settlement(year.name, rule.name, result, shared, by_party, kept, explanation)


def _to_share(year: BudgetYear, *, rule: SettlementRule) -> tuple[int, Cents]:
    """What is left to divide after every condition of the rule, and by reason what is not."""
    left = year.budget - year.costs
    unshared: Cents = {}

    def keep(reason: str, *, now: int) -> None:
        nonlocal left
        unshared[reason], left = left - now, now

    if rule.case_cap is not None:
        keep("cases", now=left + sum(max(cost - rule.case_cap, 0) for cost in year.case_costs))
    if rule.without_vacancy:
        keep("vacancy", now=left - min(year.vacancy, max(left, 0)))
    if 0 < left < exact(rule.minimum_rate) * year.budget:
        keep("below the minimum savings rate", now=0)
    keep("corridor", now=_outside(left, year=year, rule=rule))
    keep("quality", now=half_up(left * _quality(left, year=year, rule=rule)))
    keep("not divided by the rule", now=half_up(left * exact(rule.share)))
    keep("above the cap in total", now=_within(left, cap=rule.total_cap))
    return left, unshared


def _outside(amount: int, *, year: BudgetYear, rule: SettlementRule) -> int:
    corridor = half_up(exact(rule.gain_corridor if amount > 0 else rule.loss_corridor) * year.budget)
    return max(amount - corridor, 0) if amount > 0 else min(amount + corridor, 0)


def _quality(amount: int, *, year: BudgetYear, rule: SettlementRule) -> Fraction:
    if rule.quality_share is None or amount <= 0:
        return Fraction(1)
    if year.quality_met is None:
        raise WaardeError("quality-unknown", where=f"year '{year.name}'", got=rule.name)
    return Fraction(1) if year.quality_met else exact(rule.quality_share)


def _within(amount: int, *, cap: int | None) -> int:
    return amount if cap is None else max(min(amount, cap), -cap)


def _divided(amount: int, *, year: BudgetYear, rule: SettlementRule) -> Cents:
    if rule.shared_by in {SharedBy.KEY, SharedBy.COSTS_FIRST}:
        return _by_key(amount, year=year, rule=rule)
    return divide(amount, weights=_weights(year, by=rule.shared_by))


def _weights(year: BudgetYear, *, by: SharedBy) -> dict[str, Fraction]:
    """Equal shares by the days of taking part; what was put in or used already is of those days alone."""
    if by is SharedBy.EQUAL:
        return {party.name: _taking_part(party, year=year) for party in year.parties}
    if by is SharedBy.INVESTMENT:
        return {party.name: Fraction(party.investment) for party in year.parties}
    return {party.name: Fraction(party.use) for party in year.parties}


def _taking_part(party: SharingParty, *, year: BudgetYear) -> Fraction:
    return share_of_days(party.periods or (year.period,), within=year.period)


def _by_key(amount: int, *, year: BudgetYear, rule: SettlementRule) -> Cents:
    """By the key times the days of taking part: what somebody leaves who went goes to the others, by their key."""
    parties = {party.name: party for party in year.parties}
    for name in rule.key:
        if name not in parties:
            raise WaardeError(
                "key-party-unknown", where=f"year '{year.name}'", got=name, known=", ".join(sorted(parties))
            )
    first = dict.fromkeys(parties, 0)
    if rule.shared_by is SharedBy.COSTS_FIRST and amount > 0:
        costs = {name: party.costs for name, party in parties.items()}
        first = divide(min(amount, sum(costs.values())), weights={name: Fraction(cost) for name, cost in costs.items()})
    keys = {name: exact(rule.key.get(name, 0.0)) for name in parties}
    rest = min(half_up((abs(amount) - sum(first.values())) * sum(keys.values(), Fraction(0))), abs(amount))
    weights = {name: keys[name] * _taking_part(party, year=year) for name, party in parties.items()}
    second = divide(rest if amount > 0 else -rest, weights=weights)
    return {name: first[name] + second[name] for name in parties}


@dataclass(frozen=True)
class Comparison:
    """Several rules on the same years, before anybody signs: per rule what each year gives, and what all years give at once.

    `per_year` settles each year by itself; `totals` adds those up per party; `together` settles the years as one.
    """

    per_year: Mapping[str, tuple[Settlement, ...]]
    totals: Mapping[str, Mapping[str, int]]
    together: Mapping[str, Settlement]


def compare_rules(years: Sequence[BudgetYear], *, rules: Sequence[SettlementRule]) -> Comparison:
    """What each party would get under several rules, year by year and over all years together, whenever they were agreed.

    Formula: that of `settle`, without the question whether the rule holds; together: `years_together`. Whole cents.
    Errors: years-missing, rule-twice, and those of `settle`.

    >>> from datetime import date
    >>> from waarde.periods import year_of
    >>> two = tuple(map(SharingParty, "ab"))
    >>> years = [BudgetYear("1", year_of(2021), 900, 700, two), BudgetYear("2", year_of(2022), 900, 1000, two)]
    >>> found = compare_rules(years, rules=[SettlementRule("gain only", date(2023, 1, 1), SharedBy.EQUAL, loss_corridor=1)])
    >>> found.totals["gain only"], found.together["gain only"].by_party
    ({'a': 100, 'b': 100}, {'a': 50, 'b': 50})
    """
    names = [rule.name for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise WaardeError("rule-twice", where="rules side by side", got=name, days="the same name")
    whole = years_together(years)
    per_year = {rule.name: tuple(_settled(year, rule=rule) for year in years) for rule in rules}
    totals = {
        name: {party.name: sum(one.by_party.get(party.name, 0) for one in found) for party in whole.parties}
        for name, found in per_year.items()
    }
    return Comparison(per_year, totals, {rule.name: _settled(whole, rule=rule) for rule in rules})


def still_to_pay(definitive: Mapping[str, int], *, paid: Mapping[str, int]) -> Cents:
    """What each party still gets (or gives back, below 0) when the definitive settlement replaces a provisional one.

    Formula: definitive - provisionally paid, per party of either. Whole cents; nobody falls out.

    >>> still_to_pay({"a": 500, "b": 300}, paid={"a": 400, "c": 100})
    {'a': 100, 'b': 300, 'c': -100}
    """
    return {name: definitive.get(name, 0) - paid.get(name, 0) for name in dict.fromkeys([*definitive, *paid])}
