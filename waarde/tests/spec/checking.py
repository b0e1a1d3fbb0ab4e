"""Compares the JSON of an analysis with what stands in a worked example, to the cent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from waarde import Case, analyse, to_json

DRAWS = 100


def figures(case: Case) -> dict[str, Any]:
    """The JSON of a case."""
    return to_json(analyse(case, draws=DRAWS))


def costs_of(found: Mapping[str, Any], situation: str) -> dict[str, float]:
    """What every line with a price costs in a situation, by the name of the line; a risk's by 'risk: line'."""
    costs: dict[str, float] = {}
    for part in found["explanations"][situation]["parts"]:
        for line in part["parts"]:
            risk = line["inputs"].get("risk")
            name = f"{risk}: {line['inputs']['name']}" if risk else line["inputs"]["name"]
            assert name not in costs
            costs[name] = line["value"]
    return costs


def by_person(found: Mapping[str, Any], situation: str) -> dict[str, float | None]:
    """Unpaid hours per person in a situation."""
    return {one["who"]: one["hours"] for one in found["hours_by_person"] if one["situation"] == situation}
