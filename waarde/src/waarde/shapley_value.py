"""The Shapley value: what each party adds on average, as one view of what would be fair; at most five parties."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from math import factorial

from waarde.errors import WaardeError

MOST_PARTIES = 5


def shapley(worth: Mapping[frozenset[str], float]) -> dict[str, float]:
    """What each party adds, averaged over all orders in which they may have joined.

    `worth` says for each group of parties what it brings about together, in any unit; no parties bring 0. Formula: sum over groups S
    without i of |S|! (n - |S| - 1)! / n! x (worth(S + i) - worth(S)). Same unit; the parts add up to what all bring.
    Errors: parties-too-many, group-missing. Source: L.S. Shapley, A value for n-person games (1953).

    >>> taxi = {"1": 6, "2": 12, "3": 42, "12": 12, "13": 42, "23": 42, "123": 42}
    >>> {name: round(part, 9) for name, part in shapley({frozenset(group): cost for group, cost in taxi.items()}).items()}
    {'1': 2.0, '2': 5.0, '3': 35.0}
    """
    parties = sorted(frozenset().union(*worth))
    count = len(parties)
    if count > MOST_PARTIES:
        raise WaardeError("parties-too-many", where="Shapley value", got=count, most=MOST_PARTIES)
    known = {**worth, frozenset(): 0.0}
    for size in range(1, count + 1):
        for group in combinations(parties, size):
            if frozenset(group) not in known:
                raise WaardeError("group-missing", where="Shapley value", got=" + ".join(group))
    return {party: _added(party, others=[one for one in parties if one != party], worth=known) for party in parties}


def _added(party: str, *, others: list[str], worth: Mapping[frozenset[str], float]) -> float:
    count, total = len(others) + 1, 0.0
    for size in range(count):
        weight = factorial(size) * factorial(count - size - 1) / factorial(count)
        for group in combinations(others, size):
            total += weight * (worth[frozenset({*group, party})] - worth[frozenset(group)])
    return total
