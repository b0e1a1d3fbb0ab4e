"""Makes invented years for a trial of rules: costs that differ by chance alone, around a budget that is their mean."""

from __future__ import annotations

from waarde import invented_years

CENTS = 100


def invented_costs(*, first: int, years: int, seed: int, budget: int) -> dict[int, int]:
    """The costs of invented years in cents, laid around a budget: over all of them together nothing is left or short.

    Formula: each year's costs x budget / their mean, so that every surplus is chance. Own choice.

    >>> found = invented_costs(first=1901, years=3, seed=1, budget=1_000_000_00)
    >>> len(found), abs(sum(found.values()) - 3_000_000_00) <= 3
    (3, True)
    """
    book = invented_years(first=first, years=years, seed=seed)
    used = dict.fromkeys(range(first, first + years), 0.0)
    for one in book.declarations:
        if one.delivered.year in used:
            used[one.delivered.year] += one.amount
    mean = sum(used.values()) / years
    return {year: round(amount / mean * budget) for year, amount in used.items()}
