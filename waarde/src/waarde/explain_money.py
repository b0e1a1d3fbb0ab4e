"""Where the totals and differences come from: situations, lines, quantities, prices, down to index and source."""

from __future__ import annotations

from typing import Any

from waarde.differences import PAIRS, Difference, difference
from waarde.entries import Entry
from waarde.explain import DIGITS, Explained
from waarde.lines import Use, counted, periods_of, share_of_year
from waarde.prices import PriceItem
from waarde.rounding import cents
from waarde.situations import IN_THE_CASE, OWN_EDITION, Case, lines_when_nothing_changes, stops_of
from waarde.terms import Frequency, Situation
from waarde.uncertainty import Ranges
from waarde.valuation import Totals

FORMULAS = {
    Difference.CLAIMED: "nothing - solution",
    Difference.PLANNED: "now - solution",
    Difference.REALISED_FROM_NOTHING: "nothing - realised",
    Difference.REALISED_FROM_NOW: "now - realised",
}


def explain_situations(
    case: Case, *, entries: dict[Situation, tuple[Entry, ...] | None], totals: Totals, ranges: Ranges
) -> dict[str, Explained]:
    """The tree of every known situation, by key ('now', 'nothing', 'solution', 'realised')."""
    return {
        situation.value: _situation(case, situation, entries=group, totals=totals, ranges=ranges)
        for situation, group in entries.items()
        if group is not None
    }


def explain_differences(
    case: Case, *, totals: Totals, situations: dict[str, Explained], ranges: Ranges
) -> dict[str, Explained]:
    """The tree of every known difference; their parts are whole situations."""
    found = {}
    for kind, (first, second) in PAIRS.items():
        value = difference(totals, kind=kind)
        if value is not None:
            key = f"difference.{kind.value}"
            parts = (situations[first.value], situations[second.value])
            text = f"what '{first.value}' costs more than '{second.value}' in the first year"
            inputs = _range(ranges, span=ranges.difference.get(kind))
            unit = case.price_list.currency
            found[key] = Explained(key, "difference", text, value, unit, FORMULAS[kind], inputs, parts)
    return found


def _range(ranges: Ranges, *, span: tuple[float, float] | None) -> dict[str, Any]:
    if span is None:
        return {}
    low, high = span
    return {"range": [cents(low), cents(high)], "level": ranges.level, "draws": ranges.draws, "seed": ranges.seed}


def _situation(
    case: Case, situation: Situation, *, entries: tuple[Entry, ...], totals: Totals, ranges: Ranges
) -> Explained:
    key, unit = situation.value, case.price_list.currency
    one_off = tuple(_line(case, entry, once=True) for entry in entries if entry.once)
    yearly = tuple(_line(case, entry, once=False) for entry in entries if entry.yearly)
    parts = (
        Explained(
            f"{key}.one-off", "one-off", "what is paid once", totals.one_off[situation], unit,
            "sum of the lines", {}, one_off,
        ),
        Explained(
            f"{key}.yearly", "yearly", "what runs in the 12 months", totals.yearly[situation], unit,
            "sum of the lines", {}, yearly,
        ),
    )  # fmt: skip
    year = case.first_year
    inputs = {"from": _day(year.begin), "to": _day(year.end)}
    inputs |= _range(ranges, span=ranges.first_year.get(situation))
    text = f"first year of '{key}'"
    return Explained(key, "situation", text, totals.first_year[situation], unit, "one-off + yearly", inputs, parts)


def _line(case: Case, entry: Entry, *, once: bool) -> Explained:
    line, price = entry.line, entry.line.price
    assert price is not None
    units = entry.once if once else entry.yearly
    weight = entry.weight_once if once else entry.weight
    amount = units * weight * price.value
    formula, weighing = _weighing(case, entry=entry, weight=weight)
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
    key = line_key(entry, once=once)
    counting = [use for use in line.uses if (use.frequency is Frequency.ONCE) is once]
    uses = (
        explain_use(case, use, unit=price.unit.value, key=f"{key}.quantity.{number}")
        for number, use in enumerate(counting, start=1)
    )
    return Explained(
        key, "line", line.name, amount, case.price_list.currency, formula, inputs, (*uses, _price(case, price))
    )


def line_key(entry: Entry, *, once: bool) -> str:
    """The key of a line's figure: situation, part, the risk if there is one, and the name of the line."""
    part = "one-off" if once else "yearly"
    names = (entry.risk.name, entry.line.name) if entry.risk else (entry.line.name,)
    return ".".join((entry.situation.value, part, *names))


def _stopped_by(case: Case, *, entry: Entry) -> list[dict[str, Any]]:
    running = [line.name for line in lines_when_nothing_changes(case) or ()]
    return [
        {"risk": risk.shown, "chance": risk.chance, "days": risk.stop_days}
        for risk in case.risks
        if entry.line.name in stops_of(risk, running=running)
    ]


def _weighing(case: Case, *, entry: Entry, weight: float) -> tuple[str, dict[str, Any]]:
    if entry.risk is not None:
        risk = entry.risk
        given = {"chance": risk.chance, "risk": risk.shown, "level": risk.level, "risk_source": risk.source}
        return "quantity x price x chance", given
    if weight < 1:
        return "quantity x price x share left", {
            "share_left": round(weight, DIGITS),
            "stopped_by": _stopped_by(case, entry=entry),
        }
    return "quantity x price", {}


def explain_use(case: Case, use: Use, *, unit: str, key: str) -> Explained:
    """How many units a use takes in the first year."""
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
        key, "use", "units in the first year", value, unit, "quantity x periods x share of the year", inputs
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
        "price_list": IN_THE_CASE if price.own else case.price_list.name,
        "edition": OWN_EDITION if price.own else case.price_list.edition,
        "example": case.price_list.example and not price.own,
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
