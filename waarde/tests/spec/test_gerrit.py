"""M18, Gerrit: what stops at home during a stay elsewhere, no switching value; every subtotal by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from spec.building import case, for_others, line, network, nothing, once, risk, total, unpaid, volunteer, weekly
from spec.checking import DRAWS, by_person, costs_of, figures

from waarde import Case, Situation, analyse, cents

LEFT = 1 - 0.30 * 183 / 365


def gerrit(*, stops: tuple[str, ...]) -> Case:
    """The case; what stops when he lives in the nursing home for 183 days."""
    same = (line("DL", weekly(1, 50)), line("HH", weekly(2)), line("BI", once(14)), line("GPS button", once(1)))
    return case(
        "gerrit",
        now=(
            line("HH", weekly(3)),
            line("DM", weekly(4, 50)),
            line("VV", weekly(2, 50)),
            line("PV", weekly(3.5)),
            line("HA", total(12)),
            unpaid("Ineke cares", network("Ineke", weekly(18))),
        ),
        nothing=nothing(
            risk("carer drops out", 0.60, line("RZ", total(21))),
            risk("nursing home", 0.30, line("WLZ", total(183)), stops=stops, days=183),
            risk("emergency", 0.30, line("SEH", once(1))),
        ),
        solution=(
            line("HW", weekly(3, 46), hours=(for_others("Gerrit", weekly(3, 46)), volunteer("workshop", total(23)))),
            unpaid("walking along", network("Ton", weekly(2)), network("Lot", weekly(1))),
            line("PV", weekly(2.5)),
            line("RZ", total(8)),
            line("HA", total(10)),
            *same,
            unpaid("Ineke's Sunday", network("Ineke", weekly(9))),
        ),
        realised=(line("HW", total(120)), line("PV", total(156)), line("RZ", total(6)), line("HA", total(11)), *same),
    )


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    """What waarde makes of it."""
    return figures(gerrit(stops=("everything",)))


def test_every_line_of_now(found: dict[str, Any]) -> None:
    assert costs_of(found, "now") == {"HH": 5_054.40, "DM": 9_230.00, "VV": 1_479.00, "PV": 11_970.14, "HA": 384.48}
    assert found["first_year"]["now"] == 28_118.02


def test_what_runs_at_home_stops_during_the_stay(found: dict[str, Any]) -> None:
    costs = costs_of(found, "nothing")
    risks = {name: costs.pop(name) for name in list(costs) if ":" in name}
    assert risks == {"carer drops out: RZ": 2_573.05, "nursing home: WLZ": 16_526.00, "emergency: SEH": 80.34}
    now = costs_of(found, "now")
    assert costs == {name: pytest.approx(amount * LEFT, abs=0.005) for name, amount in now.items()}
    assert round(sum(costs.values()), 2) == 23_888.76
    assert found["first_year"]["nothing"] == 43_068.15


@pytest.mark.parametrize("stops", [("HH", "DM", "VV", "PV", "HA"), ("HA", "HH", "PV", "VV", "DM")])
def test_naming_every_line_is_naming_everything(found: dict[str, Any], stops: tuple[str, ...]) -> None:
    assert figures(gerrit(stops=stops))["first_year"] == found["first_year"]


def test_without_what_stops_too_much_would_be_counted() -> None:
    assert figures(gerrit(stops=()))["first_year"]["nothing"] == 47_297.40
    with_, without = (analyse(gerrit(stops=stops), draws=DRAWS).totals for stops in (("everything",), ()))
    too_much = (without.first_year[Situation.NOTHING] or 0.0) - (with_.first_year[Situation.NOTHING] or 0.0)
    assert cents(too_much) == 4_229.26


def test_every_line_of_the_plan(found: dict[str, Any]) -> None:
    assert costs_of(found, "solution") == {
        "HW": 1_656.00, "DL": 1_788.00, "HH": 3_369.60, "PV": 8_550.10, "RZ": 1_633.68, "HA": 320.40,
        "BI": 781.20, "GPS button": 180.00,
    }  # fmt: skip
    assert found["first_year"]["solution"] == 18_278.98
    assert found["one_off"]["solution"] == 961.20


def test_the_differences(found: dict[str, Any]) -> None:
    assert found["difference"]["claimed"] == 24_789.17
    assert found["difference"]["planned"] == 9_839.04
    assert found["first_year"]["realised"] == 19_396.62
    assert found["difference"]["realised"]["now"] == 8_721.40


def test_cheaper_even_without_the_risks(found: dict[str, Any]) -> None:
    assert (found["switching"]["common"], found["switching"]["reason"]) == (None, "cheaper-anyway")
    calm = gerrit(stops=("everything",))
    assert calm.nothing is not None
    never = replace(calm, nothing=nothing(*(replace(one, chance=0) for one in calm.nothing.risks)))
    assert figures(never)["difference"]["claimed"] == 9_839.04


def test_who_gains_and_that_the_community_house_alone_pays(found: dict[str, Any]) -> None:
    assert found["difference_by_bearer"]["claimed"] == {
        "care-office": 16_526.00, "municipality-wmo": 8_392.98, "health-insurer": 1_706.19,
        "municipality-welfare": -1_836.00,
    }  # fmt: skip


def test_hours_beside_the_money(found: dict[str, Any]) -> None:
    assert by_person(found, "now") == {"Ineke": 936}
    assert by_person(found, "solution") == {"Gerrit": 138, "workshop": 23, "Ton": 104, "Lot": 52, "Ineke": 468}
