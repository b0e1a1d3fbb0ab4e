"""The four shipped cases give the figures that were computed by hand: to the cent, through file, list and library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from wijkwaarde import demo
from wijkwaarde.instruments.micro_analysis.from_files import analyse_file, shelf_beside

SHELF = shelf_beside(demo.CASES, shipped=tuple(settings.PRICE_FOLDERS))


def result_of(case: str) -> dict[str, Any]:
    return analyse_file(demo.CASES / f"{case}.toml", shelf=SHELF).result


def line_amounts(result: dict[str, Any], situation: str) -> dict[str, float]:
    """Euros per line of a situation, one-off and yearly together, as the explanation tells them."""
    parts = result["explanations"][situation]["parts"]
    return {line["text"]: line["value"] for part in parts for line in part["parts"]}


def test_the_bicycle_has_the_figures_of_the_book() -> None:
    result = result_of("bicycle")
    unknown_now = {"now": None, "realised": None}
    assert result["one_off"] == unknown_now | {"nothing": 120000.0, "solution": 5025.0}
    assert result["yearly"] == unknown_now | {"nothing": 0.0, "solution": 0.0}
    assert result["first_year"] == unknown_now | {"nothing": 120000.0, "solution": 5025.0}
    assert result["difference"] == {"claimed": 114975.0, "planned": None, "realised": None}
    assert result["switching"]["common"] == 0.041875
    [risk] = result["switching"]["per_risk"]
    assert {"line": "out-of-home placements", "chance": 1.0, "switches_at": 0.041875}.items() <= risk.items()
    assert result["by_bearer"] == {
        "municipality-youth": {"nothing": 120000.0},
        "municipality-school-transport": {"solution": 5000.0},
        "small-purse": {"solution": 25.0},
    }
    assert result["cashable"] == {"municipality-youth": None}
    assert result["hours"] == {"now": {}, "solution": {"own-network": None, "volunteer": None}}
    assert [(one["who"], one["moment"], one["mark"]) for one in result["wellbeing"]] == [
        ("mother", "before", 3),
        ("mother", "after", 9),
    ]
    price_list = {"name": "in the case file", "edition": "1", "price_year": None, "currency": "EUR"}
    assert price_list.items() <= result["price_list"].items()
    assert (result["explanation"]["key"], result["explanation"]["value"]) == ("difference.claimed", 114975.0)
    assert result["explanation"]["formula"] == "nothing - solution"
    assert len(result["notes"]) > 4


def test_amina_has_every_subtotal_of_the_worked_case() -> None:
    result = result_of("amina")
    assert result["first_year"] == {"now": 8715.32, "nothing": 21581.10, "solution": 13191.34, "realised": 13532.76}
    assert result["one_off"]["solution"] == 8779.60
    assert result["difference"]["claimed"] == 8389.76
    assert result["difference"]["planned"] == -4476.02
    assert result["difference"]["realised"]["now"] == -4817.44
    assert round(result["switching"]["common"], 3) == 0.348
    assert line_amounts(result, "now") == {
        "individuele begeleiding": 5356.80,
        "gesprekken ggz": 2781.80,
        "huisarts": 576.72,
        "bijstand": 0.0,
    }
    nothing = line_amounts(result, "nothing")
    assert nothing["huisuitzetting"] == 3328.93
    assert nothing["vier maanden opvang"] == 1750.00
    assert nothing["schuldhulp, alsnog"] == 6743.68
    assert nothing["extra gesprekken ggz"] == 1043.18
    assert line_amounts(result, "solution") == {
        "schuldhulp, nu beginnen": 8429.60,
        "begeleiding afbouwen": 2008.80,
        "gesprekken bij de praktijkondersteuner": 192.00,
        "gesprekken ggz": 834.54,
        "huisarts volgt mee": 320.40,
        "kapmiddag in het Huis, zittend": 1056.00,
        "cursus meegaan naar de dokter": 350.00,
        "bijstand": 0.0,
    }


def test_amina_shows_who_pays_and_who_gains_and_the_parts_add_up() -> None:
    result = result_of("amina")
    claimed = result["difference_by_bearer"]["claimed"]
    assert {bearer: gain for bearer, gain in claimed.items() if gain} == {
        "municipality-wmo": 3348.00,
        "health-insurer": 3054.75,
        "housing-corporation": 3328.93,
        "centre-municipality": 1750.00,
        "municipality-debt": -1685.92,
        "municipality-welfare": -1056.00,
        "small-purse": -350.00,
    }
    assert round(sum(claimed.values()), 2) == 8389.76
    assert result["by_bearer"]["municipality-income-benefit"]["now"] == 14913.84
    assert result["by_bearer"]["resident"]["now"] == -14913.84


def test_amina_keeps_hours_and_marks_apart_from_euros() -> None:
    result = result_of("amina")
    assert result["hours"]["now"] == {"own-network": 156.0}
    people = {(p["situation"], p["who"]): p["hours"] for p in result["hours_by_person"]}
    assert people["solution", "Selma"] == 104.0
    assert people["solution", "Fatma"] == 52.0
    assert people["solution", "taalmaatje"] == 80.0
    assert people["solution", "Amina"] == 132.0 + 30.0
    assert [one["mark"] for one in result["wellbeing"] if one["who"] == "Amina"] == [3, 6, 8]


def test_gerrit_has_every_subtotal_of_the_worked_case() -> None:
    result = result_of("gerrit")
    assert result["first_year"] == {"now": 28118.02, "nothing": 43068.15, "solution": 18278.98, "realised": 19396.62}
    assert result["one_off"]["solution"] == 961.20
    assert result["difference"]["claimed"] == 24789.17
    assert result["difference"]["planned"] == 9839.04
    assert result["difference"]["realised"]["now"] == 8721.40
    assert result["switching"]["common"] is None
    assert result["switching"]["reason"] == "cheaper-anyway"
    nothing = line_amounts(result, "nothing")
    assert nothing["drie weken logeren"] == 2573.05
    assert nothing["een half jaar verpleeghuis"] == 16526.00
    assert nothing["spoedeisende hulp"] == 80.34
    risks = ("drie weken logeren", "een half jaar verpleeghuis", "spoedeisende hulp")
    assert sum(amount for name, amount in nothing.items() if name not in risks) == pytest.approx(23888.76, abs=0.02)
    assert {k: v for k, v in result["difference_by_bearer"]["claimed"].items() if v} == {
        "care-office": 16526.00,
        "municipality-wmo": 8392.98,
        "health-insurer": 1706.19,
        "municipality-welfare": -1836.00,
    }
    people = {(p["situation"], p["who"]): p["hours"] for p in result["hours_by_person"]}
    assert people["now", "Ineke"] == 936.0
    assert people["solution", "Ineke"] == 468.0
    assert people["solution", "Ton"] == 104.0
    assert people["solution", "Lot"] == 52.0
    assert people["solution", "Gerrit"] == 138.0


def test_joey_has_every_subtotal_of_the_worked_case() -> None:
    result = result_of("joey")
    assert result["first_year"] == {"now": 11556.06, "nothing": 25650.59, "solution": 9027.44, "realised": 9465.32}
    assert result["one_off"]["solution"] == 700.00
    assert result["difference"]["claimed"] == 16623.15
    assert result["difference"]["planned"] == 2528.62
    assert result["difference"]["realised"]["now"] == 2090.74
    assert result["switching"]["reason"] == "cheaper-anyway"
    nothing = line_amounts(result, "nothing")
    assert nothing["zestig dagen jeugdgevangenis"] == 10405.35
    assert nothing["daarna vier maanden ergens anders wonen"] == 4467.90
    assert round(6316.26 - nothing["jeugdhulp, begeleiding"], 2) == 778.72
    assert result["difference_by_bearer"]["claimed"] == {
        "justice": 9855.35,
        "municipality-youth": 5794.60,
        "police": 1793.20,
        "housing-corporation": 1050.00,
        "school": 900.00,
        "municipality-income-support": -2400.00,
        "fund": -220.00,
        "municipality-welfare": -150.00,
    }
    people = {(p["situation"], p["who"]): p["hours"] for p in result["hours_by_person"]}
    assert people["now", "Sandra"] == 520.0
    assert people["solution", "Sandra"] == 312.0
    assert people["solution", "oom Remco"] == 92.0
    assert people["solution", "Joey"] == 46.0


@pytest.mark.parametrize("case", ["amina", "gerrit", "joey"])
def test_every_price_of_the_example_list_says_that_it_is_an_example(case: str) -> None:
    result = result_of(case)
    assert result["price_list"]["example"] is True
    assert "example-prices" in {remark["key"] for remark in result["remarks"]}


def test_a_plan_that_is_half_confirmed_is_not_realised_and_says_what_is_missing(tmp_path: Path) -> None:
    half = (demo.CASES / "joey.toml").read_text(encoding="utf-8").replace("realised = 104\n", "", 1)
    (tmp_path / "joey.toml").write_text(half, encoding="utf-8")
    result = analyse_file(tmp_path / "joey.toml", shelf=SHELF).result
    assert result["first_year"]["realised"] is None
    [missing] = [remark for remark in result["remarks"] if remark["key"] == "realised-unconfirmed"]
    assert missing["values"]["list"] == ["één vaste hulpverlener"]
