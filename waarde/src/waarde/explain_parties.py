"""Where the figures per party come from: what it pays in a situation, what it gains, what of that is cashable."""

from __future__ import annotations

from typing import Any

from waarde.differences import PAIRS, Difference
from waarde.entries import Entry
from waarde.explain import Explained, reference
from waarde.explain_money import FORMULAS, line_key
from waarde.rounding import apportion
from waarde.situations import Case
from waarde.terms import Situation

Entries = dict[Situation, tuple[Entry, ...] | None]
Shares = dict[str, dict[Situation, float]]


def explain_bearers(case: Case, *, entries: Entries, shares: Shares) -> dict[str, Explained]:
    """What a party pays in a situation: 'bearer.<slug>.<situation>'.

    The parts are its lines, under the keys they have in the situation: plus what it pays, minus what it
    receives, in cents that add up to `shares`, the amounts that add up to the totals of the situations.
    """
    found = {}
    for bearer, amounts in shares.items():
        for situation, amount in amounts.items():
            key = f"bearer.{bearer}.{situation.value}"
            inputs = {"bearer": bearer, "situation": situation.value}
            lines = _lines_of(bearer, entries=entries[situation] or ())
            cents_of = apportion({at: euros for at, (_, euros) in lines.items()}, total=amount)
            unit = case.price_list.currency
            parts = tuple(Explained(at, "line", name, cents_of[at], unit) for at, (name, _) in lines.items())
            found[key] = Explained(key, "bearer", bearer, amount, unit, "sum of the lines", inputs, parts)
    return found


def _lines_of(bearer: str, *, entries: tuple[Entry, ...]) -> dict[str, tuple[str, float]]:
    """By key: the name of a line and what the party pays for it (below 0: receives)."""
    found = {}
    for entry in entries:
        price = entry.line.price
        sign = (entry.line.payer == bearer) - (entry.line.beneficiary == bearer)
        if price is None or not sign:
            continue
        for once, units in ((True, entry.once * entry.weight_once), (False, entry.yearly * entry.weight)):
            if units:
                found[line_key(entry, once=once)] = (entry.line.name, sign * units * price.value)
    return found


def explain_gains(
    case: Case, *, gains: dict[Difference, dict[str, float]], bearers: dict[str, Explained]
) -> dict[str, Explained]:
    """What a party pays less: 'gain.<difference>.<slug>', from what it pays in the two situations."""
    found = {}
    for kind, amounts in gains.items():
        for bearer, amount in amounts.items():
            key = f"gain.{kind.value}.{bearer}"
            keys = (f"bearer.{bearer}.{situation.value}" for situation in PAIRS[kind])
            parts = tuple(reference(bearers[at]) for at in keys if at in bearers)
            unit = case.price_list.currency
            found[key] = Explained(key, "gain", bearer, amount, unit, FORMULAS[kind], {"bearer": bearer}, parts)
    return found


def explain_cashable(
    case: Case, *, cashable: dict[str, dict[str, Any] | None], gains: dict[str, Explained]
) -> dict[str, Explained]:
    """What of a party's gain becomes money in hand: 'cashable.<slug>'; a value None where nobody has said."""
    found = {}
    for bearer, part in cashable.items():
        key = f"cashable.{bearer}"
        said: dict[str, Any] = part or {}
        inputs: dict[str, Any] = {"bearer": bearer}
        inputs |= {name: said[name] for name in ("share", "when", "source") if name in said}
        gain = gains[f"gain.{Difference.CLAIMED.value}.{bearer}"]
        unit = case.price_list.currency
        found[key] = Explained(
            key, "cashable", bearer, said.get("amount"), unit, "gain x share", inputs, (reference(gain),)
        )
    return found
