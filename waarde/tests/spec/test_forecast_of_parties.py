"""What parties of a product are expected to come to: fewer agreements, wider bounds; and they hold the end for small ones too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pytest

from waarde import BudgetBook, Forecast, ProductShare, by_shares, forecast, invented_years
from waarde.expected_parts import weight_spread
from waarde.invented import PRODUCTS

PARTIES = {"large": 0.6, "middle": 0.25, "small": 0.1, "smallest": 0.05}
SEEDS, YEARS, MONTHS = range(4), (2021, 2022), (3, 6, 9)
DRAWS = 500
HALF_A_YEAR = 183
LEVEL_COVERED = 0.7


@dataclass(frozen=True)
class Town:
    """An invented neighbourhood of which each product has four parties; its book knows of no parties, the parties' own does."""

    whole: BudgetBook
    own: BudgetBook

    def end(self, party: str, *, year: int) -> float:
        return sum(
            one.amount for one in self.own.declarations if one.delivered.year == year and is_of(one.product, party)
        )

    def shares(self, found: Forecast, *, counted: bool) -> list[ProductShare[str]]:
        """Weights of what each delivered in half a year, resting on the agreements that ran in it."""
        until = date(found.year, found.month, 28)
        since = date.fromordinal(until.toordinal() - HALF_A_YEAR)
        delivered: Counter[str] = Counter()
        declared: Counter[str] = Counter()
        for one in self.own.declarations:
            if one.declared <= until:
                delivered[one.product] += one.amount if one.delivered >= since else 0
                declared[one.product] += one.amount if one.delivered.year == found.year else 0
        runs = Counter(
            one.product for one in self.own.commitments if one.period.begin <= until and one.period.until > since
        )
        return [
            ProductShare(product, party, delivered[name], declared[name], {party: 1.0}, runs[name] if counted else None)
            for product in found.by_product
            for party in PARTIES
            for name in [f"{product} {party}"]
        ]


def is_of(product: str, party: str) -> bool:
    return product.endswith(f" {party}")


def town(seed: int) -> Town:
    each = tuple(
        replace(one, name=f"{one.name} {party}", per_week=one.per_week * part)
        for one in PRODUCTS
        for party, part in PARTIES.items()
    )
    own = invented_years(first=2018, years=5, seed=seed, products=each)
    rows = tuple(replace(one, product=one.product.rsplit(" ", 1)[0]) for one in own.declarations)
    plans = tuple(replace(one, product=one.product.rsplit(" ", 1)[0]) for one in own.commitments)
    return Town(BudgetBook(rows, plans), own)


@pytest.fixture(scope="module")
def covered() -> Callable[[bool], dict[str, float]]:
    """Which part of the known ends lay between the bounds, by party; with what is known of agreements and without."""
    held: dict[bool, dict[str, list[bool]]] = {counted: {party: [] for party in PARTIES} for counted in (True, False)}
    for seed in SEEDS:
        place = town(seed)
        for year in YEARS:
            for month in MONTHS:
                found = forecast(place.whole, year=year, month=month, draws=DRAWS)
                for counted, of in held.items():
                    for party, said in by_shares(found, shares=place.shares(found, counted=counted)).items():
                        of[party].append(said.low <= place.end(party, year=year) <= said.high)
    return lambda counted: {party: float(np.mean(those)) for party, those in held[counted].items()}


def test_a_weight_on_four_agreements_may_be_off_by_half_of_itself() -> None:
    # 0.08² + 1 / 4 = 0.2564, whose root is 0.506.
    assert weight_spread(4, drift=0.08) == pytest.approx(0.50636, abs=1e-5)
    assert weight_spread(0) == weight_spread(1)
    assert weight_spread(None, drift=0.08) == 0.08


def test_the_bounds_of_a_small_party_hold_the_end_as_often_as_those_of_a_large_one(
    covered: Callable[[bool], dict[str, float]],
) -> None:
    assert min(covered(True).values()) >= LEVEL_COVERED
    assert covered(False)["smallest"] < LEVEL_COVERED / 2
