"""Rounding to whole cents, on output only; inside, everything is a float."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from math import floor

CENTS_PER_EURO = 100
NOISE_DIGITS = 6
CENT = Decimal("0.01")


def cents(amount: float) -> float:
    """Round an amount half up (away from zero) to whole cents.

    Formula: round(amount x 100) / 100, halves away from zero. Digits after the sixth decimal are binary
    noise (a sum of decimal prices) and are dropped first.

    >>> cents(1043.175), cents(0.5 * 15 * 139.09), cents(-0.005)
    (1043.18, 1043.18, -0.01)
    """
    exact = Decimal(repr(round(float(amount), NOISE_DIGITS)))
    return float(exact.quantize(CENT, rounding=ROUND_HALF_UP)) + 0.0


def apportion(parts: Mapping[str, float], *, total: float | None = None) -> dict[str, float]:
    """Round parts to whole cents so that together they are the rounded total (largest remainder).

    Each part is rounded down to a cent; the cents that are missing from the rounded total go to the parts
    with the largest remainders, equal remainders in the order of their names. `total` is the rounded total
    where that was settled elsewhere; it lies within a cent per part. Amounts in, amounts out.
    Source: the method of Hamilton, as used for seats.

    >>> apportion({"a": 0.335, "b": 0.335, "c": 0.33})
    {'a': 0.34, 'b': 0.33, 'c': 0.33}
    >>> apportion({})
    {}
    """
    scaled = {name: round(float(part) * CENTS_PER_EURO, NOISE_DIGITS) for name, part in parts.items()}
    whole = {name: floor(value) for name, value in scaled.items()}
    whole_total = cents(sum(parts.values()) if total is None else total)
    missing = round(whole_total * CENTS_PER_EURO) - sum(whole.values())
    by_remainder = sorted(scaled, key=lambda name: (-round(scaled[name] - whole[name], NOISE_DIGITS), name))
    for name in by_remainder[: max(missing, 0)]:
        whole[name] += 1
    return {name: whole[name] / CENTS_PER_EURO for name in parts}
