"""Runs every measurement once, one after the other, and says which goals were missed; it writes no page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench import spreadsheet
from bench.child import Ran
from bench.folder import Folders, measure_folders
from bench.ledger import LedgerSize
from bench.made import MadePrice, made_prices
from bench.one_case import GOAL_MS, OneCase, measure_one_case
from bench.parts import CHART_GOAL_KB, CHART_GOAL_MS, Pages, Parts, measure_pages, measure_parts, start_django
from bench.price_lists import PriceLists, measure_price_lists
from bench.start import FirstPage, measure_first_page
from bench.web.measured import Web, WebSize, measure_web
from bench.web.rounds import Asking
from bench.workbook import Sums, write_workbook


@dataclass(frozen=True)
class Size:
    """How much is measured: cases in the three folders, rows of a price list, repeats, cases of a searching sheet, the site.

    `starts` is whether a clone is installed and started; `durable` whether the database waits for its disk, as it does in earnest.
    """

    folders: tuple[int, int, int]
    price_rows: int
    runs: int
    searched: tuple[int, int]
    web: WebSize
    starts: bool = True
    durable: bool = True


SIZES = {
    "national": Size(
        (100, 1_000, 10_000), 100_000, 200, (1_000, 2_000), WebSize(1_000, 1_000_000, 50, Asking(7, 100, 50))
    ),
    "full": Size((100, 1_000, 10_000), 100_000, 200, (1_000, 2_000), WebSize(1_000, 100_000, 50, Asking(5, 60, 50))),
    "small": Size((50, 250, 1_000), 5_000, 50, (200, 400), WebSize(1_000, 10_000, 50, Asking(3, 60, 50))),
    "tiny": Size(
        (2, 5, 20),
        50,
        2,
        (2, 4),
        WebSize(20, 40, 4, Asking(1, 8, 4), LedgerSize(24, 4, 1)),
        starts=False,
        durable=False,
    ),
}


@dataclass(frozen=True)
class Sheet:
    """The spreadsheet of the same cases: its lines, Calc's run, what differs, and two smaller ones that search."""

    lines: int
    ran: Ran
    differences: tuple[str, ...]
    searched: tuple[tuple[int, Ran], ...]


@dataclass(frozen=True)
class Measured:
    """All that one run found."""

    one_case: OneCase
    folders: Folders
    parts: Parts
    pages: Pages
    price_lists: PriceLists
    sheet: Sheet | None
    web: Web
    first_page: FirstPage | None

    @property
    def missed(self) -> list[str]:
        """What did not come out as it should, in words; empty when all did."""
        kept = {
            f"one case of 30 lines explained below {GOAL_MS:.0f} ms": self.one_case.goal_met,
            "time and memory of a folder linear in its cases": self.folders.goal_met,
            f"a chart within {CHART_GOAL_MS:.0f} ms and {CHART_GOAL_KB:.0f} kB": self.pages.goal_met,
            "the same totals as the spreadsheet": not (self.sheet and self.sheet.differences),
        }
        of_start = self.first_page.missed if self.first_page else []
        return [*(name for name, met in kept.items() if not met), *self.web.missed, *of_start]


def measure(size: Size, *, place: Path, with_sheet: bool) -> Measured:
    """Measure everything at this size, with its files in `place`."""
    start_django()
    prices = made_prices()
    _say("one case")
    one_case = measure_one_case(runs=size.runs)
    _say("folders of cases")
    folders = measure_folders(size.folders, prices=prices, place=place)
    edition = place / "bench-2026.toml"
    parts = measure_parts(place / f"cases-{size.folders[1]}", edition=edition, most=size.runs)
    _say("pages")
    pages = measure_pages(runs=max(1, size.runs // 20))
    _say("price lists")
    price_lists = measure_price_lists(size.price_rows, place=place)
    sheet = measure_sheet(size, folders=folders, prices=prices, place=place) if with_sheet else None
    _say("the site")
    web = measure_web(size.web, place=place, durable=size.durable)
    _say("from nothing to the first page")
    first_page = measure_first_page(place=place) if size.starts else None
    return Measured(one_case, folders, parts, pages, price_lists, sheet, web, first_page)


def measure_sheet(size: Size, *, folders: Folders, prices: tuple[MadePrice, ...], place: Path) -> Sheet:
    """Write the largest folder as a spreadsheet, have Calc count it, and compare every total."""
    _say("the same cases as a spreadsheet")
    book = place / "cases.xlsx"
    lines = write_workbook(book, count=size.folders[-1], prices=prices)
    ran = spreadsheet.recalculate(book, place=place)
    theirs, sums = spreadsheet.read_totals(book, place=place)
    found = spreadsheet.differences(folders.totals, theirs=theirs, sums=sums)
    searched = tuple((count, _searching(count, prices=prices, place=place)) for count in size.searched)
    return Sheet(lines, ran, tuple(found), searched)


def _searching(count: int, *, prices: tuple[MadePrice, ...], place: Path) -> Ran:
    book = place / f"searching-{count}.xlsx"
    write_workbook(book, count=count, prices=prices, sums=Sums.SEARCH)
    return spreadsheet.recalculate(book, place=place)


def _say(what: str) -> None:
    print(f"measuring {what} ...", flush=True)
