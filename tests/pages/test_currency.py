"""A case in pounds is told in pounds everywhere: sentences, tables, pictures and explanations."""

from __future__ import annotations

from pathlib import Path

from tests.pages.test_page import section, words
from wijkwaarde.instruments.micro_analysis.from_files import analyse_file, shelf_beside
from wijkwaarde.instruments.micro_analysis.page import build_page, render_html
from wijkwaarde.instruments.micro_analysis.view_model import AnalysisPage

POUNDS = """case = "pounds"
title = "The allotment"

[[price]]
key = "visit"
name = "home visit"
value = 52.50
low = 40
high = 60
unit = "hour"
bearer = "municipality-wmo"
source = "A list of unit costs"
currency = "GBP"

[[price]]
key = "stay"
name = "hospital stay"
value = 450
unit = "24-hours"
bearer = "health-insurer"
source = "A list of unit costs"
currency = "GBP"

[[price]]
key = "lump"
name = "lump sum"
value = 1
unit = "euro"
bearer = "fund"
source = "A letter"
currency = "GBP"

[[now.line]]
what = "visits"
price = "visit"
quantity = 2
frequency = "week"

[[now.line]]
what = "benefit"
price = "lump"
quantity = 900
frequency = "in-total"
beneficiary = "resident"

[[nothing.risk]]
name = "a fall"
chance = 0.25
source = "a guess"

[[nothing.risk.line]]
what = "hospital"
price = "stay"
quantity = 10
frequency = "in-total"

[[solution.line]]
what = "visits"
price = "visit"
quantity = 1
frequency = "week"

[[solution.line]]
what = "tools"
price = "lump"
quantity = 250
frequency = "once"

[[cashable]]
bearer = "municipality-wmo"
share = 0.5
source = "the contract"
"""


def page_in_pounds(folder: Path, *, language: str = "nl") -> AnalysisPage:
    file = folder / "pounds.toml"
    file.write_text(POUNDS, encoding="utf-8")
    found = analyse_file(file, shelf=shelf_beside(folder))
    return build_page(found.result, texts=found.texts, language=language)


def test_a_case_in_pounds_shows_no_euro_anywhere(tmp_path: Path) -> None:
    text = words(render_html(page_in_pounds(tmp_path)))
    assert "€" not in text
    assert "euro" not in text.lower()
    assert text.count("£") > len(section(page_in_pounds(tmp_path), "kosten").table.rows)


def test_the_sentences_tables_and_pictures_say_pounds(tmp_path: Path) -> None:
    page = page_in_pounds(tmp_path, language="en")
    assert page.finding.count("£") == len(["than nothing", "than now"])
    assert all(figure.value.startswith("£") for figure in page.key_figures)
    bearers = section(page, "betalers")
    assert "£900" in bearers.remarks[1]
    assert "£" in bearers.picture.description
    assert "£1,365" in " ".join(section(page, "verschil").remarks)
    assert "£" in section(page, "plan").table.rows[0].cells[-1].text
