"""Shows hours as an amount, where somebody asks for it: a view, never booked and never added to euros."""

from __future__ import annotations

HUNDREDTHS = 100


def as_cents(hours: int, *, rate: int) -> int:
    """Hundredths of hours at a rate in cents per hour, in whole cents, halves up.

    Deventer (M2): 300,000 hours of volunteers at EUR 20 are EUR 6,000,000.

    >>> as_cents(30_000_000, rate=2_000)
    600000000
    """
    return (hours * rate + HUNDREDTHS // 2) // HUNDREDTHS


def for_each_euro(worth: int, *, costs: int) -> float:
    """How much such an amount is for each euro that was spent; both in cents. Errors: ZeroDivisionError without costs.

    Deventer (M2): EUR 6,000,000 for EUR 1,835,099.

    >>> round(for_each_euro(600_000_000, costs=183_509_900), 2)
    3.27
    """
    return worth / costs
