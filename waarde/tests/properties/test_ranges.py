"""What must hold for ranges: no width gives the point, extremes are never passed, more width gives more range."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties.cases import CHECKED, DRAWS, cases, price_items

from waarde import Case, Frequency, Line, PriceItem, PriceListUsed, Situation, Source, Unit, Use, analyse
from waarde.uncertainty import triangular

NOISE = 1e-6


def with_prices(case: Case, change: Callable[[PriceItem], PriceItem]) -> Case:
    """The same case with every price changed."""

    def changed(lines: tuple[Line, ...] | None) -> tuple[Line, ...] | None:
        return lines and tuple(replace(x, price=x.price and change(x.price)) for x in lines)

    nothing = case.nothing
    if nothing is not None:
        risks = tuple(replace(risk, lines=changed(risk.lines) or ()) for risk in nothing.risks)
        nothing = replace(nothing, lines=changed(nothing.lines) or (), risks=risks)
    now, solution, realised = (changed(lines) for lines in (case.now, case.solution, case.realised))
    return replace(case, now=now, nothing=nothing, solution=solution, realised=realised)


def spread(item: PriceItem, *, times: float) -> PriceItem:
    """A price of which the range lies a fifth below and a half above, or some times as far."""
    return replace(item, low=item.value * (1 - times / 5), high=item.value * (1 + times / 2))


def at(item: PriceItem, *, high: bool) -> PriceItem:
    """A price put on one end of its range."""
    return replace(item, value=item.range[1] if high else item.range[0], low=None, high=None)


@CHECKED
@given(price_items(), st.integers(0, 2**32))
def test_draws_stay_in_the_range(item: PriceItem, seed: int) -> None:
    drawn = triangular(item, draws=DRAWS, seed=seed)
    low, high = item.range
    assert drawn.shape == (DRAWS,)
    assert np.all((low - NOISE <= drawn) & (drawn <= high + NOISE))


@CHECKED
@given(price_items(), st.integers(0, 2**32))
def test_draws_without_width_are_the_price_itself(item: PriceItem, seed: int) -> None:
    drawn = triangular(replace(item, low=item.value, high=item.value), draws=DRAWS, seed=seed)
    assert np.all(drawn == item.value)


def test_draws_are_triangular() -> None:
    item = PriceItem("home help", "home help", 30.0, Unit.HOUR, "municipality-wmo", Source("test"), low=20.0, high=60.0)
    drawn = triangular(item, draws=100_000, seed=7)
    assert drawn.mean() == pytest.approx((20 + 30 + 60) / 3, abs=0.1)
    assert drawn.var() == pytest.approx((20**2 + 30**2 + 60**2 - 20 * 30 - 20 * 60 - 30 * 60) / 18, rel=0.02)
    assert (drawn < 30).mean() == pytest.approx((30 - 20) / (60 - 20), abs=0.01)


def test_a_range_holds_95_of_100_draws() -> None:
    """By hand: the 2.5% and 97.5% points of a triangle from 20 over 30 to 60."""
    item = PriceItem("home help", "home help", 30.0, Unit.HOUR, "municipality-wmo", Source("test"), low=20.0, high=60.0)
    whole = Case("range", PriceListUsed("test", "1"), solution=(Line("help", item, (Use(1, Frequency.ONCE),)),))
    found = [analyse(whole, draws=100_000, seed=seed).ranges for seed in range(1, 9)]
    expected = (20 + math.sqrt(0.025 * 40 * 10), 60 - math.sqrt(0.025 * 40 * 30))
    assert {ranges.level for ranges in found} == {0.95}
    edges = zip(*(ranges.first_year[Situation.SOLUTION] for ranges in found), strict=True)
    assert [sum(edge) / len(found) for edge in edges] == pytest.approx(expected, abs=0.1)


@CHECKED
@given(cases())
def test_prices_without_width_have_no_range(case: Case) -> None:
    still = with_prices(case, lambda item: replace(item, low=item.value, high=item.value))
    found = analyse(still, draws=DRAWS)
    assert found.ranges.with_range == 0
    assert (found.ranges.first_year, found.ranges.difference) == ({}, {})


@CHECKED
@given(cases())
def test_a_range_that_is_hardly_there_is_the_point(case: Case) -> None:
    narrow = with_prices(case, lambda item: replace(item, low=item.value * (1 - 1e-12), high=item.value * (1 + 1e-12)))
    found = analyse(narrow, draws=DRAWS)
    for situation, ends in found.ranges.first_year.items():
        assert ends == pytest.approx((found.totals.first_year[situation],) * 2, abs=0.01)
    for kind, ends in found.ranges.difference.items():
        assert ends == pytest.approx((found.differences[kind],) * 2, abs=0.01)


@CHECKED
@given(cases())
def test_no_range_passes_the_extremes(case: Case) -> None:
    found = analyse(case, draws=DRAWS).ranges.first_year
    least, most = (analyse(with_prices(case, end), draws=DRAWS).totals.first_year for end in (lowest, highest))
    for situation, (low, high) in found.items():
        bottom, top = least[situation], most[situation]
        assert bottom is not None
        assert top is not None
        assert bottom - NOISE <= low <= high <= top + NOISE


def lowest(item: PriceItem) -> PriceItem:
    """The price at its low end."""
    return at(item, high=False)


def highest(item: PriceItem) -> PriceItem:
    """The price at its high end."""
    return at(item, high=True)


@CHECKED
@given(cases(known=True), st.floats(1, 5))
def test_wider_prices_give_wider_ranges(case: Case, times: float) -> None:
    narrow = analyse(with_prices(case, lambda item: spread(item, times=1)), draws=DRAWS).ranges
    wide = analyse(with_prices(case, lambda item: spread(item, times=times)), draws=DRAWS).ranges
    for situation, (low, high) in narrow.first_year.items():
        wide_low, wide_high = wide.first_year[situation]
        assert wide_high - wide_low == pytest.approx(times * (high - low), rel=1e-6, abs=NOISE)
        assert wide_high - wide_low >= high - low - NOISE


def test_two_situations_share_the_draw_of_a_price() -> None:
    """What both situations use cannot make their difference uncertain."""
    item = PriceItem("care", "care", 30.0, Unit.HOUR, "health-insurer", Source("test"), low=10.0, high=90.0)
    same = (Line("care", item, (Use(2, Frequency.WEEK),)),)
    case = Case("same help", PriceListUsed("test", "1"), now=same, solution=same)
    found = analyse(case, draws=DRAWS)
    assert found.ranges.difference == {next(iter(found.ranges.difference)): (0.0, 0.0)}
    low, high = next(iter(found.ranges.first_year.values()))
    assert low < 30 * 104 < high


def test_the_seed_decides_the_range() -> None:
    item = PriceItem("care", "care", 30.0, Unit.HOUR, "health-insurer", Source("test"), low=10.0, high=90.0)
    case = Case("care", PriceListUsed("test", "1"), solution=(Line("care", item, (Use(2, Frequency.WEEK),)),))
    one, same, other = (analyse(case, draws=DRAWS, seed=seed).ranges.first_year for seed in (1, 1, 2))
    assert one == same
    assert one != other


@pytest.mark.parametrize("turned", [False, True])
def test_two_ranges_of_one_price_both_count(turned: bool) -> None:
    """A price that a case quotes with two ranges keeps both, in whatever order its lines stand."""
    wide, narrow = (
        PriceItem("care", "care", 30.0, Unit.HOUR, "health-insurer", Source("test"), low=30.0 - w, high=30.0 + w)
        for w in (20.0, 1.0)
    )
    lines = [Line(name, item, (Use(100, Frequency.IN_TOTAL),)) for name, item in (("wide", wide), ("narrow", narrow))]
    case = Case("two ranges", PriceListUsed("test", "1"), solution=tuple(reversed(lines) if turned else lines))
    low, high = next(iter(analyse(case, draws=1000).ranges.first_year.values()))
    alone = replace(case, solution=(lines[0],))
    alone_low, alone_high = next(iter(analyse(alone, draws=1000).ranges.first_year.values()))
    assert high - low == pytest.approx((alone_high - alone_low) * 21 / 20)
