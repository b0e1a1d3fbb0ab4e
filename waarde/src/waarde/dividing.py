"""Whole cents that are divided without losing one: exact fractions, largest remainder; it knows no rules of sharing."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import floor

from waarde.errors import WaardeError
from waarde.rounding import CENTS_PER_EURO

DIGITS = 9
HALF = Fraction(1, 2)


def exact(number: float | Fraction) -> Fraction:
    """The decimal number that was written, as a fraction, without the noise of a binary one.

    >>> exact(0.35), exact(4.957000000000001)
    (Fraction(7, 20), Fraction(4957, 1000))
    """
    return number if isinstance(number, Fraction) else Fraction(repr(round(float(number), DIGITS)))


def half_up(amount: Fraction) -> int:
    """A whole number of cents; a half goes away from zero, as in `cents`.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(-5, 2))
    (3, -3)
    """
    whole = floor(abs(amount) + HALF)
    return whole if amount >= 0 else -whole


def euros(amount: int) -> float:
    """Whole cents as euros, for a figure that is shown.

    >>> euros(-28_125_000)
    -281250.0
    """
    return amount / CENTS_PER_EURO


def divide(amount: int, *, weights: Mapping[str, Fraction]) -> dict[str, int]:
    """An amount in whole cents, divided in proportion to weights; the parts add up to the amount.

    Formula: amount x weight / all weights, rounded down; the cents that are left go one by one to the largest
    remainders, equal remainders in the order of the names. A negative amount is divided as its mirror image. The
    order in which the weights are given does not matter. Errors: weight-negative, nothing-to-divide-by.
    Source: the method of Hamilton (largest remainder), as used for seats.

    >>> divide(10_000, weights=dict.fromkeys(("wijk", "gemeente", "aanbieders"), Fraction(1)))
    {'wijk': 3333, 'gemeente': 3333, 'aanbieders': 3334}
    """
    for name, weight in weights.items():
        if weight < 0:
            raise WaardeError("weight-negative", where="division", got=float(weight), who=name)
    total = sum(weights.values())
    if not amount:
        return dict.fromkeys(weights, 0)
    if not total:
        raise WaardeError("nothing-to-divide-by", where="division", got=euros(amount))
    parts = {name: abs(amount) * weight / total for name, weight in weights.items()}
    whole = {name: floor(part) for name, part in parts.items()}
    left = abs(amount) - sum(whole.values())
    for name in sorted(parts, key=lambda one: (whole[one] - parts[one], one))[:left]:
        whole[name] += 1
    sign = 1 if amount > 0 else -1
    return {name: sign * part for name, part in whole.items()}
