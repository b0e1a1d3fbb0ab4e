"""What holds for every settlement: no cent lost, no order that matters, nothing out of nothing, and the slow sum agrees."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
import reference_settlement
from hypothesis import given
from hypothesis import strategies as st
from properties.cases import CHECKED

from waarde import (
    BudgetYear,
    Period,
    SettlementRule,
    SharedBy,
    SharingParty,
    compare_rules,
    divide,
    settle,
    shapley,
    spread_by_days,
    year_of,
)

NAMES = ("aanbieder", "corporatie", "gemeente", "huisarts", "wijk")
LARGEST = 10**9
cents = st.integers(0, LARGEST)
parts = st.integers(0, 100).map(lambda percent: percent / 100)
small = st.integers(0, 40).map(lambda per_thousand: per_thousand / 1000)
caps = st.none() | st.integers(0, LARGEST // 100)
weights = st.dictionaries(st.sampled_from(NAMES), st.fractions(Fraction(1, 9), 100), min_size=1)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    begin = date(2019, 6, 1) + timedelta(days=draw(st.integers(0, 500)))
    return Period(begin, begin + timedelta(days=draw(st.integers(1, 500))))


@st.composite
def parties(draw: st.DrawFn) -> tuple[SharingParty, ...]:
    """The first is there all year and put something in, so that there is always somebody to share with."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    first = SharingParty(names[0], investment=draw(st.integers(1, LARGEST)), use=1, costs=draw(cents))
    others = (
        SharingParty(name, draw(cents), draw(cents), draw(cents), tuple(draw(st.lists(periods(), max_size=2))))
        for name in names[1:]
    )
    return (first, *others)


@st.composite
def years(draw: st.DrawFn, number: int = 2020) -> BudgetYear:
    budget = draw(cents)
    costs = budget + draw(st.integers(-budget // 10, budget // 10))
    cases = tuple(draw(st.lists(st.integers(0, LARGEST // 50), max_size=3)))
    vacancy, met = draw(st.integers(0, LARGEST // 100)), draw(st.booleans())
    return BudgetYear(str(number), year_of(number), budget, costs, draw(parties()), cases, vacancy, met)


@st.composite
def rules(draw: st.DrawFn, *, of: BudgetYear) -> SettlementRule:
    names = [party.name for party in of.parties]
    key = {names[0]: draw(st.integers(1, 100)) / 100 / len(names)}
    key |= {name: draw(st.integers(0, 100)) / 100 / len(names) for name in names[1:]}
    return SettlementRule(
        "rule", date(2000, 1, 1), draw(st.sampled_from(SharedBy)), key={n: round(k, 4) for n, k in key.items()},
        share=draw(parts), minimum_rate=draw(small), gain_corridor=draw(small), loss_corridor=draw(small),
        total_cap=draw(caps), party_cap=draw(caps), quality_share=draw(st.none() | parts), case_cap=draw(caps),
        without_vacancy=draw(st.booleans()),
    )  # fmt: skip


settlements = years().flatmap(lambda year: st.tuples(st.just(year), rules(of=year)))


@CHECKED
@given(st.integers(-LARGEST, LARGEST), weights)
def test_divided_cents_are_all_there_and_nobody_is_a_whole_cent_off(amount: int, shares: dict[str, Fraction]) -> None:
    found = divide(amount, weights=shares)
    assert sum(found.values()) == amount
    assert found == divide(amount, weights=dict(reversed(shares.items())))
    assert divide(-amount, weights=shares) == {name: -part for name, part in found.items()}
    total = sum(shares.values())
    assert all(abs(part - amount * shares[name] / total) < 1 for name, part in found.items())


@CHECKED
@given(settlements)
def test_a_settlement_is_what_the_slow_sum_says_and_loses_no_cent(case: tuple[BudgetYear, SettlementRule]) -> None:
    year, rule = case
    found = settle(year, rule=rule)
    assert found.by_party == reference_settlement.settled(year, rule)
    assert found.shared + sum(found.unshared.values()) == found.result == year.budget - year.costs
    mirrored = settle(replace(year, parties=year.parties[::-1]), rule=rule)
    assert (mirrored.by_party, mirrored.unshared) == (found.by_party, found.unshared)
    tree = found.explanation
    assert tree.parts[0].value is not None
    assert tree.value == pytest.approx(tree.parts[0].value - sum(found.unshared.values()) / 100)
    assert tree.value == pytest.approx(sum(part.value or 0 for part in tree.parts if part.kind == "party"))


@CHECKED
@given(settlements)
def test_a_result_of_nothing_gives_nobody_anything(case: tuple[BudgetYear, SettlementRule]) -> None:
    year, rule = case
    nothing = settle(replace(year, costs=year.budget, case_costs=()), rule=rule)
    assert not any(nothing.by_party.values())
    assert nothing.unshared == {}


@CHECKED
@given(years(), st.integers(1, 50))
def test_ten_times_the_money_is_ten_times_the_shares_to_a_cent(year: BudgetYear, times: int) -> None:
    rule = SettlementRule("thirds", date(2000, 1, 1), SharedBy.EQUAL, share=0.5, gain_corridor=0.01)
    larger = replace(year, budget=year.budget * times, costs=year.costs * times, vacancy=year.vacancy * times)
    few, many = settle(year, rule=rule).by_party, settle(larger, rule=rule).by_party
    assert all(abs(many[name] - times * few[name]) <= 3 * times for name in few)


@CHECKED
@given(years(2020), years(2021))
def test_without_conditions_years_together_give_what_the_years_give_by_themselves(
    one: BudgetYear, two: BudgetYear
) -> None:
    everybody = tuple(map(SharingParty, NAMES))
    pair = [replace(year, parties=everybody, vacancy=0) for year in (one, two)]
    found = compare_rules(pair, rules=[SettlementRule("fifths", date(2000, 1, 1), SharedBy.EQUAL)])
    assert all(abs(found.totals["fifths"][name] - found.together["fifths"].by_party[name]) <= 2 for name in NAMES)


@CHECKED
@given(st.lists(st.integers(-1000, 1000), min_size=15, max_size=15))
def test_shapley_parts_add_up_to_what_all_bring_about(worths: list[int]) -> None:
    groups = [frozenset(name for bit, name in enumerate("abcd") if mask >> bit & 1) for mask in range(1, 16)]
    worth = dict(zip(groups, map(float, worths), strict=True))
    assert sum(shapley(worth).values()) == pytest.approx(worth[frozenset("abcd")], abs=1e-6)


@CHECKED
@given(st.integers(-LARGEST, LARGEST), periods())
def test_an_amount_of_a_period_lies_in_its_months_whole(amount: int, period: Period) -> None:
    found = spread_by_days(amount, period=period)
    assert sum(found.values()) == amount
    assert min(found) <= period.begin
    assert max(found) < period.until
