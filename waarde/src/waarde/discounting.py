"""What an amount in a later year is worth now: discount factors and present value."""

from __future__ import annotations

from collections.abc import Sequence

from waarde.errors import WaardeError


def discount_factor(years: float, *, rate: float) -> float:
    """What one euro after `years` years is worth today.

    Formula: (1 + rate) ** -years; `rate` as a fraction (0.0225). Dimensionless. Errors: rate-out-of-range,
    years-negative. Source: the Dutch rate is 2.25% real since 1 January 2021 (Rijkswaterstaat).

    >>> [round(discount_factor(y, rate=0.0225), 6) for y in (1, 5, 10, 20)]
    [0.977995, 0.894712, 0.80051, 0.640816]
    """
    if not rate > -1:
        raise WaardeError("rate-out-of-range", where="discount rate", got=rate)
    if years < 0:
        raise WaardeError("years-negative", where="discounting", got=years)
    return float((1 + rate) ** -years)


def present_values(amounts: Sequence[float], *, rate: float, first_year: int = 0) -> list[float]:
    """Amounts of successive years in today's worth; `first_year` says how far away the first one is.

    Formula: amount x discount factor of its year. Same unit as the amounts. Source: University of Porto sheet.

    >>> [round(x, 2) for x in present_values([800, 1000, 1200, 1500, 1800, 2000], rate=0.05)]
    [800.0, 952.38, 1088.44, 1295.76, 1480.86, 1567.05]
    """
    return [amount * discount_factor(year, rate=rate) for year, amount in enumerate(amounts, start=first_year)]
