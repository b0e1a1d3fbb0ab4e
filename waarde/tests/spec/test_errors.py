"""Every input that waarde refuses: raised by a real bad input, and told as what, where, expected and what to do."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from spec.bad_budgets import BAD_BUDGETS
from spec.building import PRICES, a_price, case, costing, line, nothing, once, risk, total, weekly

import waarde
from waarde import (
    WORDINGS,
    Band,
    Case,
    Cashable,
    Edition,
    Frequency,
    Hours,
    HoursKind,
    IndexPoint,
    IndexSeries,
    Line,
    Mark,
    Risk,
    RiskNorm,
    SeriesKind,
    Use,
    WaardeError,
    analyse,
    attribute,
    discount_factor,
    from_record,
    index_price,
    present_values,
    to_record,
    use_of_band,
    weighted_change,
)

START = date(2024, 1, 1)
CPI = IndexSeries("CPI", SeriesKind.CHANGE_PERCENT, (IndexPoint("2023", 3.8), IndexPoint("2024", 3.3)))
LEVELS = IndexSeries("deflator", SeriesKind.LEVEL, (IndexPoint("2014/15", 98.0), IndexPoint("2015/16", 100.0)))
HOME = line("HH", weekly(2))
IN_POUNDS = costing("bus", 1, currency="GBP")
NAN = float("nan")


def dated(begin: date | None = None, end: date | None = None) -> Use:
    """Two hours a week for a while."""
    return Use(2, Frequency.WEEK, begin=begin, end=end)


def valued(use: Use, *, start: date | None = START) -> object:
    """A plan with one line, valued."""
    return analyse(case("dates", start=start, solution=(line("HH", use, name="home help"),)), draws=100)


def hours_valued(use: Use) -> object:
    """A plan with hours only, valued."""
    given = Line("reading aloud", hours=(Hours("Ton", HoursKind.VOLUNTEER, use),))
    return analyse(case("dates", start=START, solution=(given,)), draws=100)


def stopping(*risks: tuple[float, float]) -> Case:
    """Risks of which each stops home help, with a chance, for some days."""
    found = [risk(f"risk {i}", chance, stops=("HH",), days=days) for i, (chance, days) in enumerate(risks)]
    return home_and(*found)


def home_and(*risks: Risk, **more: Any) -> Case:
    """Home help that runs on when nothing changes."""
    return case("home help", now=(HOME,), nothing=nothing(*risks, **more))


def indexed(from_year: str | None, to_year: str, series: IndexSeries) -> object:
    """A price of one year in prices of another."""
    return index_price(a_price(price_year=from_year), to_year=to_year, series=series)


def series(value: float, name: str, kind: SeriesKind = SeriesKind.CHANGE_PERCENT) -> object:
    """A series of one value."""
    return IndexSeries(name, kind, (IndexPoint("2023", value),))


def record(**changes: object) -> dict[str, Any]:
    """A saved analysis with something changed in it."""
    saved = to_record(case("saved", start=START, solution=(HOME,)), draws=100, seed=1)
    return saved | {"inputs": saved["inputs"] | changes}


type Bad = tuple[str, str, str, Callable[[], object]]

BAD: list[Bad] = [
    ("quantity-not-positive", "quantity", "0", lambda: once(0)),
    ("quantity-not-positive", "quantity", "-2", lambda: once(-2)),
    ("number-not-finite", "quantity", "nan", lambda: once(NAN)),
    ("number-not-finite", "a price", "inf", lambda: a_price(float("inf"))),
    ("number-not-finite", "a price", "nan", lambda: a_price(low=NAN, high=20)),
    ("periods-out-of-range", "periods", "53", lambda: weekly(1, 53)),
    ("periods-out-of-range", "periods", "0", lambda: weekly(1, 0)),
    ("periods-out-of-range", "periods", "nan", lambda: weekly(1, NAN)),
    ("periods-out-of-range", "periods", "13", lambda: Use(1, Frequency.MONTH, 13)),
    ("periods-without-repetition", "periods", "3", lambda: Use(1, Frequency.ONCE, 3)),
    ("periods-without-repetition", "periods", "3", lambda: Use(1, Frequency.IN_TOTAL, 3)),
    ("chance-out-of-range", "eviction", "1.5", lambda: risk("eviction", 1.5)),
    ("chance-out-of-range", "eviction", "nan", lambda: risk("eviction", NAN)),
    ("chance-out-of-range", "eviction", "-0.1", lambda: RiskNorm("eviction", "eviction", 0.1, -0.1, 0.2, "list")),
    ("price-negative", "a price", "-1", lambda: a_price(-1)),
    ("range-out-of-order", "a price", "12", lambda: a_price(low=12, high=20)),
    ("range-out-of-order", "a price", "9", lambda: a_price(low=5, high=9)),
    ("range-out-of-order", "a price", "-5", lambda: a_price(low=-5, high=20)),
    ("price-year-impossible", "a price", "23", lambda: a_price(price_year="23")),
    ("price-year-impossible", "a price", "1066", lambda: a_price(price_year="1066")),
    ("duplicate-price", "list", "a price", lambda: Edition("list", "1", (a_price(), a_price(11)))),
    ("currencies-mixed", "money", "EUR, GBP", lambda: case("money", now=(IN_POUNDS, HOME))),
    ("currencies-mixed", "money", "EUR, GBP", lambda: case("money", now=(IN_POUNDS,))),
    ("currencies-mixed", "money", "GBP", lambda: case("money", nothing=nothing(risk("r", 0, IN_POUNDS)))),
    ("band-without-quantity", "HH", "every-day", lambda: use_of_band(Band.EVERY_DAY, price=PRICES["HH"], norms=[])),
    ("date-without-start", "home help", "2024-02-01", lambda: valued(dated(date(2024, 2, 1)), start=None)),
    ("date-before-start", "home help", "2023-12-31", lambda: valued(dated(date(2023, 12, 31)))),
    ("date-before-start", "home help", "2023-12-31", lambda: valued(dated(end=date(2023, 12, 31)))),
    ("date-before-start", "reading aloud", "2023-12-31", lambda: hours_valued(dated(date(2023, 12, 31)))),
    ("date-after-first-year", "home help", "2025-01-01", lambda: valued(dated(date(2025, 1, 1)))),
    ("end-before-begin", "to", "2024-02-01", lambda: dated(date(2024, 2, 2), date(2024, 2, 1))),
    ("line-without-price-or-hours", "coffee", "Use", lambda: Line("coffee", uses=(once(1),))),
    ("price-without-quantity", "coffee", "a price", lambda: Line("coffee", a_price())),
    ("number-too-large", "quantity", "1e+300", lambda: Use(1e300, Frequency.WEEK)),
    ("number-too-large", "price", "10000000000000", lambda: a_price(1e13)),
    ("mark-twice", "marks", "before", lambda: case("twice", marks=(Mark("A", "before", 1), Mark("A", "before", 9)))),
    (
        "cashable-twice",
        "cashable",
        "fund",
        lambda: case("twice", cashable=(Cashable("fund", 0.1), Cashable("fund", 0.2))),
    ),
    ("line-twice", "now", "HH", lambda: case("twice", now=(HOME, HOME))),
    ("line-twice", "solution", "HH", lambda: case("twice", solution=(HOME, HOME))),
    ("line-twice", "realised", "HH", lambda: case("twice", realised=(HOME, HOME))),
    ("line-twice", "nothing", "HH", lambda: case("twice", nothing=nothing(lines=(HOME, HOME)))),
    ("line-twice", "eviction", "HH", lambda: risk("eviction", 0.1, HOME, HOME)),
    ("line-twice", "nothing.risk", "eviction", lambda: home_and(*[risk("eviction", 0.1)] * 2)),
    ("stops-unknown-line", "stay", "DM", lambda: home_and(risk("stay", 0.1, stops=("DM",), days=9))),
    ("stop-days-out-of-range", "stay", "366", lambda: risk("stay", 0.1, stops=("HH",), days=366)),
    ("stop-days-out-of-range", "stay", "0", lambda: risk("stay", 0.1, stops=("HH",), days=0)),
    ("stops-more-than-all", "nothing.risk", "1.1", lambda: stopping((0.6, 365), (0.5, 365))),
    ("replaces-unknown-line", "nothing.without", "DM", lambda: home_and(without=("DM",))),
    ("transfer-to-itself", "gift", "fund", lambda: Line("gift", a_price(), (once(1),), beneficiary="fund")),
    ("transfer-to-itself", "gift", "uwv", lambda: Line("gift", a_price(), (once(1),), bearer="uwv", beneficiary="uwv")),
    ("share-out-of-range", "cashable", "1.2", lambda: Cashable("fund", 1.2)),
    ("share-out-of-range", "attribution", "-0.1", lambda: attribute(30, shares={"school": -0.1})),
    ("shares-above-all", "attribution", "1.05", lambda: attribute(30, shares={"a": 0.40, "b": 0.35, "c": 0.30})),
    ("shares-above-all", "weights", "1.1", lambda: weighted_change({"a": 1, "b": 1}, weights={"a": 0.9, "b": 0.2})),
    ("mark-out-of-range", "Ineke", "0", lambda: Mark("Ineke", "before", 0)),
    ("mark-out-of-range", "Ineke", "11", lambda: Mark("Ineke", "before", 11)),
    ("mark-out-of-range", "Ineke", "6.5", lambda: Mark("Ineke", "before", 6.5)),  # type: ignore[arg-type]
    ("mark-out-of-range", "Ineke", "nan", lambda: Mark("Ineke", "before", NAN)),  # type: ignore[arg-type]
    ("mark-out-of-range", "Ineke", "inf", lambda: Mark("Ineke", "before", float("inf"))),  # type: ignore[arg-type]
    ("index-year-missing", "CPI", "2025", lambda: indexed("2023", "2025", CPI)),
    ("index-year-missing", "CPI", "2022/23", lambda: indexed("2022/23", "2024", CPI)),
    ("index-year-missing", "deflator", "2013/14", lambda: indexed("2013/14", "2015/16", LEVELS)),
    ("index-base-missing", "a price", "a price", lambda: indexed(None, "2024", CPI)),
    ("index-value-impossible", "worthless", "0", lambda: series(0.0, "worthless", SeriesKind.LEVEL)),
    ("index-value-impossible", "all gone", "-100", lambda: series(-100.0, "all gone")),
    ("index-value-impossible", "none", "nan", lambda: series(NAN, "none")),
    ("rate-out-of-range", "discount", "-1", lambda: discount_factor(1, rate=-1)),
    ("rate-out-of-range", "discount", "nan", lambda: discount_factor(1, rate=NAN)),
    ("years-negative", "discount", "-1", lambda: discount_factor(-1, rate=0.0225)),
    ("years-negative", "discount", "-2", lambda: present_values([1, 1], rate=0.0225, first_year=-2)),
    ("draws-out-of-range", "draws", "99", lambda: analyse(case("few"), draws=99)),
    ("draws-out-of-range", "draws", "1000001", lambda: analyse(case("many"), draws=1_000_001)),
    ("hours-without-person", "hours", " ", lambda: Hours(" ", HoursKind.VOLUNTEER)),
    ("record-unreadable", "record", "format", lambda: from_record({})),
    ("record-unreadable", "record", "format 2", lambda: from_record(record() | {"format": 2})),
    ("record-unreadable", "record", "nonsense", lambda: from_record(record(nonsense=1))),
    ("record-unreadable", "record", "someday", lambda: from_record(record(start="someday"))),
    ("record-unreadable", "record", "thousand", lambda: from_record(record() | {"draws": "thousand"})),
    ("record-unreadable", "record", "", lambda: from_record([])),  # type: ignore[arg-type]
    *BAD_BUDGETS,
]


@pytest.mark.parametrize(("key", "where", "got", "bad"), BAD, ids=[f"{key}: {got}" for key, _, got, _ in BAD])
def test_a_bad_input_is_refused_with_what_where_expected_and_what_to_do(
    key: str, where: str, got: str, bad: Callable[[], object]
) -> None:
    with pytest.raises(WaardeError) as caught:
        bad()
    error = caught.value
    assert error.key == key
    assert where in error.where
    assert got in str(error.got)
    said = str(error)
    for part in (error.where, error.message, error.expected, error.remedy):
        assert part.strip()
        assert part in said
    assert "{" not in error.message + error.expected + error.remedy
    assert error.values["got"] == error.got or error.got != error.got


def test_every_message_has_a_bad_input_that_raises_it() -> None:
    assert {key for key, *_ in BAD} == set(WORDINGS)


def test_every_message_is_used_and_every_used_message_is_there() -> None:
    raised = set()
    for path in Path(waarde.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "WaardeError":
                raised |= {first.value for first in node.args if isinstance(first, ast.Constant)}
    assert raised == set(WORDINGS)


def test_a_word_that_is_not_known_in_a_record_is_told() -> None:
    saved = record()
    saved["inputs"]["solution"][0]["uses"][0]["frequency"] = "fortnight"
    with pytest.raises(WaardeError, match="fortnight"):
        from_record(saved)


def test_what_is_wrong_in_the_case_of_a_record_keeps_its_own_message() -> None:
    saved = record()
    saved["inputs"]["solution"][0]["uses"][0]["quantity"] = -1
    with pytest.raises(WaardeError) as caught:
        from_record(saved)
    assert caught.value.key == "quantity-not-positive"


@pytest.mark.parametrize("parts", [(0.33, 0.56, 0.11), (0.34, 0.55, 0.11), (1.0,), (0.5, 0.5)])
def test_risks_may_stop_a_line_for_exactly_the_whole_year(parts: tuple[float, ...]) -> None:
    """33% + 56% + 11% is more than 100% in a computer; it is not for people."""
    whole = stopping(*((part, 365) for part in parts))
    found = analyse(replace(whole, solution=()), draws=100)
    assert found.totals.first_year[waarde.Situation.NOTHING] == pytest.approx(0, abs=1e-6)


def test_what_lies_on_the_edge_is_accepted() -> None:
    weekly(1, 52)
    Use(1, Frequency.DAY, 365)
    risk("never", 0)
    risk("always", 1, stops=("HH",), days=365)
    a_price(0, low=0, high=0)
    a_price(price_year="1900")
    a_price(price_year="2100")
    Mark("Ineke", "before", 1)
    Mark("Ineke", "after", 10)
    Cashable("fund", 0)
    Cashable("fund", 1)
    valued(dated(date(2024, 1, 1), date(2024, 12, 31)))
    valued(dated(date(2024, 12, 31), date(2030, 1, 1)))
    analyse(case("few"), draws=100)
    assert attribute(30, shares={"a": 0.1, "b": 0.2, "c": 0.7})["c"] == pytest.approx(21)
    assert total(0.01).quantity == 0.01
