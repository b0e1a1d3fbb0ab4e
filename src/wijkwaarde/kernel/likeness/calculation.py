"""Counts how much two questions are alike: by the words they share, of which a rare one weighs more; no database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from math import log

from wijkwaarde.kernel.likeness.terms import (
    EMPTY,
    ENOUGH_TO_TELL,
    FEW_WORDS,
    LEAST_IN_COMMON,
    MOST_SHOWN,
    SHORTEST_WORD,
    TOO_COMMON,
)


def most_alike(words: Mapping[int, frozenset[str]], *, to: int) -> dict[int, frozenset[str]]:
    """The questions most like one of them, the most alike first, each with the words they share.

    >>> buren = frozenset({"buren", "slapen", "lawaai"})
    >>> found = most_alike({1: buren, 2: buren - {"lawaai"}, 3: frozenset({"fiets"})}, to=1)
    >>> {number: sorted(shared) for number, shared in found.items()}
    {2: ['buren', 'slapen']}
    """
    weights = _weights(words)
    asked = words[to] & weights.keys()
    least = LEAST_IN_COMMON if len(asked) >= FEW_WORDS else 1
    shared = {number: found & asked for number, found in words.items() if number != to}
    alike = [number for number, found in shared.items() if len(found) >= least]
    alike.sort(key=lambda number: (-sum(weights[word] for word in sorted(shared[number])), -number))
    return {number: shared[number] for number in alike[:MOST_SHOWN]}


def _weights(words: Mapping[int, frozenset[str]]) -> dict[str, float]:
    """What sharing each word says: more, the fewer questions have it; nothing for one that is in many of them."""
    count = len(words)
    often = Counter(word for found in words.values() for word in found)
    most = count * TOO_COMMON if count >= ENOUGH_TO_TELL else count
    return {
        word: log(1 + count / times)
        for word, times in often.items()
        if times <= most and word not in EMPTY and len(word) >= SHORTEST_WORD and any(map(str.isalpha, word))
    }
