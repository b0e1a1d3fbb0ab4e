"""The list of OWASP ASVS 5.0 levels 1 and 2 is whole: each number once, each with tests that there are or a reason."""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "docs" / "reference" / "asvs.csv"
BESIDE = ROOT.parent / "shared" / "data" / "standards" / "asvs_5_0_levels_1_2.csv"
# How many of each level the standard has; the numbers themselves are compared where the standard lies beside the project.
OF_LEVEL = {"1": 70, "2": 183}
STATUSES = {"held", "partly", "operator", "not-here", "not-yet"}


def rows(path=LIST):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def names_in(path):
    return set(re.findall(r"^def (test_\w+)\(", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE))


def test_every_number_stands_in_the_list_once():
    listed = rows()
    assert Counter(row["level"] for row in listed) == OF_LEVEL
    assert len({row["requirement"] for row in listed}) == len(listed)
    assert {row["status"] for row in listed} <= STATUSES


def test_the_numbers_are_those_of_the_standard():
    if not BESIDE.is_file():
        pytest.skip(f"the standard is not beside the project: {BESIDE.name}")
    assert [(row["requirement"], row["level"]) for row in rows()] == [
        (row["requirement"], row["level"]) for row in rows(BESIDE)
    ]


def test_what_is_held_names_tests_that_there_are_and_anything_else_a_reason():
    for row in rows():
        named = row["tests"].split()
        assert bool(named) if row["status"] == "held" else bool(row["reason"]), row["requirement"]
        for one in named:
            path, _, name = one.partition("::")
            assert (ROOT / path).is_file(), one
            assert name in names_in(path), one
