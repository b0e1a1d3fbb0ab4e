"""Switching values: at which chance, or at what part of all chances, the plan costs as much as nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from waarde.entries import Entry
from waarde.situations import Case, Risk, lines_when_nothing_changes, stops_of

NEGLIGIBLE = 1e-9


class NoSwitch(StrEnum):
    """Why there is no switching value."""

    UNKNOWN_SITUATION = "unknown-situation"
    NO_RISKS = "no-risks"
    NO_EFFECT = "no-effect"
    CHEAPER_ANYWAY = "cheaper-anyway"
    DEARER_ANYWAY = "dearer-anyway"


@dataclass(frozen=True, slots=True)
class RiskSwitch:
    """The chance at which the claimed difference is 0, the other risks as they are; or why there is none."""

    risk: Risk
    effect: float
    switches_at: float | None
    reason: NoSwitch | None


@dataclass(frozen=True, slots=True)
class Switching:
    """The factor on all chances at which the claimed difference is 0, and the switch of every risk."""

    common: float | None
    reason: NoSwitch | None
    per_risk: tuple[RiskSwitch, ...]


def switching_of(case: Case, *, entries: tuple[Entry, ...] | None, claimed: float | None) -> Switching:
    """The switching values of a case, given the entries of 'nothing' and the claimed difference in euros.

    Formula: the claimed difference is linear in every chance, with slope `effect` (what the risk costs when it
    happens, less what stops). Per risk: chance - claimed / effect, when from 0 to 1. Common: 1 - claimed /
    sum(chance x effect), when no chance passes 1. Dimensionless.
    """
    effects = {risk.name: effect_of(case, risk=risk, entries=entries or ()) for risk in case.risks}
    if claimed is None:
        per_risk = tuple(RiskSwitch(risk, effects[risk.name], None, NoSwitch.UNKNOWN_SITUATION) for risk in case.risks)
        return Switching(None, NoSwitch.UNKNOWN_SITUATION, per_risk)
    per_risk = tuple(_one(risk, effect=effects[risk.name], claimed=claimed) for risk in case.risks)
    if not case.risks:
        return Switching(None, NoSwitch.NO_RISKS, ())
    slope = sum(risk.chance * effects[risk.name] for risk in case.risks)
    most = max(risk.chance for risk in case.risks)
    factor, reason = _root(at_zero=claimed - slope, slope=slope, most=1 / most if most else 1.0)
    return Switching(factor, reason, per_risk)


def effect_of(case: Case, *, risk: Risk, entries: tuple[Entry, ...]) -> float:
    """Euros by which 'nothing' rises when this risk goes from chance 0 to chance 1.

    Formula: the price of its lines - the part of the year that stops x the yearly price of the lines that stop.
    """
    lines = lines_when_nothing_changes(case) or ()
    stops = set(stops_of(risk, running=[line.name for line in lines]))
    costs = sum(_euros(entry, units=entry.once + entry.yearly) for entry in entries if entry.risk is risk)
    stopping = [entry for entry in entries if entry.risk is None and entry.line.name in stops]
    stopped = sum(_euros(entry, units=entry.yearly) for entry in stopping)
    return costs - risk.stop_share * stopped


def _euros(entry: Entry, *, units: float) -> float:
    price = entry.line.price
    if price is None or entry.line.beneficiary is not None:
        return 0.0
    return units * price.value


def _one(risk: Risk, *, effect: float, claimed: float) -> RiskSwitch:
    value, reason = _root(at_zero=claimed - risk.chance * effect, slope=effect, most=1.0)
    return RiskSwitch(risk, effect, value, reason)


def _root(*, at_zero: float, slope: float, most: float) -> tuple[float | None, NoSwitch | None]:
    if abs(slope) < NEGLIGIBLE:
        return None, NoSwitch.NO_EFFECT
    root = -at_zero / slope
    if -NEGLIGIBLE <= root <= most * (1 + NEGLIGIBLE):
        return min(max(0.0, root), most), None
    return None, NoSwitch.CHEAPER_ANYWAY if at_zero > 0 else NoSwitch.DEARER_ANYWAY
