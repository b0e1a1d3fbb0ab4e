"""M8, M9 and M15, thirds of an odd cent, and every condition that a rule may make; worked by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from waarde import (
    BudgetYear,
    Period,
    SettlementRule,
    SharedBy,
    SharingParty,
    WaardeError,
    attribute,
    compare_rules,
    divide,
    rule_in_force,
    settle,
    shapley,
    still_to_pay,
    usual_variation,
    year_of,
    years_together,
)

AGREED = date(2018, 1, 1)
THIRDS = SettlementRule("thirds", AGREED, SharedBy.EQUAL)
WIJK, GEMEENTE, AANBIEDERS = "wijk", "gemeente", "aanbieders"
PARTIES = (
    SharingParty(WIJK, investment=10_000_00, use=0, costs=2_000_00),
    SharingParty(GEMEENTE, investment=30_000_00, use=60_000_00, costs=0),
    SharingParty(AANBIEDERS, investment=60_000_00, use=20_000_00, costs=6_000_00),
)
YEAR = BudgetYear("2020", year_of(2020), 1_000_000_00, 970_000_00, PARTIES)  # 30,000 left, 3%
MEMBERS = 125_000
AXENE = BudgetYear("M8", year_of(2020), 500_00 * MEMBERS, 495_50 * MEMBERS, (SharingParty("provider"),))


def gets(year: BudgetYear = YEAR, **rule: object) -> list[int]:
    """What wijk, gemeente and aanbieders get; the result stays whole, whatever the rule says."""
    found = settle(year, rule=replace(THIRDS, **rule))  # type: ignore[arg-type]
    assert sum(found.by_party.values()) + sum(found.unshared.values()) == found.result == year.budget - year.costs
    return list(found.by_party.values())


@pytest.mark.parametrize(("minimum", "paid"), [(0.0, 281_250_00), (0.009, 281_250_00), (0.01, 0)])
def test_m8_half_of_what_500_and_495_50_per_member_month_differ(minimum: float, paid: int) -> None:
    """At 1% the actual must be 495.00 or lower: 0.9% is not enough, and exactly the minimum is."""
    assert gets(AXENE, share=0.5, minimum_rate=minimum) == [paid]


def test_m9_the_taxi_game() -> None:
    taxi = {"1": 6.0, "2": 12.0, "3": 42.0, "12": 12.0, "13": 42.0, "23": 42.0, "123": 42.0}
    found = shapley({frozenset(group): cost for group, cost in taxi.items()})
    assert found == pytest.approx({"1": 2, "2": 5, "3": 35})


def test_m15_a_fixed_key_of_thirty_and_a_key_above_everything() -> None:
    year = BudgetYear("M15", year_of(2020), 100_00, 70_00, tuple(map(SharingParty, "abc")))
    key = {"a": 0.40, "b": 0.35, "c": 0.25}
    assert gets(year, shared_by=SharedBy.KEY, key=key) == [12_00, 10_50, 7_50]
    assert list(attribute(30, shares=key).values()) == [12, 10.5, 7.5]
    with pytest.raises(WaardeError, match=r"add up to 1\.1"):
        SettlementRule("too much", AGREED, SharedBy.KEY, key=key | {"c": 0.35})


def test_thirds_of_a_hundred_lose_no_cent_and_the_first_name_gets_the_odd_one() -> None:
    thirds = dict.fromkeys(("wijk", "aanbieders", "gemeente"), Fraction(1))
    assert divide(100_00, weights=thirds) == {"wijk": 33_33, "aanbieders": 33_34, "gemeente": 33_33}
    assert divide(-100_00, weights=thirds) == {"wijk": -33_33, "aanbieders": -33_34, "gemeente": -33_33}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({}, [10_000_00, 10_000_00, 10_000_00]),
        ({"shared_by": SharedBy.INVESTMENT}, [3_000_00, 9_000_00, 18_000_00]),
        ({"shared_by": SharedBy.USE}, [0, 22_500_00, 7_500_00]),
        ({"shared_by": SharedBy.KEY, "key": {WIJK: 0.5, GEMEENTE: 0.25}}, [15_000_00, 7_500_00, 0]),
        # 8,000 of costs first; of the 22,000 that are left a half each.
        ({"shared_by": SharedBy.COSTS_FIRST, "key": {WIJK: 0.5, GEMEENTE: 0.5}}, [13_000_00, 11_000_00, 6_000_00]),
        ({"gain_corridor": 0.02}, [3_333_33, 3_333_33, 3_333_34]),
        ({"gain_corridor": 0.03}, [0, 0, 0]),
        ({"total_cap": 9_000_00}, [3_000_00] * 3),
        ({"party_cap": 8_000_00}, [8_000_00] * 3),
        ({"party_cap": 8_000_00, "party_caps": {WIJK: 50_000_00}}, [10_000_00, 8_000_00, 8_000_00]),
        ({"minimum_rate": 0.03}, [10_000_00] * 3),
        ({"minimum_rate": 0.031}, [0, 0, 0]),
        ({"share": 0.1}, [1_000_00] * 3),
    ],
)  # fmt: skip
def test_what_a_surplus_gives_under_a_rule(rule: dict[str, object], expected: list[int]) -> None:
    assert gets(**rule) == expected


def test_a_shortfall_is_shared_too_beyond_its_own_corridor_and_up_to_a_cap() -> None:
    short = replace(YEAR, costs=1_030_000_00)
    assert gets(short) == [-10_000_00] * 3
    assert gets(short, minimum_rate=0.05, gain_corridor=0.05, quality_share=0.0) == [-10_000_00] * 3
    assert gets(short, loss_corridor=0.021) == [-3_000_00] * 3
    assert gets(short, total_cap=3_00) == [-1_00] * 3
    assert gets(short, shared_by=SharedBy.COSTS_FIRST, key={WIJK: 0.2, GEMEENTE: 0.8}) == [-6_000_00, -24_000_00, 0]


def test_costs_that_are_larger_than_the_surplus_share_it_by_their_size() -> None:
    little = replace(YEAR, costs=996_000_00)
    assert gets(little, shared_by=SharedBy.COSTS_FIRST, key={WIJK: 1.0}) == [1_000_00, 0, 3_000_00]


def test_without_the_agreed_quality_a_lower_share_or_none() -> None:
    for met, expected in ((True, 10_000_00), (False, 2_500_00)):
        assert gets(replace(YEAR, quality_met=met), quality_share=0.25) == [expected] * 3
    assert gets(replace(YEAR, quality_met=False), quality_share=0.0) == [0, 0, 0]


def test_a_vacancy_is_no_saving_and_makes_no_shortfall() -> None:
    assert gets(replace(YEAR, vacancy=21_000_00)) == [3_000_00] * 3
    assert gets(replace(YEAR, vacancy=90_000_00)) == [0, 0, 0]
    assert gets(replace(YEAR, vacancy=90_000_00), without_vacancy=False) == [10_000_00] * 3
    assert gets(replace(YEAR, costs=1_000_003_00, vacancy=90_000_00)) == [-1_00] * 3


def test_what_the_most_expensive_cases_cost_above_a_cap_is_no_cost_here() -> None:
    dear = replace(YEAR, costs=1_000_000_00, case_costs=(190_000_00, 50_000_00, 110_000_00))
    found = settle(dear, rule=replace(THIRDS, case_cap=100_000_00))
    assert found.by_party == {WIJK: 33_333_33, GEMEENTE: 33_333_33, AANBIEDERS: 33_333_34}
    assert found.unshared == {"cases": -100_000_00}


def test_who_leaves_in_the_middle_of_the_year_shares_by_days() -> None:
    left = Period(date(2020, 1, 1), date(2020, 7, 1))  # 182 of 366 days
    year = replace(
        YEAR, costs=YEAR.budget - (182 + 2 * 366) * 100, parties=(replace(PARTIES[0], periods=(left,)), *PARTIES[1:])
    )
    assert gets(year) == [182_00, 366_00, 366_00]
    by_key = {WIJK: 0.5, GEMEENTE: 0.25, AANBIEDERS: 0.25}
    assert sum(gets(year, shared_by=SharedBy.KEY, key=by_key)) == (182 + 2 * 366) * 100
    assert gets(replace(year, parties=(*year.parties[:1], replace(PARTIES[1], periods=(left,)))))[0] == 457_00


def test_rules_side_by_side_year_by_year_and_all_years_together() -> None:
    years = [YEAR, replace(YEAR, name="2021", period=year_of(2021), costs=1_015_000_00)]
    never_pay = replace(THIRDS, name="never pay", begin=date(2030, 1, 1), loss_corridor=1.0)
    found = compare_rules(years, rules=[THIRDS, never_pay])
    assert [one.shared for one in found.per_year["thirds"]] == [30_000_00, -15_000_00]
    assert found.totals == {
        "thirds": dict.fromkeys(found.totals["thirds"], 5_000_00),
        "never pay": dict.fromkeys(found.totals["thirds"], 10_000_00),
    }
    assert found.together["never pay"].by_party == dict.fromkeys(found.totals["thirds"], 5_000_00)
    assert years_together(years).period == Period(date(2020, 1, 1), date(2022, 1, 1))


def test_the_definitive_settlement_pays_what_differs_from_the_provisional_one() -> None:
    paid = settle(YEAR, rule=THIRDS).by_party
    definitive = settle(replace(YEAR, costs=973_000_00), rule=THIRDS).by_party
    assert still_to_pay(definitive, paid=paid) == dict.fromkeys(paid, -1_000_00)


def test_the_rule_is_the_one_agreed_before_the_year_began() -> None:
    old = replace(THIRDS, until=date(2021, 1, 1))
    new = replace(THIRDS, name="key", begin=date(2021, 1, 1), shared_by=SharedBy.USE)
    assert rule_in_force([old, new], period=year_of(2020)) is old
    assert rule_in_force([old, new], period=year_of(2021)) is new


def test_a_settlement_says_where_it_comes_from() -> None:
    found = settle(replace(YEAR, vacancy=5_000_00), rule=replace(THIRDS, share=0.9)).explanation.to_json()
    assert (found["value"], found["inputs"]["shared_by"]) == (22_500.0, "equal")
    result, *rest = found["parts"]
    assert [part["value"] for part in result["parts"]] == [1_000_000.0, 970_000.0]
    assert [(part["text"], part["value"]) for part in rest] == [
        ("vacancy", 5_000.0), ("not divided by the rule", 2_500.0),
        (WIJK, 7_500.0), (GEMEENTE, 7_500.0), (AANBIEDERS, 7_500.0),
    ]  # fmt: skip


def test_chance_alone_explains_a_saving_within_the_usual_variation() -> None:
    earlier = [0.03, -0.01, 0.01, -0.02, 0.00]
    small, large = usual_variation(earlier, result=0.03), usual_variation(earlier, result=0.09)
    assert small is not None
    assert large is not None
    # mean .002, s .019235, t(4) 2.776445: .002 +/- 2.776445 x .019235 x sqrt(1.2)
    assert (small.low, small.high) == pytest.approx((-0.056503, 0.060503), abs=1e-6)
    assert (small.beyond, large.beyond) == (False, True)
    three = usual_variation(earlier, result=0.05, years=3)
    assert three is not None
    assert three.high < small.high
    assert usual_variation([0.01, 0.02], result=0.5) is None
