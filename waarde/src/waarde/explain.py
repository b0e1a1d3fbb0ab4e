"""Where every figure comes from: a tree of formula, inputs and parts, down to price, year, index and source."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from waarde.differences import PAIRS, Difference, difference
from waarde.entries import Entry
from waarde.lines import Use, counted, periods_of, share_of_year
from waarde.prices import PriceItem
from waarde.rounding import cents
from waarde.situations import Case
from waarde.switching import Switching
from waarde.terms import Situation
from waarde.valuation import Totals

DIGITS = 6
EURO_UNIT = "EUR"

FORMULAS = {
    Difference.CLAIMED: "nothing - solution",
    Difference.PLANNED: "now - solution",
    Difference.REALISED_FROM_NOTHING: "nothing - realised",
    Difference.REALISED_FROM_NOW: "now - realised",
}


@dataclass(frozen=True)
class Explained:
    """One figure: a stable key, its kind, an English text, value and unit, formula, inputs and parts."""

    key: str
    kind: str
    text: str
    value: float | None
    unit: str
    formula: str = ""
    inputs: dict[str, Any] = field(default_factory=dict)
    parts: tuple[Explained, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The tree as plain data; euros in cents, other values to six digits."""
        return {
            "key": self.key,
            "kind": self.kind,
            "text": self.text,
            "value": shown(self.value, unit=self.unit),
            "unit": self.unit,
            "formula": self.formula,
            "inputs": self.inputs,
            "parts": [part.to_json() for part in self.parts],
        }


def shown(value: float | None, *, unit: str) -> float | None:
    """A value as it is put out: euros rounded half up to cents, anything else to six digits.

    >>> shown(1.005, unit="EUR"), shown(2 / 3, unit="share")
    (1.01, 0.666667)
    """
    if value is None:
        return None
    return cents(value) if unit == EURO_UNIT else round(value, DIGITS) + 0.0


def reference(node: Explained) -> Explained:
    """The same figure without its parts: it is explained elsewhere under the same key."""
    return Explained(node.key, node.kind, node.text, node.value, node.unit)


def explain_situations(
    case: Case, *, entries: dict[Situation, tuple[Entry, ...] | None], totals: Totals
) -> dict[str, Explained]:
    """The tree of every known situation, by key ('now', 'nothing', 'solution', 'realised')."""
    return {
        situation.value: _situation(case, situation, entries=group, totals=totals)
        for situation, group in entries.items()
        if group is not None
    }


def explain_differences(totals: Totals, *, situations: dict[str, Explained]) -> dict[str, Explained]:
    """The tree of every known difference; their parts are whole situations."""
    found = {}
    for kind, (first, second) in PAIRS.items():
        value = difference(totals, kind=kind)
        if value is not None:
            key = f"difference.{kind.value}"
            parts = (situations[first.value], situations[second.value])
            text = f"what '{first.value}' costs more than '{second.value}' in the first year"
            found[key] = Explained(key, "difference", text, value, EURO_UNIT, FORMULAS[kind], {}, parts)
    return found


def _situation(case: Case, situation: Situation, *, entries: tuple[Entry, ...], totals: Totals) -> Explained:
    key = situation.value
    one_off = tuple(_line(case, entry, once=True) for entry in entries if entry.once)
    yearly = tuple(_line(case, entry, once=False) for entry in entries if entry.yearly)
    parts = (
        Explained(
            f"{key}.one-off", "one-off", "what is paid once", totals.one_off[situation], EURO_UNIT,
            "sum of the lines", {}, one_off,
        ),
        Explained(
            f"{key}.yearly", "yearly", "what runs in the 12 months", totals.yearly[situation], EURO_UNIT,
            "sum of the lines", {}, yearly,
        ),
    )  # fmt: skip
    year = case.first_year
    inputs = {"from": _day(year.begin), "to": _day(year.end)}
    text = f"first year of '{key}'"
    return Explained(key, "situation", text, totals.first_year[situation], EURO_UNIT, "one-off + yearly", inputs, parts)


def _line(case: Case, entry: Entry, *, once: bool) -> Explained:
    line, price = entry.line, entry.line.price
    assert price is not None
    units = entry.once if once else entry.yearly
    weight = entry.weight_once if once else entry.weight
    amount = units * weight * price.value
    formula, weighing = _weighing(entry, weight=weight)
    inputs: dict[str, Any] = {
        "name": line.name,
        "quantity": round(units, DIGITS),
        "unit": price.unit.value,
        "price": price.value,
        "bearer": line.payer,
        **{k: v for k, v in (("person", line.person), ("doer", line.doer)) if v},
        **weighing,
    }
    if line.beneficiary is not None:
        inputs |= {"beneficiary": line.beneficiary, "amount": cents(amount)}
        formula, amount = "transfer: counts per party, zero in the total", 0.0
    uses = tuple(_use(case, use, unit=price.unit.value) for use in line.uses if _is_once(use) is once)
    part = "one-off" if once else "yearly"
    key = f"{entry.situation.value}.{part}.{_below(entry)}"
    parts = (*uses, _price(case, price))
    return Explained(key, "line", line.name, amount, EURO_UNIT, formula, inputs, parts)


def _below(entry: Entry) -> str:
    return f"{entry.risk.name}.{entry.line.name}" if entry.risk else entry.line.name


def _weighing(entry: Entry, *, weight: float) -> tuple[str, dict[str, Any]]:
    if entry.risk is not None:
        risk = entry.risk
        given = {"chance": risk.chance, "risk": risk.shown, "level": risk.level, "risk_source": risk.source}
        return "quantity x price x chance", given
    if weight < 1:
        return "quantity x price x share left", {"share_left": round(weight, DIGITS)}
    return "quantity x price", {}


def _is_once(use: Use) -> bool:
    return use.frequency.value == "once"


def _use(case: Case, use: Use, *, unit: str) -> Explained:
    inputs = {
        "quantity": use.quantity,
        "frequency": use.frequency.value,
        "periods": periods_of(use),
        "share_of_year": round(share_of_year(use, year=case.first_year), DIGITS),
        "from": _day(use.begin),
        "to": _day(use.end),
        "band": use.band.value if use.band else None,
        "norm": use.norm,
    }
    value = counted(use, year=case.first_year)
    return Explained(
        "quantity", "use", "units in the first year", value, unit, "quantity x periods x share of the year", inputs
    )


def _price(case: Case, price: PriceItem) -> Explained:
    inputs: dict[str, Any] = {
        "name": price.name,
        "unit": price.unit.value,
        "price_year": price.price_year,
        "low": price.low,
        "high": price.high,
        "bearer": price.bearer,
        "grade": price.grade,
        "source": price.source.title,
        "url": price.source.url,
        "quoted": price.source.quoted,
        "price_list": case.price_list.name,
        "edition": case.price_list.edition,
        "example": case.price_list.example,
    }
    formula = ""
    if price.indexing is not None:
        index = price.indexing
        formula = "price x index"
        inputs["indexing"] = {
            "series": index.series,
            "vintage": index.vintage,
            "from_year": index.from_year,
            "to_year": index.to_year,
            "factor": round(index.factor, DIGITS),
            "original_value": index.original_value,
        }
    return Explained(f"price.{price.key}", "price", price.name, price.value, price.currency, formula, inputs)


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def explain_bearers(
    totals: Totals, *, entries: dict[Situation, tuple[Entry, ...] | None], shares: dict[str, dict[Situation, float]]
) -> dict[str, Explained]:
    """What a party pays in a situation, as the lines it pays (or receives) for: 'bearer.<slug>.<situation>'.

    `shares` are the amounts in cents that add up to the totals of the situations.
    """
    found = {}
    for bearer, amounts in totals.by_bearer.items():
        for situation in amounts:
            key = f"bearer.{bearer}.{situation.value}"
            parts = tuple(_parts_of(bearer, entries[situation] or ()))
            inputs = {"bearer": bearer, "situation": situation.value}
            found[key] = Explained(
                key, "bearer", bearer, shares[bearer][situation], EURO_UNIT, "sum of the lines", inputs, parts
            )
    return found


def _parts_of(bearer: str, entries: tuple[Entry, ...]) -> list[Explained]:
    found = []
    for entry in entries:
        price = entry.line.price
        sign = (entry.line.payer == bearer) - (entry.line.beneficiary == bearer)
        if price is not None and sign:
            key = f"{entry.situation.value}.{_below(entry)}"
            amount = sign * entry.units * price.value
            found.append(Explained(key, "line-total", entry.line.name, amount, EURO_UNIT))
    return found


def explain_switching(switching: Switching, *, claimed: float | None) -> dict[str, Explained]:
    """The common switching value and that of every risk; a value None where there is none."""
    per_risk = tuple(
        Explained(
            f"switching.{one.risk.name}", "switching-risk", one.risk.shown, one.switches_at, "chance",
            "chance - claimed / effect",
            {"chance": one.risk.chance, "effect": cents(one.effect), "reason": one.reason and one.reason.value},
        )
        for one in switching.per_risk
    )  # fmt: skip
    inputs = {
        "claimed": None if claimed is None else cents(claimed),
        "reason": switching.reason and switching.reason.value,
    }
    text = "the part of all chances at which the plan costs as much as nothing"
    common = Explained(
        "switching.common", "switching", text, switching.common, "factor",
        "1 - claimed / sum(chance x effect)", inputs, per_risk,
    )  # fmt: skip
    return {"switching.common": common}
