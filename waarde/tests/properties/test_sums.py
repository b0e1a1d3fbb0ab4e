"""The small sums: cents, parts in cents, indexing there and back, discounting, attribution."""

from __future__ import annotations

from decimal import Decimal

import pytest
import reference
from hypothesis import given
from hypothesis import strategies as st
from properties.cases import CHECKED, price_items

from waarde import (
    IndexPoint,
    IndexSeries,
    PriceItem,
    SeriesKind,
    apportion,
    attribute,
    cents,
    discount_factor,
    factor_between,
    index_price,
    present_values,
)

LARGEST = 10**9


@CHECKED
@given(st.integers(-LARGEST, LARGEST), st.integers(0, 6))
def test_cents_are_rounded_half_up(digits: int, places: int) -> None:
    amount = float(Decimal(digits).scaleb(-places))
    assert Decimal(str(cents(amount))) == reference.half_up(reference.exact(amount))


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [(0.005, 0.01), (1.005, 1.01), (2.675, 2.68), (1.115, 1.12), (-0.005, -0.01), (-1.005, -1.01), (0.004999, 0.0)],
)
def test_a_half_cent_goes_away_from_zero(amount: float, rounded: float) -> None:
    assert cents(amount) == rounded


@CHECKED
@given(st.dictionaries(st.text(max_size=3), st.floats(-1e6, 1e6), max_size=8))
def test_parts_in_cents_add_up_and_stay_within_a_cent(parts: dict[str, float]) -> None:
    found = apportion(parts)
    assert list(found) == list(parts)
    assert sum(round(part * 100) for part in found.values()) == round(cents(sum(parts.values())) * 100)
    assert all(abs(found[name] - part) <= 0.01 + 1e-6 for name, part in parts.items())


@CHECKED
@given(st.dictionaries(st.text(max_size=3), st.integers(-(10**8), 10**8).map(lambda n: n / 1000), max_size=8))
def test_parts_in_cents_do_not_depend_on_their_order(parts: dict[str, float]) -> None:
    assert apportion(dict(reversed(parts.items()))) == apportion(parts)


YEARS = [str(year) for year in range(2015, 2025)]
changes = st.lists(st.floats(-20, 60), min_size=len(YEARS), max_size=len(YEARS)).map(
    lambda values: IndexSeries("changes", SeriesKind.CHANGE_PERCENT, tuple(map(IndexPoint, YEARS, values)))
)
levels = st.lists(st.floats(50, 250), min_size=len(YEARS), max_size=len(YEARS)).map(
    lambda values: IndexSeries("levels", SeriesKind.LEVEL, tuple(map(IndexPoint, YEARS, values)))
)
years = st.sampled_from(YEARS)


@CHECKED
@given(changes | levels, years, years, years)
def test_an_index_goes_there_and_back_and_by_way_of_another_year(
    series: IndexSeries, one: str, two: str, three: str
) -> None:
    def factor(a: str, b: str) -> float:
        return factor_between(series, from_year=a, to_year=b)

    assert factor(one, one) == 1
    assert factor(one, two) * factor(two, one) == pytest.approx(1)
    assert factor(one, two) * factor(two, three) == pytest.approx(factor(one, three))


@CHECKED
@given(levels, years, years)
def test_levels_and_their_changes_give_the_same_factor(series: IndexSeries, one: str, two: str) -> None:
    pairs = zip(series.points, series.points[1:], strict=False)
    steps = tuple(IndexPoint(b.year, (b.value / a.value - 1) * 100) for a, b in pairs)
    same = IndexSeries("the same as changes", SeriesKind.CHANGE_PERCENT, steps)
    first, last = sorted((one, two))
    expected = factor_between(series, from_year=first, to_year=last)
    assert factor_between(same, from_year=first, to_year=last) == pytest.approx(expected)


def dated(item: PriceItem, year: str) -> PriceItem:
    """A price of a year that was never indexed."""
    return PriceItem(
        item.key, item.name, item.value, item.unit, item.bearer, item.source, year, low=item.low, high=item.high
    )


@CHECKED
@given(price_items(), changes | levels, years, years, years)
def test_a_price_goes_there_and_back(item: PriceItem, series: IndexSeries, one: str, two: str, three: str) -> None:
    original = dated(item, one)
    there = index_price(original, to_year=two, series=series)
    on = index_price(there, to_year=three, series=series)
    back = index_price(on, to_year=one, series=series)
    assert there.value == cents(original.value * factor_between(series, from_year=one, to_year=two))
    assert (there.price_year, on.price_year, back.price_year) == (two, three, one)
    assert on.value == cents(original.value * factor_between(series, from_year=one, to_year=three))
    assert back.value == original.value
    assert back.range[0] <= back.value <= back.range[1]


@CHECKED
@given(st.floats(-0.05, 0.2), st.integers(0, 30), st.integers(0, 30))
def test_discounting_twice_is_discounting_over_both(rate: float, one: int, two: int) -> None:
    both = discount_factor(one + two, rate=rate)
    assert discount_factor(one, rate=rate) * discount_factor(two, rate=rate) == pytest.approx(both)
    assert discount_factor(one, rate=rate) * (1 + rate) ** one == pytest.approx(1)
    assert present_values([1, 1], rate=rate, first_year=one) == pytest.approx(
        [discount_factor(one, rate=rate), discount_factor(one + 1, rate=rate)]
    )


@CHECKED
@given(st.floats(-1e6, 1e6), st.lists(st.integers(0, 100), min_size=1, max_size=5))
def test_attribution_gives_away_no_more_than_there_is(total: float, parts: list[int]) -> None:
    whole = max(sum(parts), 1)
    shares = {str(place): part / whole for place, part in enumerate(parts)}
    found = attribute(total, shares=shares)
    assert sum(found.values()) == pytest.approx(total * sum(shares.values()))
    assert all(abs(part) <= abs(total) * (1 + 1e-12) for part in found.values())
