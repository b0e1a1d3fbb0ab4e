"""One micro-analysis: a case in, its figures, ranges, remarks and explanation out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from waarde.differences import Difference, difference, difference_by_bearer
from waarde.entries import Entry, entries_of
from waarde.explain import Explained
from waarde.explain_hours import explain_hours
from waarde.explain_money import explain_differences, explain_situations
from waarde.explain_parties import explain_bearers, explain_cashable, explain_gains
from waarde.explain_switching import explain_switching
from waarde.remarks import Remark, remarks_of
from waarde.rounding import apportion, cents
from waarde.situations import Case, Cashable
from waarde.switching import Switching, switching_of
from waarde.terms import Situation
from waarde.time_given import PersonHours, hours_by_person
from waarde.uncertainty import DRAWS, SEED, Ranges, ranges_of
from waarde.valuation import Totals, quantities_of, totals_of


@dataclass(frozen=True)
class Analysis:
    """Everything that one micro-analysis found. Euros are floats of the first year, not rounded.

    `by_bearer` and `difference_by_bearer` are in cents that add up to the rounded totals.
    """

    case: Case
    entries: dict[Situation, tuple[Entry, ...] | None]
    totals: Totals
    differences: dict[Difference, float | None]
    by_bearer: dict[str, dict[Situation, float]]
    difference_by_bearer: dict[Difference, dict[str, float]]
    cashable: dict[str, dict[str, Any] | None]
    switching: Switching
    hours: tuple[PersonHours, ...]
    ranges: Ranges
    remarks: tuple[Remark, ...]

    @cached_property
    def explanations(self) -> dict[str, Explained]:
        """Where every figure comes from, by key; made when first asked for, since a table of cases needs none."""
        case, ranges = self.case, self.ranges
        situations = explain_situations(case, entries=self.entries, totals=self.totals, ranges=ranges)
        bearers = explain_bearers(case, entries=self.entries, shares=self.by_bearer)
        gains = explain_gains(case, gains=self.difference_by_bearer, bearers=bearers)
        return {
            **explain_differences(case, totals=self.totals, situations=situations, ranges=ranges),
            **situations,
            **bearers,
            **gains,
            **explain_cashable(case, cashable=self.cashable, gains=gains),
            **explain_switching(self.switching, claimed=self.differences[Difference.CLAIMED]),
            **explain_hours(case, people=self.hours),
        }


def analyse(case: Case, *, draws: int = DRAWS, seed: int = SEED) -> Analysis:
    """Value a case: totals, differences, bearers, switching values, hours, ranges, remarks, explanation.

    `draws` replicates of the prices that have a range; the same seed gives the same ranges. Errors: WaardeError
    for dates outside the first year and impossible draws; the case itself was checked when it was made.

    >>> from waarde import Frequency, Line, Nothing, PriceItem, PriceListUsed, Risk, Source, Unit, Use
    >>> def once(name, euros, bearer):
    ...     price = PriceItem(name, name, euros, Unit.PIECE, bearer, Source("example"))
    ...     return Line(name, price, (Use(1, Frequency.ONCE),))
    >>> risk = Risk("placement", 0.5, (once("placement", 1000, "municipality-youth"),))
    >>> case = Case("c", PriceListUsed("own", "1"), nothing=Nothing(risks=(risk,)), solution=(once("bike", 25, "fund"),))
    >>> result = analyse(case)
    >>> result.differences[Difference.CLAIMED], result.switching.per_risk[0].switches_at
    (475.0, 0.025)
    """
    entries = entries_of(case)
    quantities = quantities_of(entries)
    totals = totals_of(quantities)
    differences = {kind: difference(totals, kind=kind) for kind in Difference}
    claimed = differences[Difference.CLAIMED]
    gains = {kind: apportion(difference_by_bearer(totals, kind=kind)) for kind in Difference}
    cashable = cashable_of(case, gains=gains[Difference.CLAIMED])
    switching = switching_of(case, entries=entries[Situation.NOTHING], claimed=claimed)
    hours = hours_by_person(case)
    ranges = ranges_of(quantities, draws=draws, seed=seed)
    unknown = [bearer for bearer, part in cashable.items() if part is None]
    remarks = remarks_of(case, hours=hours, ranges=ranges, cashable_unknown=unknown)
    by_bearer = shares_of_bearers(totals)
    return Analysis(case, entries, totals, differences, by_bearer, gains, cashable, switching, hours, ranges, remarks)


def shares_of_bearers(totals: Totals) -> dict[str, dict[Situation, float]]:
    """What every party pays per situation, in cents that add up to the rounded total of the situation."""
    shares: dict[str, dict[Situation, float]] = {bearer: {} for bearer in totals.by_bearer}
    for situation in Situation:
        amounts = {b: amount[situation] for b, amount in totals.by_bearer.items() if situation in amount}
        for bearer, share in apportion(amounts).items():
            shares[bearer][situation] = share
    return shares


def cashable_of(case: Case, *, gains: dict[str, float]) -> dict[str, dict[str, Any] | None]:
    """Per party that gains: which part becomes money in hand, and when; None where nobody has said.

    Formula: gain x share, in cents. It is a second figure beside the gain, never a factor in it.
    """
    said = {part.bearer: part for part in case.cashable}
    return {
        bearer: _cashable_part(said[bearer], gain=gain) if bearer in said else None
        for bearer, gain in gains.items()
        if gain > 0
    }


def _cashable_part(part: Cashable, *, gain: float) -> dict[str, Any]:
    return {"amount": cents(gain * part.share), "share": part.share, "when": part.when, "source": part.source}
