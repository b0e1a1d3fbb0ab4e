"""What is put out for any valid case: the JSON and its keys, the saved record, explanations that add up."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties.cases import CHECKED, DRAWS, cases

from waarde import Case, Explained, Situation, analyse, from_record, to_json, to_record

KEYS = {
    "case", "price_list", "one_off", "yearly", "first_year", "difference", "switching", "by_bearer", "cashable",
    "hours", "wellbeing", "explanation", "notes",
}  # fmt: skip
FOUR = {"now", "nothing", "solution", "realised"}
NOISE = 1e-6
HALF_A_CENT = 0.005


@CHECKED
@given(cases())
def test_the_json_has_its_keys_and_can_be_written(case: Case) -> None:
    found = to_json(analyse(case, draws=DRAWS))
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert set(found) >= KEYS
    assert set(found["price_list"]) >= {"name", "edition", "price_year", "currency"}
    for key in ("one_off", "yearly", "first_year"):
        assert set(found[key]) == FOUR
    assert set(found["difference"]) == {"claimed", "planned", "realised"}
    assert set(found["switching"]) == {"common", "per_risk", "reason"}
    assert {"now", "solution"} <= set(found["hours"]) <= FOUR
    assert all(isinstance(note, str) for note in found["notes"])


@CHECKED
@given(cases())
def test_no_figure_is_a_negative_zero(case: Case) -> None:
    assert "-0.0" not in json.dumps(to_json(analyse(case, draws=DRAWS))).replace(",", " ").replace("}", " ").split()


@CHECKED
@given(cases(), st.integers(100, 200), st.integers(0, 2**31))
def test_a_saved_analysis_gives_the_same_again(case: Case, draws: int, seed: int) -> None:
    record = json.loads(json.dumps(to_record(case, draws=draws, seed=seed)))
    again, same_draws, same_seed = from_record(record)
    assert (again, same_draws, same_seed) == (case, draws, seed)
    one, other = (to_json(analyse(x, draws=draws, seed=seed)) for x in (case, again))
    assert one == other
    assert one["record"] == record


ROUNDED = 1e-3  # what a line's inputs of six digits may differ from what it was worked out with


def numbers(node: Explained) -> tuple[float, dict[str, Any]]:
    """The value and inputs of a node that has a value."""
    assert node.value is not None
    return node.value, node.inputs


def check_line(node: Explained) -> None:
    """A line is quantity x price x what it counts for, and its quantity is that of its uses."""
    value, given_ = numbers(node)
    *uses, price = node.parts
    assert (price.kind, {use.kind for use in uses}) == ("price", {"use"})
    assert price.value == given_["price"]
    assert sum(use.value or 0.0 for use in uses) == pytest.approx(given_["quantity"], abs=NOISE)
    weights = {
        "quantity x price": 1.0,
        "quantity x price x chance": given_.get("chance"),
        "quantity x price x share left": given_.get("share_left"),
        "transfer: counts per party, zero in the total": 0.0,
    }
    assert value == pytest.approx(given_["quantity"] * given_["price"] * weights[node.formula], rel=ROUNDED, abs=0.05)
    for use in uses:
        counted, why = numbers(use)
        expected = why["quantity"] * why["periods"] * why["share_of_year"]
        assert counted == pytest.approx(expected, rel=ROUNDED, abs=ROUNDED)


def check(node: Explained) -> None:
    """A node is what its formula says of its parts, all the way down."""
    parts = [part.value or 0.0 for part in node.parts]
    unknown = any(part.value is None for part in node.parts)
    if node.formula in ("sum of the lines", "sum of the people", "one-off + yearly"):
        expected = None if unknown else pytest.approx(sum(parts), rel=1e-9, abs=NOISE)
        assert node.value == expected
    elif node.kind == "difference":
        assert node.value == pytest.approx(parts[0] - parts[1], rel=1e-9, abs=NOISE)
    elif node.kind == "line" and node.formula:
        check_line(node)
    for part in node.parts:
        check(part)


def keys_below(node: Explained | None) -> set[str]:
    """The keys of a tree."""
    return set() if node is None else {node.key}.union(*(keys_below(part) for part in node.parts))


@CHECKED
@given(cases())
def test_every_explanation_adds_up(case: Case) -> None:
    found = analyse(case, draws=DRAWS)
    for key, tree in found.explanations.items():
        assert tree.key == key
        check(tree)
        known = keys_below(found.explanations.get(str(tree.inputs.get("situation"))))
        assert tree.kind != "bearer" or {part.key for part in tree.parts} <= known
    for situation in Situation:
        total = found.totals.first_year[situation]
        assert (situation.value in found.explanations) == (total is not None)
        if total is not None:
            assert found.explanations[situation.value].value == total


@CHECKED
@given(cases())
def test_what_a_line_costs_stands_in_its_explanation(case: Case) -> None:
    found = to_json(analyse(case, draws=DRAWS))
    for situation in FOUR & set(found["explanations"]):
        once, yearly = found["explanations"][situation]["parts"]
        assert (once["value"], yearly["value"]) == (found["one_off"][situation], found["yearly"][situation])
        for line in (*once["parts"], *yearly["parts"]):
            assert {"name", "quantity", "unit", "price", "bearer"} <= set(line["inputs"])
            assert {"price_year", "source", "edition", "example"} <= set(line["parts"][-1]["inputs"])
