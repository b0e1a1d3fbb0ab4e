"""A small case in order, and what is told when it is broken; shared by the tests of case files."""

from __future__ import annotations

from pathlib import Path

import pytest

from wijkwaarde.instruments.micro_analysis.case_file import CaseFileProblems, read_case_file
from wijkwaarde.instruments.micro_analysis.from_files import shelf_beside

GOOD = """\
case = "proef"
start = 2026-12-01

[[price]]
name = "hulp"
value = 50
unit = "hour"
bearer = "municipality-wmo"
source = "verzonnen"
price_year = 2026

[[now.line]]
what = "hulp in huis"
price = "hulp"
quantity = 2
frequency = "week"

[[nothing.risk]]
name = "vallen"
chance = 0.5
source = "verzonnen"
stops = ["hulp in huis"]
stop_days = 30

[[nothing.risk.line]]
what = "ziekenhuis"
price = "hulp"
quantity = 10
frequency = "once"

[[solution.line]]
what = "minder hulp"
price = "hulp"
quantity = 1
frequency = "week"

[[mark]]
who = "Amina"
moment = "before"
mark = 3
"""


def problems_of(text: str | bytes, folder: Path) -> list[str]:
    path = folder / "casus.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(CaseFileProblems) as caught:
        read_case_file(path, shelf=shelf_beside(folder))
    return [str(problem) for problem in caught.value.problems]


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) >= 1
    return GOOD.replace(old, new, 1)
