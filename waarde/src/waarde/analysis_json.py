"""The JSON of an analysis: stable keys, euros in cents, null for what is unknown; no sums of its own."""

from __future__ import annotations

from typing import Any

from waarde.analysis import Analysis
from waarde.differences import Difference
from waarde.explain import DIGITS, Explained, reference
from waarde.record import to_record
from waarde.rounding import cents
from waarde.switching import RiskSwitch
from waarde.terms import Situation
from waarde.time_given import hours_by_kind

HOURS_ALWAYS = (Situation.NOW, Situation.SOLUTION)


def to_json(analysis: Analysis) -> dict[str, Any]:
    """An analysis as plain data; the keys are described in docs/reference/analysis-json.md.

    Euros are rounded half up to cents, other values to six digits; what is not known is None.

    >>> from waarde import Case, Frequency, Line, PriceItem, PriceListUsed, Source, Unit, Use, analyse
    >>> visit = PriceItem("v", "visit", 30, Unit.CONTACT, "health-insurer", Source("example"))
    >>> case = Case("c", PriceListUsed("own", "1"), now=(Line("visits", visit, (Use(12, Frequency.YEAR),)),))
    >>> to_json(analyse(case))["yearly"]
    {'now': 360.0, 'nothing': None, 'solution': None, 'realised': None}
    """
    case, totals = analysis.case, analysis.totals
    used = case.price_list
    remarks = [{"key": r.key, "text": r.text, "values": r.values} for r in analysis.remarks]
    return {
        "case": case.name,
        "price_list": {
            "name": used.name,
            "edition": used.edition,
            "price_year": used.price_year,
            "currency": used.currency,
            "example": used.example,
        },
        "one_off": _euros(totals.one_off),
        "yearly": _euros(totals.yearly),
        "first_year": _euros(totals.first_year),
        "difference": _differences(analysis),
        "switching": _switching(analysis),
        "by_bearer": {b: {s.value: x for s, x in amounts.items()} for b, amounts in analysis.by_bearer.items()},
        "difference_by_bearer": {k.value: gains for k, gains in analysis.difference_by_bearer.items()},
        "cashable": analysis.cashable,
        "hours": _hours(analysis),
        "hours_by_person": [
            {"situation": p.situation.value, "who": p.who, "kind": p.kind.value, "hours": _digits(p.hours)}
            for p in analysis.hours
        ],
        "wellbeing": [
            {"who": m.who, "moment": m.moment, "mark": m.mark, **({"day": str(m.day)} if m.day else {})}
            for m in case.marks
        ],
        "ranges": _ranges(analysis),
        "explanation": _main(analysis),
        "explanations": _explanations(analysis),
        "remarks": remarks,
        "author_notes": list(case.notes),
        "notes": [*case.notes, *(remark["text"] for remark in remarks)],
        "record": to_record(case, draws=analysis.ranges.draws, seed=analysis.ranges.seed),
    }


def _euros(amounts: dict[Situation, float | None]) -> dict[str, float | None]:
    return {s.value: None if amount is None else cents(amount) for s, amount in amounts.items()}


def _digits(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _cents(value: float | None) -> float | None:
    return None if value is None else cents(value)


def _differences(analysis: Analysis) -> dict[str, Any]:
    values = {kind: _cents(value) for kind, value in analysis.differences.items()}
    realised = {
        "nothing": values[Difference.REALISED_FROM_NOTHING],
        "now": values[Difference.REALISED_FROM_NOW],
    }
    known = any(value is not None for value in realised.values())
    return {
        "claimed": values[Difference.CLAIMED],
        "planned": values[Difference.PLANNED],
        "realised": realised if known else None,
    }


def _switching(analysis: Analysis) -> dict[str, Any]:
    switching = analysis.switching
    return {
        "common": _digits(switching.common),
        "per_risk": [_risk(one) for one in switching.per_risk],
        "reason": switching.reason.value if switching.reason else None,
    }


def _risk(one: RiskSwitch) -> dict[str, Any]:
    return {
        "line": one.risk.name,
        "title": one.risk.shown,
        "chance": one.risk.chance,
        "switches_at": _digits(one.switches_at),
        "reason": one.reason.value if one.reason else None,
    }


def _hours(analysis: Analysis) -> dict[str, dict[str, float | None]]:
    found = {}
    for situation in Situation:
        kinds = hours_by_kind(analysis.hours, situation=situation)
        if kinds or situation in HOURS_ALWAYS:
            found[situation.value] = {kind.value: _digits(hours) for kind, hours in kinds.items()}
    return found


def _ranges(analysis: Analysis) -> dict[str, Any]:
    ranges = analysis.ranges
    return {
        "level": ranges.level,
        "draws": ranges.draws,
        "seed": ranges.seed,
        "prices": ranges.priced,
        "prices_with_range": ranges.with_range,
        "first_year": {s.value: [cents(a), cents(b)] for s, (a, b) in ranges.first_year.items()},
        "difference": {k.value: [cents(a), cents(b)] for k, (a, b) in ranges.difference.items()},
    }


def _main(analysis: Analysis) -> dict[str, Any] | None:
    trees = analysis.explanations
    first = trees.get("difference.claimed") or next(iter(trees.values()), None)
    return first.to_json() if first else None


def _explanations(analysis: Analysis) -> dict[str, Any]:
    return {key: _shallow(tree).to_json() for key, tree in analysis.explanations.items()}


def _shallow(tree: Explained) -> Explained:
    if tree.kind != "difference":
        return tree
    parts = tuple(reference(part) for part in tree.parts)
    return Explained(tree.key, tree.kind, tree.text, tree.value, tree.unit, tree.formula, tree.inputs, parts)
