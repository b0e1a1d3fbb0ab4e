"""Decides how the end of a year looks against the budget and which figure changed most; it asks no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wijkwaarde.instruments.area_budget.terms import Figure, Warned
from wijkwaarde.kernel.outlook.rules import Outcome


@dataclass(frozen=True, slots=True)
class Row:
    """What there is, is promised, was spent and is still to come of one thing (its short name or number), in cents.

    `committed` is of the whole year, `to_come` of this month and the months after it.
    """

    key: str | int
    budget: int
    committed: int
    spent: int
    to_come: int

    @property
    def left(self) -> int:
        """What nobody spent or promised; below 0: more than there is."""
        return self.budget - self.spent - self.to_come


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which agreements somebody asks for: of one product, party, law or month (1 to 12); None for all."""

    product: str | None = None
    party: int | None = None
    law: str | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page said on a day, per product, in cents; what was expected as a whole stands under an empty name."""

    on: date
    figures: Mapping[str, Mapping[str, int]]
    forecast: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Change:
    """The figure that moved most since a day: of which product, which figure, from what to what, in cents."""

    product: str
    figure: Figure
    was: int
    now: int
    since: date


def warned(expected: Outcome, *, budget: int) -> Warned:
    """How the end of the year looks.

    >>> from wijkwaarde.kernel.outlook.rules import Parts
    >>> ends = [(90, 80, 100), (90, 80, 101), (101, 80, 120), (120, 101, 130)]
    >>> [warned(Outcome(*one, Parts(0, 0, 0, 0)), budget=100).value for one in ends]
    ['fine', 'may', 'likely', 'sure']
    """
    if expected.low > budget:
        return Warned.SURE
    if expected.total > budget:
        return Warned.LIKELY
    return Warned.MAY if expected.high > budget else Warned.FINE


def change_since(
    before: Shown | None, *, figures: Mapping[str, Mapping[str, int]], forecast: Mapping[str, int]
) -> Change | None:
    """The figure of one product that moved most since another day; None where nothing moved, or there is no such day."""
    if before is None:
        return None
    changes = [
        Change(product, figure, was, now, before.on)
        for product, those in _all(figures, forecast=forecast).items()
        for figure, now in those.items()
        if (was := _all(before.figures, forecast=before.forecast).get(product, {}).get(figure, 0)) != now
    ]
    return max(changes, key=lambda one: abs(one.now - one.was), default=None)


def _all(figures: Mapping[str, Mapping[str, int]], *, forecast: Mapping[str, int]) -> dict[str, dict[Figure, int]]:
    """Per product every figure; of the whole none, since what moved in it moved in a product."""
    found = {product: {Figure(name): amount for name, amount in those.items()} for product, those in figures.items()}
    for product, total in forecast.items():
        found.setdefault(product, {})[Figure.EXPECTED] = total
    return {product: those for product, those in found.items() if product}
