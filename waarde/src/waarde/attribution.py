"""Who may claim which part of an effect: shares of attribution."""

from __future__ import annotations

from collections.abc import Mapping

from waarde.errors import WaardeError

TOLERANCE = 1e-9


def attribute(total: float, *, shares: Mapping[str, float]) -> dict[str, float]:
    """Divide an effect over the parties that claim a share of it.

    Formula: total x share. Shares are fractions; what they leave is nobody's. Same unit as `total`.
    Errors: share-out-of-range, shares-above-all.

    >>> attribute(30, shares={"a": 0.40, "b": 0.35, "c": 0.25})
    {'a': 12.0, 'b': 10.5, 'c': 7.5}
    """
    for who, share in shares.items():
        if not 0 <= share <= 1:
            raise WaardeError("share-out-of-range", where="attribution", got=share, who=who)
    if sum(shares.values()) > 1 + TOLERANCE:
        raise WaardeError("shares-above-all", where="attribution", got=sum(shares.values()))
    return {who: total * share for who, share in shares.items()}
