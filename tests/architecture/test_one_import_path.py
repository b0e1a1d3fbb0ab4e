"""waarde has one import path: what stands behind it may change without anybody noticing."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BEHIND = re.compile(r"^\s*(?:from|import) waarde\.\w+", re.MULTILINE)


def test_the_product_imports_from_waarde_and_not_from_behind_it():
    files = sorted((ROOT / "src").rglob("*.py"))
    assert files
    assert [str(path.relative_to(ROOT)) for path in files if BEHIND.search(path.read_text(encoding="utf-8"))] == []


def test_the_pattern_sees_what_it_is_to_see():
    assert BEHIND.search("from waarde.prices import EURO\n")
    assert BEHIND.search("    import waarde.prices\n")
    assert not BEHIND.search("from waarde import EURO\n")
