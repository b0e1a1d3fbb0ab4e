"""M19, Joey: one risk with two costs that stops one line; a result that half works; every subtotal by hand."""

from __future__ import annotations

from typing import Any

import pytest
from spec.building import (
    banded,
    case,
    for_others,
    line,
    network,
    nothing,
    once,
    risk,
    total,
    unpaid,
    volunteer,
    weekly,
)
from spec.checking import by_person, costs_of, figures

from waarde import Band, Frequency, Use

CLUB = (for_others("Joey", weekly(1, 46)), volunteer("trainer", total(80)))
SAME = (line("WS", once(10)), line("membership", Use(1, Frequency.YEAR)))
JOEY = case(
    "joey",
    now=(
        line("JB", weekly(3, 46)),
        line("LP", total(20)),
        line("POL", total(30)),
        line("SB", total(15)),
        unpaid("Sandra calls", network("Sandra", weekly(10))),
    ),
    nothing=nothing(
        risk("locked up", 0.25, line("JJI", total(60)), line("JV", total(120)), stops=("JB",), days=180),
    ),
    solution=(
        line("JB", banded(Band.EVERY_WEEK, price="JB", weeks=46)),
        line("JC", total(40)),
        line("LP", total(8)),
        *SAME,
        unpaid("training", *CLUB),
        unpaid("Saturday", network("Remco", weekly(2, 46))),
        line("parents' group", once(6)),
        line("POL", total(10)),
        unpaid("Sandra calls", network("Sandra", weekly(6))),
    ),
    realised=(
        line("JB", total(104)),
        line("JC", total(28)),
        line("LP", total(12)),
        *SAME,
        line("parents' group", once(4)),
        line("POL", total(14)),
    ),
)


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """What waarde makes of it."""
    return figures(JOEY)


def test_every_line_of_now(found: dict[str, Any]) -> None:
    assert costs_of(found, "now") == {"JB": 6_316.26, "LP": 1_500.00, "POL": 2_689.80, "SB": 1_050.00}
    assert found["first_year"]["now"] == 11_556.06


def test_every_line_when_nothing_changes(found: dict[str, Any]) -> None:
    costs = costs_of(found, "nothing")
    assert round(costs.pop("JB") - 6_316.26, 2) == -778.72
    assert costs == {
        "LP": 1_500.00, "POL": 2_689.80, "SB": 1_050.00, "locked up: JJI": 10_405.35, "locked up: JV": 4_467.90,
    }  # fmt: skip
    assert found["first_year"]["nothing"] == 25_650.59


def test_every_line_of_the_plan(found: dict[str, Any]) -> None:
    assert costs_of(found, "solution") == {
        "JB": 4_210.84, "JC": 2_400.00, "LP": 600.00, "WS": 550.00, "membership": 220.00, "parents' group": 150.00,
        "POL": 896.60,
    }  # fmt: skip
    assert found["first_year"]["solution"] == 9_027.44
    assert found["one_off"]["solution"] == 700.00


def test_the_differences(found: dict[str, Any]) -> None:
    assert found["difference"]["claimed"] == 16_623.15
    assert found["difference"]["planned"] == 2_528.62
    assert found["first_year"]["realised"] == 9_465.32
    assert found["difference"]["realised"]["now"] == 2_090.74


def test_cheaper_even_without_the_risk(found: dict[str, Any]) -> None:
    assert (found["switching"]["common"], found["switching"]["reason"]) == (None, "cheaper-anyway")


def test_who_gains(found: dict[str, Any]) -> None:
    gains = found["difference_by_bearer"]["claimed"]
    assert gains == {
        "justice": 9_855.35, "municipality-youth": 5_794.60, "police": 1_793.20, "housing-corporation": 1_050.00,
        "school": 900.00, "municipality-income-support": -2_400.00, "fund": -220.00, "municipality-welfare": -150.00,
    }  # fmt: skip
    assert round(sum(gains.values()), 2) == 16_623.15


def test_hours_beside_the_money(found: dict[str, Any]) -> None:
    assert by_person(found, "now") == {"Sandra": 520}
    assert by_person(found, "solution") == {"Joey": 46, "trainer": 80, "Remco": 92, "Sandra": 312}
