"""The list of what a gate passes over is honest: each line names gates that exist and says why."""

import tomllib
from pathlib import Path

import pytest

from gates.__main__ import SLOWEST_FIRST
from gates.tree import EXCEPTIONS

LISTED = tomllib.loads((Path(__file__).resolve().parents[2] / EXCEPTIONS).read_text())["exception"]


@pytest.mark.parametrize("entry", LISTED, ids=lambda entry: entry["files"])
def test_an_exception_names_gates_that_exist_and_says_why(entry):
    assert set(entry["gates"]) <= {gate.name for gate in SLOWEST_FIRST}
    assert entry["reason"].endswith(".")


def test_what_is_set_aside_for_one_gate_is_judged_by_the_others(house):
    house.plant("requirements/planted.txt", "\n" * 401 + "https://files.pythonhosted" + ".org/x\n")
    assert "planted" not in house.check("sizes").words
    assert "requirements/planted.txt:402" in house.check("addresses").words
