"""Where a settlement comes from: budget, costs, what is left out and why, and the share of each party; it counts nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waarde.dividing import euros
from waarde.explain import Explained
from waarde.prices import EURO
from waarde.settlement_rules import SettlementRule, SharedBy
from waarde.settlement_years import BudgetYear, SharingParty


def explain_settlement(
    year: BudgetYear, *, rule: SettlementRule, by_party: Mapping[str, int], unshared: Mapping[str, int]
) -> Explained:
    """The tree of a settlement: 'settlement', with the result, every reason to leave something out, and the parties."""
    budget = _figure("settlement.budget", kind="budget", text="budget after index and volume", amount=year.budget)
    costs = _figure("settlement.costs", kind="costs", text="costs", amount=year.costs)
    result = Explained(
        "settlement.result",
        "result",
        f"result of {year.name}",
        euros(year.budget - year.costs),
        EURO,
        "budget - costs",
        parts=(budget, costs),
    )
    left_out = tuple(
        _figure(f"settlement.unshared.{reason}", kind="unshared", text=reason, amount=amount)
        for reason, amount in unshared.items()
    )
    parties = tuple(_party(party, rule=rule, amount=by_party[party.name]) for party in year.parties)
    return Explained(
        "settlement",
        "settlement",
        f"shared over {year.name} by '{rule.name}'",
        euros(sum(by_party.values())),
        EURO,
        "result - what is left out = the shares of the parties",
        conditions(rule),
        (result, *left_out, *parties),
    )


def conditions(rule: SettlementRule) -> dict[str, Any]:
    """What a rule says, as plain data; what it does not ask is left out."""
    said: dict[str, Any] = {
        "shared_by": rule.shared_by.value,
        "begin": rule.begin.isoformat(),
        "until": rule.until.isoformat() if rule.until else None,
        "key": dict(rule.key) or None,
        "share": rule.share,
        "minimum_rate": rule.minimum_rate or None,
        "gain_corridor": rule.gain_corridor or None,
        "loss_corridor": rule.loss_corridor or None,
        "quality_share": rule.quality_share,
        "without_vacancy": rule.without_vacancy,
    }
    caps = {"total_cap": rule.total_cap, "party_cap": rule.party_cap, "case_cap": rule.case_cap}
    said |= {name: None if cap is None else euros(cap) for name, cap in caps.items()}
    said["party_caps"] = {name: euros(cap) for name, cap in rule.party_caps.items()} or None
    return {name: value for name, value in said.items() if value is not None}


def _party(party: SharingParty, *, rule: SettlementRule, amount: int) -> Explained:
    inputs: dict[str, Any] = {"party": party.name}
    if rule.shared_by is SharedBy.INVESTMENT:
        inputs["investment"] = euros(party.investment)
    if rule.shared_by is SharedBy.USE:
        inputs["use"] = euros(party.use)
    if rule.shared_by is SharedBy.COSTS_FIRST:
        inputs["costs"] = euros(party.costs)
    if party.name in rule.key:
        inputs["key"] = rule.key[party.name]
    if party.periods:
        inputs["takes_part"] = [[one.begin.isoformat(), one.until.isoformat()] for one in party.periods]
    return Explained(
        f"settlement.party.{party.name}", "party", party.name, euros(amount), EURO, rule.shared_by.value, inputs
    )


def _figure(key: str, *, kind: str, text: str, amount: int) -> Explained:
    return Explained(key, kind, text, euros(amount), EURO)
