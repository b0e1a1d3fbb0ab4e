"""M1, the bicycle: the JSON of methods.md figure by figure, with what is unknown left unknown."""

from __future__ import annotations

from typing import Any

import pytest
from spec.building import SOURCE, network, once, unpaid, volunteer
from spec.checking import figures

from waarde import Case, Line, Mark, Nothing, PriceItem, PriceListUsed, Risk, Unit

ONE_YEAR = 5_000


def costing(name: str, euros: float, quantity: float, bearer: str) -> Line:
    """A line at a price of the source, which tells no price year."""
    return Line(name, PriceItem(name, name, euros, Unit.PIECE, bearer, SOURCE), (once(quantity),))


BICYCLE = Case(
    "bicycle",
    PriceListUsed("in the case file", "1"),
    nothing=Nothing(
        risks=(Risk("out-of-home placements", 1.0, (costing("placement", 40_000, 3, "municipality-youth"),)),)
    ),
    solution=(
        costing("bicycle", 25, 1, "small-purse"),
        costing("school transport", ONE_YEAR, 1, "municipality-school-transport"),
        unpaid("grandfather rebuilds the room", network("grandfather")),
        unpaid("reading aloud", volunteer("reader")),
    ),
    marks=(Mark("mother", "before", 3), Mark("mother", "after", 9)),
    notes=("The source names no duration of a placement.",),
)


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """What waarde makes of it."""
    return figures(BICYCLE)


def test_the_price_list(found: dict[str, Any]) -> None:
    assert found["case"] == "bicycle"
    used = {"name": "in the case file", "edition": "1", "price_year": None, "currency": "EUR"}
    assert found["price_list"] == used | {"example": False}


def test_the_situations(found: dict[str, Any]) -> None:
    assert found["one_off"] == {"now": None, "nothing": 120_000.0, "solution": 5_025.0, "realised": None}
    assert found["yearly"] == {"now": None, "nothing": 0.0, "solution": 0.0, "realised": None}
    assert found["first_year"] == {"now": None, "nothing": 120_000.0, "solution": 5_025.0, "realised": None}


def test_the_differences(found: dict[str, Any]) -> None:
    assert found["difference"] == {"claimed": 114_975.0, "planned": None, "realised": None}


def test_the_switching_value(found: dict[str, Any]) -> None:
    switching = found["switching"]
    assert (switching["common"], switching["reason"]) == (0.041875, None)
    (risk,) = switching["per_risk"]
    assert risk.items() >= {"line": "out-of-home placements", "chance": 1.0, "switches_at": 0.041875}.items()


def test_who_pays(found: dict[str, Any]) -> None:
    assert found["by_bearer"] == {
        "municipality-youth": {"nothing": 120_000.0},
        "municipality-school-transport": {"solution": 5_000.0},
        "small-purse": {"solution": 25.0},
    }
    assert found["cashable"] == {"municipality-youth": None}


def test_hours_and_marks(found: dict[str, Any]) -> None:
    assert found["hours"] == {"now": {}, "solution": {"own-network": None, "volunteer": None}}
    assert found["wellbeing"] == [
        {"who": "mother", "moment": "before", "mark": 3},
        {"who": "mother", "moment": "after", "mark": 9},
    ]


def test_the_explanation(found: dict[str, Any]) -> None:
    top = found["explanation"]
    assert (top["key"], top["value"], top["formula"]) == ("difference.claimed", 114_975.0, "nothing - solution")
    assert [part["value"] for part in top["parts"]] == [120_000.0, 5_025.0]


def test_the_notes_say_what_is_not_known(found: dict[str, Any]) -> None:
    assert "The source names no duration of a placement." in found["notes"]
    keys = {remark["key"] for remark in found["remarks"]}
    assert keys >= {"now-unknown", "price-year-unknown", "hours-unknown", "cashable-unknown", "no-ranges"}
    assert {remark["text"] for remark in found["remarks"]} <= set(found["notes"])
