"""Writes docs/reference/benchmarks.md from what was measured; it measures nothing and judges nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bench.child import Ran
from bench.folder import MOST_GROWTH, Folders
from bench.ledger_page import ledger
from bench.measures import Measured, Sheet, Size
from bench.one_case import DRAWS, GOAL_MS, OneCase
from bench.parts import CHART_GOAL_KB, CHART_GOAL_MS, Pages, Parts
from bench.price_lists import PriceLists
from bench.site_page import first_page, site
from bench.tables import table
from bench.timing import Times

CLOCKS = ("processor time", "time on the wall")
MS = 1000
MB = 1_000_000


def page(found: Measured, *, size: Size, named: str, facts: Mapping[str, str], day: str) -> str:
    """The whole page as Markdown."""
    lines = [
        "# Benchmarks",
        "",
        "Written by `make bench`; do not edit. Machines differ and are noisy: read the **ratios**, which were measured in",
        "one run, before the seconds and milliseconds beside them. Goals are held against the time of the processor, which",
        "a busy machine changes less than the clock on the wall. How each figure is measured stands in `bench/`.",
        "",
        *table(("what", "value"), [*facts.items(), ("Day", day), ("Size", named), ("Goals missed", missed(found))]),
        *one_case(found.one_case),
        *folders(found.folders, found.parts),
        *sheet(found.sheet, found.folders, size=size),
        *pages(found.pages),
        *price_lists(found.price_lists),
        *site(found.web, size=size.web),
        *ledger(found.web.ledger),
        *first_page(found.first_page),
    ]
    return "\n".join(lines) + "\n"


def missed(found: Measured) -> str:
    """The goals that were missed, or none."""
    return "; ".join(found.missed) or "none"


def one_case(found: OneCase) -> Iterator[str]:
    """V3: one case explained."""
    yield "## One case explained (V3)"
    yield ""
    yield f"30 lines, 3 situations, 5 risks, {DRAWS:,} draws of 30 price ranges: all figures, ranges, switching values, remarks,"
    yield f"the explanation tree and the JSON record. Goal: below {GOAL_MS:.0f} ms. Median of {found.runs} runs."
    yield ""
    rows: list[tuple[object, ...]] = [
        (name, *clocks(times), f"{times.processor / found.numpy_alone.processor:.2f}")
        for name, times in (
            ("explained, nothing kept from before", found.explained),
            ("explained again, with the same price list", found.explained_again),
            ("a case without lines", found.empty),
            ("NumPy alone: as many draws, one matrix product, two quantiles", found.numpy_alone),
        )
    ]
    yield from table(("what", *CLOCKS, "against NumPy alone"), rows)


def clocks(times: Times) -> tuple[str, str]:
    """The medians on both clocks."""
    return f"{times.processor:.2f} ms", f"{times.wall:.2f} ms"


def folders(found: Folders, parts: Parts) -> Iterator[str]:
    """The command on a folder."""
    yield "## A folder of cases"
    yield ""
    yield "`wijkwaarde analyse FOLDER` in a process of its own, on made-up cases (15 lines each on average, with risks, stops,"
    yield "dates, transfers and follow-up), start of the program included."
    yield ""
    rows: list[tuple[object, ...]] = [
        (f"{one.cases:,}", "table", *took(one.ran, count=one.cases)) for one in found.tables
    ]
    most = found.tables[-1].cases
    rows.append((f"{most:,}", f"JSON ({found.json_bytes / MB:,.0f} MB)", *took(found.as_json, count=most)))
    yield from table(("cases", "output", "time", "per case", "peak memory"), rows)
    yield f"One more case in the largest folder takes **{found.growth:.2f}** times the processor time of one more in the middle one (1 is linear), and the"
    yield f"peak of memory is **{found.memory_growth:.2f}** times as high. Goal for both: at most {MOST_GROWTH}."
    yield ""
    yield "Where the time of one case goes, inside one process (median):"
    yield ""
    steps = (
        ("reading the file", parts.read, f"of which parsing TOML {parts.toml.processor:.2f} ms"),
        (
            "valuing: totals, bearers, differences, switching, hours, ranges, remarks",
            parts.valued,
            "the table stops here",
        ),
        ("explaining every figure, as JSON", parts.explained, "only for JSON, page and PDF"),
    )
    yield from table(("step", *CLOCKS, ""), [(name, *clocks(times), note) for name, times, note in steps])


def took(ran: Ran, *, count: int) -> tuple[str, str, str]:
    """Seconds, milliseconds per piece, and peak memory."""
    return f"{ran.seconds:.1f} s", f"{ran.seconds * MS / count:.2f} ms", f"{ran.peak_mib:,.0f} MiB"


def sheet(found: Sheet | None, ours: Folders, *, size: Size) -> Iterator[str]:
    """The same cases in a spreadsheet."""
    yield "## The same cases in a spreadsheet"
    yield ""
    if found is None:
        yield "**Not measured: LibreOffice Calc is not on this machine and could not be installed.**"
        yield ""
        return
    cases, table_run = size.folders[-1], ours.tables[-1].ran
    yield f"The same {cases:,} cases as {found.lines:,} lines in an xlsx, with formulas for price, periods, share of the year, chance, stops"
    yield "and totals, opened, counted and written as CSV by LibreOffice Calc without a screen. The sheet was made from the made-up"
    yield "facts and not from our figures, so it is also an independent check: every total of every case and situation, and the sums"
    yield f"over all cases, are compared to the cent. **Differences: {len(found.differences)}.**"
    yield ""
    rows: list[tuple[object, ...]] = [
        ("LibreOffice Calc", *took(found.ran, count=cases), "1"),
        ("`wijkwaarde analyse`, table", *took(table_run, count=cases), f"{table_run.seconds / found.ran.seconds:.2f}"),
    ]
    yield from table(("what", "time", "per case", "peak memory", "time against Calc"), rows)
    yield "Calc counts four totals per case. `wijkwaarde` reads and checks a file per case, and gives the same totals with ranges,"
    yield "parties, switching values, hours and remarks; so this compares an answer with a larger one."
    yield ""
    (few, run_few), (many, run_many) = found.searched
    growth = run_many.processor / run_few.processor
    yield "The sheet keeps the lines of one case together and sums its own rows, as a careful controller would. With SUMIFS over all"
    yield f"lines instead, {few:,} cases take {run_few.seconds:.1f} s and {many:,} cases {run_many.seconds:.1f} s: {many / few:.0f} times the cases, {growth:.1f} times the processor time."
    yield ""


def pages(found: Pages) -> Iterator[str]:
    """Page, paper and pictures."""
    yield "## Page, paper and pictures"
    yield ""
    yield f"The four shipped cases ({found.drawings} different drawings), with every picture drawn anew; medians."
    yield f"Goal for a picture: {CHART_GOAL_MS:.0f} ms and {CHART_GOAL_KB:.0f} kB at most (W2)."
    yield ""
    rows: list[tuple[object, ...]] = [
        ("page (HTML, standalone)", *clocks(found.html), f"{found.html_kb:,.0f} kB"),
        ("paper (PDF/UA-1)", *clocks(found.pdf), f"{found.pdf_kb:,.0f} kB"),
        ("one picture (SVG)", *clocks(found.svg), f"{found.svg_kb:.1f} kB, {found.largest_svg_kb:.1f} kB at most"),
    ]
    yield from table(("what", *CLOCKS, "size"), rows)


def price_lists(found: PriceLists) -> Iterator[str]:
    """A long price list."""
    yield "## A long price list"
    yield ""
    yield f"{found.rows:,} rows through a shipped mapping, start of the program included."
    yield ""
    rows: list[tuple[object, ...]] = [
        (name, f"{ran.seconds:.1f} s", f"{found.rows / ran.seconds:,.0f}", f"{ran.peak_mib:,.0f} MiB")
        for name, ran in (
            ("`prices check`, CSV", found.csv_check),
            ("`prices check`, xlsx", found.xlsx_check),
            ("`prices import`, CSV", found.csv_import),
            ("`prices show` of one price", found.show),
        )
    ]
    yield from table(("what", "time", "rows a second", "peak memory"), rows)
