"""M6, M14 and M15: what later amounts are worth now, and who may claim which part of an effect."""

from __future__ import annotations

import pytest

from waarde import WaardeError, attribute, discount_factor, present_values


@pytest.mark.parametrize(("years", "factor"), [(0, 1), (1, 0.977995), (5, 0.894712), (10, 0.800510), (20, 0.640816)])
def test_dutch_discount_factors(years: int, factor: float) -> None:
    assert round(discount_factor(years, rate=0.0225), 6) == factor


def test_present_values_of_the_sheet_of_porto() -> None:
    found = present_values([800, 1000, 1200, 1500, 1800, 2000], rate=0.05)
    assert [round(x, 2) for x in found] == [800, 952.38, 1_088.44, 1_295.76, 1_480.86, 1_567.05]


def test_the_first_year_may_lie_ahead() -> None:
    assert present_values([1000], rate=0.05, first_year=1) == [pytest.approx(952.380952)]
    assert present_values([], rate=0.05) == []


def test_three_parties_share_an_effect() -> None:
    found = attribute(30, shares={"first": 0.40, "second": 0.35, "third": 0.25})
    assert found == pytest.approx({"first": 12, "second": 10.5, "third": 7.5})


def test_an_effect_is_claimed_once() -> None:
    with pytest.raises(WaardeError, match="at most 1"):
        attribute(30, shares={"first": 0.40, "second": 0.35, "third": 0.26})


def test_what_nobody_claims_is_nobodys() -> None:
    assert attribute(30, shares={"first": 0.40}) == {"first": 12.0}
