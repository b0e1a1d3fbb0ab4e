"""What the plan changes: differences between situations, in total and per bearer."""

from __future__ import annotations

from enum import StrEnum

from waarde.terms import Situation
from waarde.valuation import Totals


class Difference(StrEnum):
    """Which two situations are compared; the first minus the second."""

    CLAIMED = "claimed"
    PLANNED = "planned"
    REALISED_FROM_NOTHING = "realised-from-nothing"
    REALISED_FROM_NOW = "realised-from-now"


PAIRS: dict[Difference, tuple[Situation, Situation]] = {
    Difference.CLAIMED: (Situation.NOTHING, Situation.SOLUTION),
    Difference.PLANNED: (Situation.NOW, Situation.SOLUTION),
    Difference.REALISED_FROM_NOTHING: (Situation.NOTHING, Situation.REALISED),
    Difference.REALISED_FROM_NOW: (Situation.NOW, Situation.REALISED),
}


def difference(totals: Totals, *, kind: Difference) -> float | None:
    """First-year euros of the one situation minus the other; None where one of them is unknown.

    Formula: claimed = nothing - solution; planned = now - solution; realised = nothing - realised and
    now - realised. Above 0: the plan (or what was realised) costs less.
    """
    first, second = (totals.first_year[situation] for situation in PAIRS[kind])
    return None if first is None or second is None else first - second


def difference_by_bearer(totals: Totals, *, kind: Difference) -> dict[str, float]:
    """The same per party; above 0: that party pays less. Empty where one of the situations is unknown.

    The parts add up to the difference, transfers included, since these are zero over the parties.
    """
    if difference(totals, kind=kind) is None:
        return {}
    first, second = PAIRS[kind]
    return {
        bearer: amounts.get(first, 0.0) - amounts.get(second, 0.0)
        for bearer, amounts in totals.by_bearer.items()
        if first in amounts or second in amounts
    }
