"""Ranges by Monte Carlo: one triangular draw per price and replicate, shared by all situations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np

from waarde.differences import PAIRS, Difference
from waarde.errors import WaardeError
from waarde.prices import PriceItem
from waarde.terms import Situation
from waarde.valuation import ROW, Floats, Quantities

DRAWS = 10_000
LEAST_DRAWS = 100
MOST_DRAWS = 100_000
SEED = 20_260_101
LEVEL = 0.95
EDGES = ((1 - LEVEL) / 2, (1 + LEVEL) / 2)
PRICES_KEPT = 128
DRAWS_AT_ONCE = 1_000


@dataclass(frozen=True)
class Ranges:
    """95% ranges in euros of the first year, per situation and difference; empty where no price has a range."""

    level: float
    draws: int
    seed: int
    priced: int
    with_range: int
    first_year: dict[Situation, tuple[float, float]]
    difference: dict[Difference, tuple[float, float]]


def triangular(item: PriceItem, *, draws: int, seed: int) -> Floats:
    """Draws of one price, shape (draws,), in its currency: triangular between low and high, mode the value.

    Formula: inverse of the distribution function. The stream depends on the seed and the item's key only, so
    that the order of lines does not matter; a range of width 0 gives the value itself.
    """
    low, high = item.range
    if low == high:
        return np.full(draws, item.value)
    uniform = np.random.default_rng((seed, crc32(item.key.encode()))).random(draws)
    rising = np.sqrt(uniform * (high - low) * (item.value - low))
    falling = np.sqrt((1 - uniform) * (high - low) * (high - item.value))
    return np.where(uniform * (high - low) < item.value - low, low + rising, high - falling)


@lru_cache(maxsize=PRICES_KEPT)
def deviations(item: PriceItem, *, draws: int, seed: int) -> Floats:
    """How far the draws of one price lie from its value, shape (draws,), read-only.

    Kept, since the cases of a folder share a price list: 10 MB at 10,000 draws, 100 MB at the most.
    """
    moved = triangular(item, draws=draws, seed=seed) - item.value
    moved.flags.writeable = False
    return moved


def ranges_of(quantities: Quantities, *, draws: int = DRAWS, seed: int = SEED) -> Ranges:
    """The 95% ranges of the first-year totals and differences. Errors: draws-out-of-range.

    Formula: (units per situation and price) @ (draws per price), then the 2.5% and 97.5% quantiles of every row.
    Prices without a range stand still.
    """
    if not LEAST_DRAWS <= draws <= MOST_DRAWS:
        raise WaardeError("draws-out-of-range", where="draws", got=draws, least=LEAST_DRAWS, most=MOST_DRAWS)
    items = quantities.items
    wide = [place for place, item in enumerate(items) if item.range[0] < item.range[1]]
    if not wide:
        return Ranges(LEVEL, draws, seed, len(items), 0, {}, {})
    sampled = np.stack([deviations(items[place], draws=draws, seed=seed) for place in wide])
    units = _rows(quantities)
    moved = np.sort(_product(units[:, wide], sampled), axis=1)  # faster than the part that quantile would sort
    points = units @ quantities.prices
    low, high = np.quantile(moved, EDGES, axis=1)
    spans = [(float(point + a), float(point + b)) for point, a, b in zip(points, low, high, strict=True)]
    known = [situation for situation in Situation if situation in quantities.known]
    kinds = _known_differences(quantities)
    return Ranges(
        LEVEL,
        draws,
        seed,
        len(items),
        len(wide),
        dict(zip(known, spans[: len(known)], strict=True)),
        dict(zip(kinds, spans[len(known) :], strict=True)),
    )


def _product(units: Floats, sampled: Floats) -> Floats:
    """`units` @ `sampled` in parts that one thread multiplies: several would wait for each other on a busy machine."""
    parts = range(0, sampled.shape[1], DRAWS_AT_ONCE)
    return np.concatenate([units @ sampled[:, begin : begin + DRAWS_AT_ONCE] for begin in parts], axis=1)


def _known_differences(quantities: Quantities) -> list[Difference]:
    return [kind for kind, pair in PAIRS.items() if quantities.known.issuperset(pair)]


def _rows(quantities: Quantities) -> Floats:
    units = quantities.first_year
    situations = [units[ROW[situation]] for situation in Situation if situation in quantities.known]
    pairs = [PAIRS[kind] for kind in _known_differences(quantities)]
    differences = [units[ROW[first]] - units[ROW[second]] for first, second in pairs]
    return np.stack([*situations, *differences]) if situations else np.zeros((0, units.shape[1]))
