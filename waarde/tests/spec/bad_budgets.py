"""Inputs of settlements, budgets and forecasts that are refused: key, part of the place, what was got, how it happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction

from waarde import (
    BudgetBook,
    BudgetLine,
    BudgetYear,
    Commitment,
    Declaration,
    Period,
    SettlementRule,
    SharedBy,
    SharingParty,
    VolumeFrom,
    YearIndex,
    back_test,
    budget_of_years,
    compare_rules,
    declared_over,
    divide,
    forecast,
    invented_years,
    rule_in_force,
    settle,
    shapley,
    usual_variation,
    volume_of_people,
    weighted_index,
    year_of,
    years_together,
)
from waarde.student import t_central

BEGIN = date(2018, 1, 1)
RULE = SettlementRule("thirds", BEGIN, SharedBy.EQUAL)
YEAR = BudgetYear("2020", year_of(2020), 1_000_00, 900_00, (SharingParty("a"), SharingParty("b")))
KEYED = replace(RULE, shared_by=SharedBy.KEY, key={"a": 0.5, "c": 0.5})
BOOK = BudgetBook((Declaration("day care", date(2023, 1, 1), date(2023, 1, 1), 1.0),))
WMO = BudgetLine("guidance", "wmo", 2018, 100_00)


def meals_by_season(*season: float) -> object:
    """A total of the year laid over its months by a season."""
    return declared_over("meals", cents=100, period=year_of(2023), declared=BEGIN, season=season)


BAD_BUDGETS: list[tuple[str, str, str, Callable[[], object]]] = [
    ("period-empty", "period", "2020-01-01", lambda: Period(date(2020, 1, 1), date(2020, 1, 1))),
    ("weight-negative", "division", "-1", lambda: divide(100, weights={"a": Fraction(2), "b": Fraction(-1)})),
    ("nothing-to-divide-by", "division", "1.0", lambda: divide(100, weights={"a": Fraction(0)})),
    ("nothing-to-divide-by", "division", "100.0", lambda: settle(YEAR, rule=replace(RULE, shared_by=SharedBy.USE))),
    ("cap-negative", "thirds", "-1.0", lambda: replace(RULE, total_cap=-100)),
    ("cap-negative", "thirds", "-0.01", lambda: replace(RULE, party_caps={"a": -1})),
    ("key-missing", "thirds", "costs-first", lambda: replace(RULE, shared_by=SharedBy.COSTS_FIRST)),
    ("key-party-unknown", "2020", "c", lambda: settle(YEAR, rule=KEYED)),
    ("share-out-of-range", "thirds", "1.5", lambda: replace(RULE, share=1.5)),
    ("share-out-of-range", "thirds", "-0.1", lambda: replace(KEYED, key={"a": -0.1})),
    ("shares-above-all", "thirds", "1.2", lambda: replace(KEYED, key={"a": 0.6, "b": 0.6})),
    ("rule-missing", "settlement", "2017", lambda: rule_in_force([RULE], period=year_of(2017))),
    ("rule-twice", "settlement", "thirds and thirds", lambda: rule_in_force([RULE, RULE], period=year_of(2020))),
    ("rule-twice", "side by side", "thirds", lambda: compare_rules([YEAR], rules=[RULE, RULE])),
    ("rule-not-in-force", "thirds", "2020", lambda: settle(YEAR, rule=replace(RULE, begin=date(2020, 1, 2)))),
    ("rule-not-in-force", "thirds", "2020", lambda: settle(YEAR, rule=replace(RULE, until=date(2020, 12, 31)))),
    ("quality-unknown", "2020", "thirds", lambda: settle(YEAR, rule=replace(RULE, quality_share=0.0))),
    ("amount-negative", "2020", "-1.0", lambda: replace(YEAR, budget=-100)),
    ("amount-negative", "party 'a'", "-1.0", lambda: SharingParty("a", use=-100)),
    ("party-twice", "2020", "a", lambda: replace(YEAR, parties=(SharingParty("a"), SharingParty("a")))),
    ("years-missing", "settlement", "0", lambda: years_together([])),
    ("parties-too-many", "Shapley", "6", lambda: shapley({frozenset("abcdef"): 1.0})),
    ("group-missing", "Shapley", "a", lambda: shapley({frozenset("ab"): 1.0})),
    ("freedom-too-small", "interval", "0", lambda: t_central(1.0, freedom=0)),
    ("share-out-of-range", "interval", "1", lambda: usual_variation([0.1, 0.2, 0.3], result=0.0, level=1)),
    ("index-value-impossible", "index", "-100", lambda: YearIndex(2024, 4.0, -100)),
    ("index-value-impossible", "index", "nan", lambda: YearIndex(2024, float("nan"))),
    ("number-too-small", "people", "0", lambda: volume_of_people({BEGIN: 5}, base=0)),
    ("rate-out-of-range", "volume", "-1.5", lambda: VolumeFrom(BEGIN, -1.5)),
    ("rate-out-of-range", "volume", "nan", lambda: VolumeFrom(BEGIN, float("nan"))),
    ("index-year-missing", "budget", "any year", lambda: weighted_index({}, weights={"ova": 1.0})),
    ("amount-negative", "guidance", "-1.0", lambda: replace(WMO, base=-100)),
    ("index-year-missing", "budget", "2019", lambda: budget_of_years([WMO], years=[2019])),
    ("number-too-small", "guidance", "2017", lambda: budget_of_years([WMO], years=[2017])),
    ("years-missing", "budget", "0", lambda: budget_of_years([WMO], years=[])),
    ("line-twice", "budget", "guidance", lambda: budget_of_years([WMO, WMO], years=[2018])),
    ("number-too-small", "month of", "-1", lambda: forecast(BOOK, year=2023, month=-1)),
    ("number-too-small", "invented", "0", lambda: invented_years(first=2023, years=0, seed=1)),
    ("share-out-of-range", "forecast", "1.1", lambda: forecast(BOOK, year=2023, month=1, level=1.1)),
    ("draws-out-of-range", "draws", "10", lambda: forecast(BOOK, year=2023, month=1, draws=10)),
    ("season-incomplete", "meals", "2", lambda: meals_by_season(1.0, 2.0)),
    ("weight-negative", "division", "-31", lambda: meals_by_season(-1.0, *[1.0] * 11)),
    ("nothing-to-divide-by", "division", "1.0", lambda: meals_by_season(*[0.0] * 12)),
    ("years-missing", "back-test", "0", lambda: back_test(BOOK, years=[])),
    ("number-not-finite", "day care", "nan", lambda: replace(BOOK.declarations[0], amount=float("nan"))),
    ("number-not-finite", "day care", "inf", lambda: Commitment("day care", year_of(2023), float("inf"))),
    ("amount-negative", "day care", "-1", lambda: Commitment("day care", year_of(2023), -1)),
    ("number-too-small", "years", "0", lambda: usual_variation([0.1, 0.2, 0.3], result=0.0, years=0)),
]
