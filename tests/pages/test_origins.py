"""Every figure says where it came from: what stops and why, hours per person, what parties gain and what comes free."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.pages.shipped import CASES, analysed, page_of
from tests.pages.test_page import section, words
from wijkwaarde.instruments.micro_analysis.origins import origins
from wijkwaarde.instruments.micro_analysis.view_model import Origin
from wijkwaarde.web.format import Money

NODE: dict[str, Any] = {"text": "", "unit": "EUR", "formula": "", "inputs": {}, "parts": []}


def all_below(found: tuple[Origin, ...]) -> Iterator[Origin]:
    for one in found:
        yield one
        yield from all_below(one.parts)


def facts(one: Origin) -> dict[str, str]:
    return {fact.name: words(fact.text) for fact in one.facts}


def group(case: str, anchor: str) -> Origin:
    return next(one for one in page_of(case).origins if one.anchor == anchor)


def test_a_line_that_stops_says_for_how_long_by_what_and_how_likely() -> None:
    home = next(one for one in all_below(page_of("gerrit").origins) if "Stopt" in facts(one))
    assert facts(home)["Stopt"] == "183 dagen bij 'naar een verpleeghuis', kans 30%"


def test_the_factors_of_a_line_that_stops_can_be_multiplied_by_hand() -> None:
    home = next(one for one in all_below(page_of("gerrit").origins) if "Stopt" in facts(one))
    assert "156 uur × € 32,40 × 84,9589% = € 4.294,16" in words(home.formula)


def test_hours_are_told_per_situation_kind_and_person_with_how_often() -> None:
    hours = group("gerrit", "uitleg-hours")
    now = next(one for one in hours.parts if one.name.startswith("Nu: "))
    assert (now.name, words(now.value)) == ("Nu: mensen om de bewoner heen", "936 uur")
    (ineke,) = now.parts
    assert ineke.name == "Ineke"
    (line,) = ineke.parts
    assert words(line.formula).endswith("18 per week × 52 = 936 uur")


@pytest.mark.parametrize("case", CASES)
def test_the_hours_on_the_page_lead_to_their_explanation(case: str) -> None:
    assert section(page_of(case), "uren").origin == "uitleg-hours"


def test_what_a_party_gains_is_told_with_both_amounts() -> None:
    parties = group("gerrit", "uitleg-bearers")
    wmo = next(one for one in parties.parts if "Wmo" in one.name)
    gain = next(one for one in wmo.parts if one.name == "Verschil met: als er niets verandert")
    assert words(gain.formula).endswith("€ 15.965,46 − € 7.572,48 = € 8.392,98")


def test_a_party_that_pays_nothing_in_one_situation_still_has_two_amounts() -> None:
    parties = group("gerrit", "uitleg-bearers")
    welfare = next(one for one in parties.parts if "welzijn" in one.name)
    gain = next(one for one in welfare.parts if one.name == "Verschil met: als er niets verandert")
    assert words(gain.formula).endswith("€ 0 − € 1.836 = € −1.836")


def test_lines_of_a_party_are_named_as_in_the_situation() -> None:
    parties = group("gerrit", "uitleg-bearers")
    wmo = next(one for one in parties.parts if "Wmo" in one.name)
    nothing = next(one for one in wmo.parts if one.name == "Als er niets verandert")
    assert [words(one.value) for one in nothing.parts if one.name == "Dagbesteding"] == ["€ 7.841,71"]


def test_what_comes_free_is_told_from_the_gain_and_the_share_and_who_says_so() -> None:
    gain = NODE | {"key": "gain.claimed.fund", "kind": "gain", "value": 900.0}
    said = {"bearer": "fund", "share": 0.5, "when": "na 2 jaar", "source": "het contract"}
    tree = NODE | {
        "key": "cashable.fund",
        "kind": "cashable",
        "text": "fund",
        "value": 450.0,
        "formula": "gain x share",
    }
    (free,) = origins(
        {"cashable.fund": tree | {"inputs": said, "parts": [gain]}}, bearer_names={"fund": "Fonds"}, money=Money("EUR")
    )
    assert free.anchor == "uitleg-cashable"
    (fund,) = free.parts
    assert (fund.name, words(fund.value)) == ("Fonds", "€ 450")
    assert words(fund.formula).endswith("€ 900 × 50% = € 450")
    assert facts(fund) == {"Deel dat vrijkomt": "50%", "Wanneer": "na 2 jaar", "Bron": "het contract"}


def test_what_comes_free_and_is_not_known_has_no_sum() -> None:
    free = group("gerrit", "uitleg-cashable")
    assert {(one.value, one.formula) for one in free.parts} == {("niet bekend", "")}


def test_a_range_says_how_it_was_found() -> None:
    nothing = group("amina", "uitleg-nothing")
    assert facts(nothing)["Waarschijnlijk"] == "€ 20.720 tot € 22.435 (95% van 10.000 keer rekenen)"
    assert "Niveau" not in facts(nothing)


def test_a_price_written_in_the_case_says_so_beside_an_example_list() -> None:
    lists = {facts(one)["Prijslijst"] for one in all_below(page_of("amina").origins) if "Prijslijst" in facts(one)}
    assert lists == {"Voorbeeldprijslijst, 2023 (VOORBEELDPRIJSLIJST)", "geen: deze prijs staat in het bestand zelf"}


@pytest.mark.parametrize("case", CASES)
def test_no_key_of_the_library_is_shown(case: str) -> None:
    shown = [one.name + one.formula for one in all_below(page_of(case).origins)]
    assert [text for text in shown if "sum of" in text or "gain" in text] == []
    known = set(analysed(case).result["by_bearer"])
    assert not known & {one.name.lower() for one in all_below(page_of(case).origins) if "-" in one.name}
