"""Measures `wijkwaarde analyse FOLDER` as people run it: a process of its own, on folders of growing size."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.case_files import write_edition, write_folder
from bench.child import Ran, run
from bench.made import MadePrice
from bench.workbook import SITUATIONS

COMMAND = [sys.executable, "-c", "from wijkwaarde.commands import main; raise SystemExit(main())"]
MS = 1000
CENTS = 100
MOST_GROWTH = 1.5

type Totals = dict[str, tuple[int | None, ...]]


@dataclass(frozen=True)
class Folder:
    """A folder that was analysed: how many cases, and what the table took."""

    cases: int
    ran: Ran

    @property
    def per_case(self) -> float:
        """Milliseconds per case, the start of the program included."""
        return self.ran.seconds * MS / self.cases


@dataclass(frozen=True)
class Folders:
    """Folders of growing size as a table, the largest also as JSON, and the totals per case in cents."""

    tables: tuple[Folder, ...]
    as_json: Ran
    json_bytes: int
    totals: Totals

    @property
    def growth(self) -> float:
        """Processor time of one more case in the largest folder, against one more in the middle one; 1 is linear."""
        small, middle, large = self.tables
        return self._one_more(middle, large) / self._one_more(small, middle)

    @staticmethod
    def _one_more(less: Folder, more: Folder) -> float:
        return (more.ran.processor - less.ran.processor) / (more.cases - less.cases)

    @property
    def memory_growth(self) -> float:
        """The peak of the largest folder against that of the middle one."""
        _small, middle, large = self.tables
        return large.ran.peak_mib / middle.ran.peak_mib

    @property
    def goal_met(self) -> bool:
        """Whether time and memory grow no faster than they should."""
        return self.growth <= MOST_GROWTH and self.memory_growth <= MOST_GROWTH


def measure_folders(counts: tuple[int, int, int], *, prices: tuple[MadePrice, ...], place: Path) -> Folders:
    """Write the folders, analyse each to a table and the largest to JSON as well."""
    edition = write_edition(place / "bench-2026.toml", prices=prices)
    tables = []
    for count in counts:
        folder = write_folder(place / f"cases-{count}", count=count, prices=prices)
        tables.append(Folder(count, analysed(folder, edition=edition, out=place / f"table-{count}.txt")))
    out = place / "cases.json"
    ran = analysed(place / f"cases-{counts[-1]}", "--json", edition=edition, out=out)
    return Folders(tuple(tables), ran, out.stat().st_size, read_totals(out))


def analysed(folder: Path, *words: str, edition: Path, out: Path) -> Ran:
    """Run the command on a folder."""
    return run([*COMMAND, "analyse", str(folder), "--prices", str(edition), *words], out=out)


def read_totals(path: Path) -> Totals:
    """The first year of every case and situation in cents; one case stands on each line of the JSON."""
    totals: Totals = {}
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            text = line.strip().lstrip("[,").removesuffix("]")
            if text:
                case = json.loads(text)
                totals[case["case"]] = tuple(_cents(case["first_year"][name]) for name in SITUATIONS)
    return totals


def _cents(euros: float | None) -> int | None:
    return None if euros is None else round(euros * CENTS)
