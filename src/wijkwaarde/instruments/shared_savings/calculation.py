"""Makes invented years for a trial of rules, around a budget that is their mean, and whole cents of parts; it reads nothing."""

from __future__ import annotations

from collections.abc import Mapping

from waarde import apportion, invented_years

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


def in_whole_cents(parts: Mapping[str, float], *, total: int) -> dict[str, int]:
    """Parts in cents as whole cents that together are the total: the odd ones go to the largest remainders.

    >>> in_whole_cents({"a": 100 / 3, "b": 100 / 3, "c": 100 / 3}, total=100)
    {'a': 34, 'b': 33, 'c': 33}
    """
    found = apportion({name: part / CENTS for name, part in parts.items()}, total=total / CENTS)
    return {name: round(part * CENTS) for name, part in found.items()}
