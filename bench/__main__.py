"""`python -m bench [national|full|small|tiny] [PAGE]`: measures, writes docs/reference/benchmarks.md, and ends with 1 when a goal is missed."""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from bench import machine, spreadsheet
from bench.measures import SIZES, measure
from bench.page import page

PAGE = Path("docs/reference/benchmarks.md")
MOST_SHOWN = 10


def main(words: list[str]) -> int:
    """Measure at the size that was asked; the exit code is 1 when a goal was missed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("size", nargs="?", default="full", choices=SIZES)
    parser.add_argument("page", nargs="?", type=Path, default=PAGE)
    parser.add_argument("--no-install", action="store_true", help="use LibreOffice only where it is already there")
    given = parser.parse_args(words)
    size = SIZES[given.size]
    has_calc = bool(spreadsheet.program()) or (not given.no_install and spreadsheet.install())
    facts = machine.facts(libreoffice=spreadsheet.version() if has_calc else None)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        found = measure(size, place=Path(folder), with_sheet=has_calc)
    day = datetime.now(UTC).date().isoformat()
    given.page.parent.mkdir(parents=True, exist_ok=True)
    given.page.write_text(page(found, size=size, named=given.size, facts=facts, day=day), encoding="utf-8")
    for line in (found.sheet.differences if found.sheet else ())[:MOST_SHOWN]:
        print(f"DIFFERENT: {line}", file=sys.stderr)
    for goal in found.missed:
        print(f"GOAL MISSED: {goal}{machine.excuse()}", file=sys.stderr)
    print(f"Wrote {given.page}.")
    return 1 if found.missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
