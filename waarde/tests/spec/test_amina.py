"""M17, Amina: a transfer, a plan dearer than today, three risks, a switching value; every subtotal by hand."""

from __future__ import annotations

from dataclasses import replace
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

from waarde import Band, Frequency, Line, Use

BENEFIT = line("BIJ", Use(1, Frequency.MONTH), name="benefit", beneficiary="resident")
COURSE = for_others("Amina", total(30))


def realised() -> tuple[Line, ...]:
    """What the plan became: 40 hours of guidance, 9 and 8 talks, 11 times the GP, 70 afternoons."""
    return (
        line("SHV", once(1)),
        line("BI", total(40)),
        line("POH", total(9)),
        line("GGZ", total(8)),
        line("HA", total(11)),
        line("HW", total(70)),
        line("course", once(1)),
        BENEFIT,
    )


AMINA = case(
    "amina",
    now=(
        line("BI", weekly(2, 48)),
        line("GGZ", total(20)),
        line("HA", total(18)),
        BENEFIT,
        unpaid("Selma helps", network("Selma", weekly(3))),
    ),
    nothing=nothing(
        risk("eviction", 0.35, line("UITZ", once(1)), line("OPV", total(4))),
        risk("debt help later", 0.80, line("SHV", once(1))),
        risk("more mental care", 0.50, line("GGZ", total(15))),
    ),
    solution=(
        unpaid("post on Monday", network("Fatma", weekly(1))),
        line("SHV", once(1)),
        line(
            "BI",
            banded(Band.EVERY_WEEK, price="BI", weeks=12),
            banded(Band.NOW_AND_THEN, price="BI", weeks=36),
        ),
        line("POH", total(8)),
        line("GGZ", total(6)),
        line("HA", total(10)),
        line(
            "HW",
            weekly(2, 44),
            hours=(for_others("Amina", weekly(3, 44)), volunteer("language buddy", total(80))),
        ),
        line("course", once(1), hours=(COURSE,)),
        BENEFIT,
        unpaid("Selma helps", network("Selma", weekly(2))),
    ),
    realised=realised(),
)


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """What waarde makes of it."""
    return figures(AMINA)


def test_every_line_of_now(found: dict[str, Any]) -> None:
    assert costs_of(found, "now") == {"BI": 5_356.80, "GGZ": 2_781.80, "HA": 576.72, "benefit": 0.0}


def test_every_line_when_nothing_changes(found: dict[str, Any]) -> None:
    assert costs_of(found, "nothing") == {
        "BI": 5_356.80, "GGZ": 2_781.80, "HA": 576.72, "benefit": 0.0,
        "eviction: UITZ": 3_328.93, "eviction: OPV": 1_750.00,
        "debt help later: SHV": 6_743.68, "more mental care: GGZ": 1_043.18,
    }  # fmt: skip


def test_every_line_of_the_plan(found: dict[str, Any]) -> None:
    costs = costs_of(found, "solution")
    assert round(costs.pop("POH") + costs.pop("GGZ"), 2) == 1_026.54
    assert costs == {
        "SHV": 8_429.60, "BI": 2_008.80, "HA": 320.40, "HW": 1_056.00, "course": 350.00, "benefit": 0.0,
    }  # fmt: skip


def test_the_bands_stand_for_36_hours(found: dict[str, Any]) -> None:
    guidance = next(x for x in found["explanations"]["solution"]["parts"][1]["parts"] if x["inputs"]["name"] == "BI")
    assert guidance["inputs"]["quantity"] == 36
    assert [use["value"] for use in guidance["parts"][:-1]] == [18, 18]
    assert any("estimated" in note and "BI" in note for note in found["notes"])


def test_the_situations(found: dict[str, Any]) -> None:
    assert found["first_year"] == {
        "now": 8_715.32, "nothing": 21_581.10, "solution": 13_191.34, "realised": 13_532.76,
    }  # fmt: skip
    assert found["one_off"]["solution"] == 8_779.60
    assert found["yearly"]["solution"] == round(13_191.34 - 8_779.60, 2)


def test_the_differences(found: dict[str, Any]) -> None:
    assert found["difference"]["claimed"] == 8_389.76
    assert found["difference"]["planned"] == -4_476.02
    assert found["difference"]["realised"]["now"] == -4_817.44


def test_the_plan_pays_when_35_percent_of_the_chances_is_true(found: dict[str, Any]) -> None:
    assert round(found["switching"]["common"], 3) == 0.348
    assert found["switching"]["reason"] is None
    chances = AMINA.nothing.risks if AMINA.nothing else ()
    at_zero = [replace(one, chance=one.chance * found["switching"]["common"]) for one in chances]
    assert abs(figures(replace(AMINA, nothing=nothing(*at_zero)))["difference"]["claimed"]) <= 0.01


def test_who_gains(found: dict[str, Any]) -> None:
    gains = found["difference_by_bearer"]["claimed"]
    assert {party: gain for party, gain in gains.items() if gain} == {
        "municipality-wmo": 3_348.00, "health-insurer": 3_054.75, "housing-corporation": 3_328.93,
        "centre-municipality": 1_750.00, "municipality-debt": -1_685.92, "municipality-welfare": -1_056.00,
        "small-purse": -350.00,
    }  # fmt: skip
    assert round(sum(gains.values()), 2) == 8_389.76


def test_the_benefit_counts_per_party_and_not_in_the_total(found: dict[str, Any]) -> None:
    for situation in ("now", "nothing", "solution", "realised"):
        assert found["by_bearer"]["municipality-income-benefit"][situation] == 14_913.84
        assert found["by_bearer"]["resident"][situation] == -14_913.84


def test_hours_beside_the_money(found: dict[str, Any]) -> None:
    assert by_person(found, "now") == {"Selma": 156}
    assert by_person(found, "solution") == {"Selma": 104, "Fatma": 52, "language buddy": 80, "Amina": 132 + 30}
    assert found["hours"]["now"] == {"own-network": 156}
    assert found["hours"]["solution"] == {"own-network": 156, "resident-for-others": 162, "volunteer": 80}
