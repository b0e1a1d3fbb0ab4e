"""Measures V3: explain one case of 30 lines with 10,000 draws of the price ranges; beside an empty case and bare NumPy."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bench.timing import Times
from waarde import (
    Case,
    Frequency,
    Line,
    Nothing,
    PriceItem,
    PriceListUsed,
    Risk,
    Source,
    Unit,
    Use,
    analyse,
    to_json,
)
from waarde.uncertainty import deviations

LINES_PER_SITUATION = 10
RISKS = 5
DRAWS = 10_000
ROWS = 5
GOAL_MS = 20.0
SEED = 1


@dataclass(frozen=True)
class OneCase:
    """Times of explaining the case with nothing kept and with draws kept, of an empty case, and of NumPy alone."""

    explained: Times
    explained_again: Times
    empty: Times
    numpy_alone: Times
    runs: int

    @property
    def goal_met(self) -> bool:
        """Whether explaining one case stays below the goal, on the processor's clock."""
        return self.explained.processor < GOAL_MS


def measure_one_case(*, runs: int) -> OneCase:
    """Explain the same case `runs` times after one that is not counted, each kind of run in turn."""
    case, empty = case_of_30_lines(), Case("empty", PriceListUsed("made up", "1"))
    explained_cold(case)
    found = OneCase(Times(), Times(), Times(), Times(), runs)
    for _run in range(runs):
        found.explained.run(lambda: explained_cold(case))
        found.explained_again.run(lambda: to_json(analyse(case, draws=DRAWS, seed=SEED)))
        found.empty.run(lambda: to_json(analyse(empty, draws=DRAWS, seed=SEED)))
        found.numpy_alone.run(numpy_alone)
    return found


def explained_cold(case: Case) -> object:
    """Explain a case with nothing kept from before."""
    deviations.cache_clear()
    return to_json(analyse(case, draws=DRAWS, seed=SEED))


def case_of_30_lines() -> Case:
    """Ten lines today, ten that come with risks when nothing changes, ten in the plan; every price has a range."""
    now, feared, plan = (
        tuple(_line(name, number) for number in range(LINES_PER_SITUATION)) for name in ("now", "feared", "plan")
    )
    share = LINES_PER_SITUATION // RISKS
    risks = tuple(
        Risk(f"risk {number}", 0.1, feared[number * share : (number + 1) * share], stops=(now[0].name,), stop_days=30)
        for number in range(RISKS)
    )
    return Case("30 lines", PriceListUsed("made up", "1"), now=now, nothing=Nothing(risks=risks), solution=plan)


def _line(name: str, number: int) -> Line:
    value = 10.0 + number
    price = PriceItem(
        f"{name} {number}", f"{name} {number}", value, Unit.HOUR, f"bearer {number % 6}", Source("made up"),
        low=value * 0.8, high=value * 1.4,
    )  # fmt: skip
    return Line(f"{name} {number}", price, (Use(1.5, Frequency.WEEK, periods=46),))


def numpy_alone() -> object:
    """The least that ranges take: draw as many triangular prices, one matrix product, two quantiles."""
    prices = np.random.default_rng(SEED).triangular(8.0, 10.0, 14.0, size=(3 * LINES_PER_SITUATION, DRAWS))
    totals = np.ones((ROWS, len(prices))) @ prices
    return np.quantile(totals, (0.025, 0.975), axis=1)
