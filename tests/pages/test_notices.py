"""What a reader must know stands where it is seen: for whom this is, what the author noted, how to repair a stay."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from tests.pages.shipped import CASES, analysed, page_html, page_of
from tests.pages.test_origins import all_below, facts
from tests.pages.test_page import section, words
from wijkwaarde.instruments.micro_analysis.overview import Overview
from wijkwaarde.instruments.micro_analysis.overview_page import render_overview
from wijkwaarde.instruments.micro_analysis.page import build_page
from wijkwaarde.instruments.micro_analysis.remarks import REMARKS, remarks

FOR_WHOM = "Deze analyse is voor wie hem maakt of nakijkt. Zet hem niet in het plan of het dossier van de bewoner."


@pytest.mark.parametrize("case", CASES)
def test_the_page_says_for_whom_it_is_before_any_figure(case: str) -> None:
    text = words(page_html(case))
    assert text.index(FOR_WHOM) < text.index(words(page_of(case).finding))


def test_the_table_of_cases_says_for_whom_it_is_before_any_name() -> None:
    overview = Overview()
    overview.add(analysed("amina"))
    text = words(render_overview(overview, ending=".html", language="nl"))
    assert text.index(FOR_WHOM) < text.index("Amina")


def with_result(**changed: Any) -> Any:
    found = analysed("bicycle")
    return build_page({**found.result, **changed}, texts=found.texts, language="nl")


def test_notes_of_the_author_are_shown_and_only_these() -> None:
    page = with_result(author_notes=["Eigen noot."], notes=["An English remark.", "Eigen noot.", "And another."])
    points = section(page, "onbekend").points
    assert points[-1] == "Eigen noot."
    assert "An English remark." not in points


def stay(home: str, *, person: str = "Gerrit") -> str:
    values = {"stay": "verpleeghuis", "home": home, "person": person}
    (said,) = remarks([{"key": "stay-and-home", "text": "", "values": values}])
    return said


@pytest.mark.parametrize("home", ["hulp in huis", 'hulp "thuis"', "a\\b", "مساعدة"])
def test_the_repair_of_a_stay_is_a_line_to_copy(home: str) -> None:
    said = stay(home)
    line = said[said.index("stops = ") :].split("]")[0] + "]"
    assert tomllib.loads(line) == {"stops": [home]}
    assert "stop_days" in said


def test_a_stay_of_nobody_by_name_says_so() -> None:
    assert "(-)" not in stay("hulp in huis", person="-")


@pytest.mark.parametrize("case", CASES)
def test_every_remark_of_the_library_is_said_in_dutch(case: str) -> None:
    found = analysed(case).result["remarks"]
    assert {remark["key"] for remark in found} <= set(REMARKS) | {"cashable-unknown"}
    points = section(page_of(case), "onbekend").points
    assert not {remark["text"] for remark in found} & set(points)


def test_a_weak_source_is_called_as_in_the_price_lists() -> None:
    from wijkwaarde.instruments.micro_analysis.origins import origins
    from wijkwaarde.web.format import Money

    price = {"key": "price.x", "kind": "price", "text": "x", "value": 1.0, "unit": "EUR", "formula": "", "parts": []}
    tree = {"now": price | {"inputs": {"unit": "hour", "grade": "low"}}}
    (found,) = all_below(origins(tree, bearer_names={}, money=Money("EUR")))
    assert facts(found) == {"Hoe goed is de bron": "laag"}
