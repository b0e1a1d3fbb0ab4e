"""Measures how fast a long price list is checked, imported and read again, by the command and a shipped mapping."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from bench.child import Ran, run
from bench.folder import COMMAND

MAPPING = "unit-costs-nl"
HEAD = ("item", "unit", "price_eur", "price_year", "payer", "source_title", "source_url", "quoted")
UNITS = ("per uur", "per dag", "per contact/eenheid", "eenmalig")
PAYERS = ("gemeente (Wmo)", "gemeente (Jeugdwet)", "Zvw", "Wlz")


@dataclass(frozen=True)
class PriceLists:
    """What checking and importing a list of so many rows took, from CSV and xlsx, and showing one price of it."""

    rows: int
    csv_check: Ran
    xlsx_check: Ran
    csv_import: Ran
    show: Ran


def measure_price_lists(rows: int, *, place: Path) -> PriceLists:
    """Write the same list as CSV and xlsx, and run the commands on it."""
    text, book, edition = place / "prices.csv", place / "prices.xlsx", place / "long-list.toml"
    with text.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows_of_prices(rows))
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("prices")
    for row in rows_of_prices(rows):
        sheet.append(row)
    workbook.save(book)
    return PriceLists(
        rows,
        _prices(place, "check", str(text), "--mapping", MAPPING),
        _prices(place, "check", str(book), "--mapping", MAPPING),
        _prices(place, "import", str(text), "--mapping", MAPPING, "--out", str(edition)),
        _prices(place, "show", str(edition), "kind-of-help-9-per-dag"),
    )


def _prices(place: Path, *words: str) -> Ran:
    return run([*COMMAND, "prices", *words], out=place / f"prices-{words[0]}.txt")


def rows_of_prices(rows: int) -> Iterator[tuple[str | float | int, ...]]:
    """The head, and so many prices that all differ."""
    yield HEAD
    for number in range(rows):
        unit, payer = UNITS[number % len(UNITS)], PAYERS[number % len(PAYERS)]
        value = 10 + number % 1000 / 4
        yield f"Kind of help {number}", unit, value, 2023, payer, "made up", "", f"row {number}"
