"""Reads estimates: what their flows come to per situation and per bearer; who may see them is decided by who fetched them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from waarde import FirstYear, Frequency, Situation, Use, counted
from wijkwaarde.kernel.flows.models import Estimate, Flow


@dataclass(frozen=True, slots=True)
class EstimateTotals:
    """Euros of the first year, not rounded: per situation (None where unknown), and what each party pays or receives."""

    one_off: dict[Situation, float | None]
    yearly: dict[Situation, float | None]
    by_bearer: dict[str, dict[Situation, float]]

    @property
    def first_year(self) -> dict[Situation, float | None]:
        """One-off and yearly together."""
        return {
            situation: None if once is None else once + (self.yearly[situation] or 0.0)
            for situation, once in self.one_off.items()
        }


def totals_of(estimate: Estimate) -> EstimateTotals:
    """What an estimate comes to, from its rows: quantity x price x period x chance (or the share that is left).

    A transfer counts per party and is zero in the total, as in `waarde`.
    """
    known = {Situation(situation) for situation in estimate.situations}
    one_off, yearly = (
        {situation: 0.0 if situation in known else None for situation in Situation} for _kind in range(2)
    )
    by_bearer: dict[str, dict[Situation, float]] = defaultdict(lambda: defaultdict(float))
    for flow in Flow.objects.filter(estimate=estimate).select_related("item").order_by("position"):
        situation, amount = Situation(flow.situation), amount_of(flow, start=estimate.start)
        by_bearer[flow.bearer][situation] += amount
        if flow.beneficiary:
            by_bearer[flow.beneficiary][situation] -= amount
            continue
        sums = one_off if flow.frequency == Frequency.ONCE.value else yearly
        sums[situation] = (sums[situation] or 0.0) + amount
    return EstimateTotals(one_off, yearly, {bearer: dict(amounts) for bearer, amounts in by_bearer.items()})


def amount_of(flow: Flow, *, start: date | None) -> float:
    """What one flow comes to in the 12 months from `start`, expected: in euros, not rounded, below 0 never."""
    use = Use(flow.quantity, Frequency(flow.frequency), flow.periods, flow.begin, flow.end)
    price = flow.item.value if flow.item is not None else flow.price
    assert price is not None  # a check constraint holds it
    return counted(use, year=FirstYear(start)) * price * _weight(flow)


def _weight(flow: Flow) -> float:
    """The chance of a risk; else the part of what runs that is left, while what is paid once counts whole."""
    if flow.chance is not None:
        return flow.chance
    return 1.0 if flow.frequency == Frequency.ONCE.value else flow.share_left
