"""First and last mark go by day wherever they are told; without days they keep the order of the file."""

from __future__ import annotations

from pathlib import Path

from wijkwaarde.instruments.micro_analysis.from_files import Analysed, analyse_file, shelf_beside
from wijkwaarde.instruments.micro_analysis.overview import row_of
from wijkwaarde.instruments.micro_analysis.page import build_page

CASE = """case = "marks"
start = 2026-01-01

[[now.line]]
what = "Selma helps"
hours = [{ who = "Selma", kind = "own-network", quantity = 3, frequency = "week" }]
"""
OUT_OF_ORDER = (("after", 8, "2026-06-01"), ("before", 3, "2026-01-01"), ("6-weeks", 5, "2026-02-12"))


def analysed(folder: Path, *marks: tuple[str, int, str]) -> Analysed:
    blocks = "".join(
        f'\n[[mark]]\nwho = "Amina"\nmoment = "{moment}"\nmark = {mark}\n' + (f"day = {day}\n" if day else "")
        for moment, mark, day in marks
    )
    file = folder / "marks.toml"
    file.write_text(CASE + blocks, encoding="utf-8")
    return analyse_file(file, shelf=shelf_beside(folder))


def told(found: Analysed) -> tuple[str, str, str]:
    page = build_page(found.result, texts=found.texts, language="nl")
    title = next(one.title for one in page.sections if one.key == "cijfer")
    return page.key_figures[-1].value, title, row_of(found).marks


def test_marks_out_of_the_order_of_their_days_are_told_by_day_everywhere(tmp_path: Path) -> None:
    assert told(analysed(tmp_path, *OUT_OF_ORDER)) == ("3 naar 8", "Amina van 3 naar 8", "Amina 3-8")


def test_marks_without_a_day_keep_the_order_of_the_file_everywhere(tmp_path: Path) -> None:
    marks = [(moment, mark, "") for moment, mark, _day in OUT_OF_ORDER]
    assert told(analysed(tmp_path, *marks)) == ("8 naar 5", "Amina van 8 naar 5", "Amina 8-5")


def test_a_mark_without_a_day_among_marks_with_days_keeps_the_order_of_the_file(tmp_path: Path) -> None:
    first, *rest = OUT_OF_ORDER
    assert told(analysed(tmp_path, (*first[:2], ""), *rest)) == ("8 naar 5", "Amina van 8 naar 5", "Amina 8-5")
