"""What holds for every forecast of results: months add up, no more than is left is expected, and order does not matter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from waarde import AgreedResult, BudgetBook, Period, Reached, by_months, forecast

DRAWS = 200
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
FIRST = date(2025, 1, 1)


@st.composite
def agreed_results(draw: st.DrawFn) -> AgreedResult:
    """A result somewhere in three years, reached now and then within its days."""
    begin = FIRST + timedelta(days=draw(st.integers(0, 700)))
    days, times = draw(st.integers(1, 500)), draw(st.integers(1, 12))
    reached = tuple(
        Reached(on, on + timedelta(days=late), often)
        for gone, late, often in draw(
            st.lists(st.tuples(st.integers(0, 499), st.integers(0, 60), st.integers(1, 4)), max_size=4)
        )
        for on in [begin + timedelta(days=gone % days)]
    )
    ended = draw(st.none() | st.integers(0, 900).map(lambda gone: begin + timedelta(days=gone)))
    name = draw(st.sampled_from(["school", "work"]))
    period = Period(begin, begin + timedelta(days=days))
    return AgreedResult(name, period, times, draw(st.integers(1, 1_000)) * 1.0, reached=reached, ended=ended)


@CALM
@given(st.lists(agreed_results(), max_size=6), st.integers(0, 14))
def test_months_and_products_add_up_and_no_more_is_expected_than_is_left(
    results: list[AgreedResult], month: int
) -> None:
    book = BudgetBook((), results=tuple(results))
    found = forecast(book, year=2026, month=month, draws=DRAWS)
    known = book.at_end_of(2026 * 12 + month - 1).results
    assert sum(one.total for one in by_months(found)) == pytest.approx(found.expected.total)
    assert sum(one.total for one in found.by_product.values()) == pytest.approx(found.expected.total)
    left = sum(one.left * one.each for one in known)
    assert -1e-6 <= found.expected.total - found.expected.declared <= left + 1e-6
    for drawn in found.drawn.values():
        assert np.isfinite(drawn).all()
        assert (drawn >= 0).all()
    most = found.expected.declared + left
    assert found.expected.declared - 1e-6 <= found.expected.low <= found.expected.high <= most + 1e-6
    if month >= 12:
        assert found.expected.total == pytest.approx(found.expected.declared)


@CALM
@given(st.lists(agreed_results(), max_size=6), st.integers(0, 12))
def test_neither_order_nor_the_size_of_money_changes_what_is_expected(results: list[AgreedResult], month: int) -> None:
    found = forecast(BudgetBook((), results=tuple(results)), year=2026, month=month, draws=DRAWS).expected
    turned = tuple(replace(one, each=one.each * 10) for one in reversed(results))
    larger = forecast(BudgetBook((), results=turned), year=2026, month=month, draws=DRAWS).expected
    assert larger.total == pytest.approx(found.total * 10)
