"""A saved analysis that cannot be used is told, never a traceback."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from wijkwaarde.instruments.micro_analysis.case_file import CaseFileProblems
from wijkwaarde.instruments.micro_analysis.from_files import analyse_file, as_json, shelf_beside
from wijkwaarde.instruments.micro_analysis.tests.good_case import GOOD


@pytest.mark.parametrize(
    "broken",
    ["[]", "[" * 100_000, '{"record": 1}', '{"record": {"format": 1}, "texts": "x"}', '{"record": [], "texts": {}}'],
)
def test_a_broken_saved_analysis_is_told(broken: str, tmp_path: Path) -> None:
    path = tmp_path / "casus.json"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(CaseFileProblems, match="geen bewaarde analyse"):
        analyse_file(path, shelf=shelf_beside(tmp_path))


@pytest.mark.parametrize("texts", ["x", {"title": 3}, {"title": "x", "plan": ["x"]}, {"title": "x", "fiction": 1}])
def test_a_saved_analysis_with_words_of_another_kind_is_told(texts: object, tmp_path: Path) -> None:
    case = tmp_path / "casus.toml"
    case.write_text(GOOD, encoding="utf-8")
    saved = as_json(analyse_file(case, shelf=shelf_beside(tmp_path)))
    path = tmp_path / "casus.json"
    path.write_text(json.dumps(saved | {"texts": texts}, default=str), encoding="utf-8")
    with pytest.raises(CaseFileProblems, match="geen bewaarde analyse"):
        analyse_file(path, shelf=shelf_beside(tmp_path))


def test_a_saved_analysis_with_an_amount_beyond_counting_is_told(tmp_path: Path) -> None:
    case = tmp_path / "casus.toml"
    case.write_text(GOOD, encoding="utf-8")
    saved = json.dumps(as_json(analyse_file(case, shelf=shelf_beside(tmp_path))), default=str)
    path = tmp_path / "casus.json"
    path.write_text(re.sub(r'"value": 50\b[.0]*', '"value": 1e30', saved), encoding="utf-8")
    with pytest.raises(CaseFileProblems, match=r"1e\+30 is meer dan"):
        analyse_file(path, shelf=shelf_beside(tmp_path))
