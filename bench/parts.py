"""Measures where the time of one case goes, inside one process: parsing, reading, valuing, explaining, page, paper."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import django

from bench.timing import Times, timed
from waarde import analyse
from wijkwaarde.instruments.micro_analysis.case_file import read_case_file
from wijkwaarde.instruments.micro_analysis.from_files import Analysed, analyse_file, shelf_beside
from wijkwaarde.instruments.micro_analysis.page import build_page, render_html, render_pdf
from wijkwaarde.kernel.prices.queries import load_edition
from wijkwaarde.web.charts import engine

KB = 1000
SHIPPED = Path("src/wijkwaarde/demo")
CHART_GOAL_MS, CHART_GOAL_KB = 40.0, 40.0


@dataclass(frozen=True)
class Parts:
    """Times per case of each step."""

    toml: Times
    read: Times
    valued: Times
    explained: Times


@dataclass(frozen=True)
class Pages:
    """Times and kB of the shipped cases: page, paper, and a drawing, with no drawing kept from before."""

    html: Times
    html_kb: float
    pdf: Times
    pdf_kb: float
    svg: Times
    svg_kb: float
    largest_svg_kb: float
    drawings: int

    @property
    def goal_met(self) -> bool:
        """Whether every drawing is light enough and drawn fast enough."""
        return self.svg.processor <= CHART_GOAL_MS and self.largest_svg_kb <= CHART_GOAL_KB


def start_django() -> None:
    """Make templates and translation work, as the command does."""
    django.setup()


def measure_parts(folder: Path, *, edition: Path, most: int) -> Parts:
    """Go through the first cases of a folder step by step."""
    paths = sorted(folder.glob("*.toml"))[:most]
    shelf, prices = shelf_beside(folder), load_edition(edition)
    parsing, _data = timed(paths, lambda path: tomllib.loads(path.read_text(encoding="utf-8")))
    reading, files = timed(paths, lambda path: read_case_file(path, shelf=shelf, edition=prices))
    valuing, valued = timed(files, lambda file: analyse(file.case))
    found = [Analysed(path, one, file.texts) for path, one, file in zip(paths, valued, files, strict=True)]
    explaining, _results = timed(found, lambda one: one.result)
    return Parts(parsing, reading, valuing, explaining)


def measure_pages(*, runs: int) -> Pages:
    """Render every shipped case some times; each drawing anew."""
    shelf = shelf_beside(SHIPPED / "cases", shipped=(SHIPPED / "prices",))
    cases = [analyse_file(path, shelf=shelf) for path in sorted((SHIPPED / "cases").glob("*.toml"))]
    pages = [build_page(one.result, texts=one.texts) for one in cases] * runs
    render_html(pages[0])
    html_times, htmls = timed(cases * runs, lambda one: _fresh(render_html, build_page(one.result, texts=one.texts)))
    pdf_times, pdfs = timed(pages, lambda page: _fresh(render_pdf, page))
    pictures = [section.picture for page in pages for section in page.sections if section.picture]
    drawings = [(picture, drawing) for picture in pictures for drawing in (picture.small, picture.wide)]
    svg_times, svgs = timed(drawings, lambda pair: _fresh(lambda one: pair[0].svg(one, suffix="bench"), pair[1]))
    sizes = [len(svg.encode()) / KB for svg in svgs]
    return Pages(
        html_times, median(len(html.encode()) / KB for html in htmls),
        pdf_times, median(len(pdf) / KB for pdf in pdfs),
        svg_times, median(sizes), max(sizes), len(set(svgs)),
    )  # fmt: skip


def _fresh[Thing, Result](work: Callable[[Thing], Result], thing: Thing) -> Result:
    engine._drawn.cache_clear()  # noqa: SLF001
    return work(thing)
