"""From counted quantities to euros: totals per situation and per bearer as one matrix product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from waarde.entries import Entry
from waarde.prices import PriceItem
from waarde.terms import Situation

Floats = NDArray[np.float64]
SITUATIONS = tuple(Situation)
ROW = {situation: row for row, situation in enumerate(SITUATIONS)}


@dataclass(frozen=True)
class Quantities:
    """How many units of each price a case uses: the whole valuation is these arrays times the prices.

    `once` and `yearly` have shape (4 situations, items) and leave transfers out; `per_bearer` has shape
    (bearers, 4, items) and holds transfers too: plus for who pays, minus for who receives. Units of the price.
    """

    items: tuple[PriceItem, ...]
    bearers: tuple[str, ...]
    known: frozenset[Situation]
    once: Floats
    yearly: Floats
    per_bearer: Floats

    @property
    def prices(self) -> Floats:
        """The price of each item, shape (items,)."""
        return np.array([item.value for item in self.items], dtype=np.float64)

    @property
    def first_year(self) -> Floats:
        """Units in the first year, one-off and yearly together, shape (4, items)."""
        return self.once + self.yearly


def quantities_of(entries: Mapping[Situation, tuple[Entry, ...] | None]) -> Quantities:
    """Lay the entries of all situations out as arrays; items and bearers in alphabetical order."""
    priced = [entry for group in entries.values() for entry in group or () if entry.line.price]
    items = {_item_key(entry): entry.line.price for entry in priced if entry.line.price}
    item_keys = sorted(items)
    column = {key: index for index, key in enumerate(item_keys)}
    bearers = sorted({party for entry in priced for party in _parties(entry)})
    place = {bearer: index for index, bearer in enumerate(bearers)}
    once, yearly = (np.zeros((len(SITUATIONS), len(items))) for _ in range(2))
    per_bearer = np.zeros((len(bearers), len(SITUATIONS), len(items)))
    for entry in priced:
        row, col = ROW[entry.situation], column[_item_key(entry)]
        per_bearer[place[str(entry.line.payer)], row, col] += entry.units
        if entry.line.beneficiary is not None:
            per_bearer[place[entry.line.beneficiary], row, col] -= entry.units
            continue
        once[row, col] += entry.once * entry.weight_once
        yearly[row, col] += entry.yearly * entry.weight
    known = frozenset(situation for situation, group in entries.items() if group is not None)
    return Quantities(tuple(items[key] for key in item_keys), tuple(bearers), known, once, yearly, per_bearer)


def _item_key(entry: Entry) -> tuple[str, float, str, tuple[float, float]]:
    price = entry.line.price
    assert price is not None
    return price.key, price.value, price.unit.value, price.range


def _parties(entry: Entry) -> tuple[str, ...]:
    return tuple(party for party in (entry.line.payer, entry.line.beneficiary) if party is not None)


@dataclass(frozen=True)
class Totals:
    """Euros per situation (None where unknown): one-off, yearly, both together, and the first year per bearer."""

    one_off: dict[Situation, float | None]
    yearly: dict[Situation, float | None]
    first_year: dict[Situation, float | None]
    by_bearer: dict[str, dict[Situation, float]]


def totals_of(quantities: Quantities) -> Totals:
    """Quantities x prices. Floats, not rounded."""
    prices = quantities.prices
    return Totals(
        _per_situation(quantities.once @ prices, known=quantities.known),
        _per_situation(quantities.yearly @ prices, known=quantities.known),
        _per_situation(quantities.first_year @ prices, known=quantities.known),
        _per_bearer(quantities, prices=prices),
    )


def _per_situation(amounts: Floats, *, known: frozenset[Situation]) -> dict[Situation, float | None]:
    return {
        situation: float(amount) if situation in known else None
        for situation, amount in zip(SITUATIONS, amounts, strict=True)
    }


def _per_bearer(quantities: Quantities, *, prices: Floats) -> dict[str, dict[Situation, float]]:
    used = np.any(quantities.per_bearer != 0, axis=2)
    amounts = quantities.per_bearer @ prices
    return {
        bearer: {situation: float(amounts[place, row]) for row, situation in enumerate(SITUATIONS) if used[place, row]}
        for place, bearer in enumerate(quantities.bearers)
    }
