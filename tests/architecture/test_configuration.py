"""Every setting that the site reads from its surroundings stands in the reference, and the reference names no others."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r"\"((?:WIJKWAARDE|DATABASE)_[A-Z_]+)\"")
DEFAULT = re.compile(
    r"\.get\(\s*\"(WIJKWAARDE_[A-Z_]+)\",\s*\"([^\"]+)\"\)|listed\(\"(WIJKWAARDE_[A-Z_]+)\",\s*\"([^\"]+)\"\)"
)
ROW = re.compile(r"^\| `([A-Z_]+)` \| ([^|]*) \|", re.MULTILINE)
SETTINGS = "\n".join((ROOT / "src" / "wijkwaarde" / name).read_text() for name in ("settings.py", "routing.py"))
PAGE = (ROOT / "docs" / "reference" / "configuration.md").read_text().split("## Read elsewhere")[0]
DEFAULTS = [tuple(part for part in found if part) for found in DEFAULT.findall(SETTINGS)]
WORKED_OUT = {"WIJKWAARDE_PROXIES"}  # its default depends on another variable


def test_the_reference_names_every_variable_that_is_read_and_no_others():
    assert {name for name, _default in ROW.findall(PAGE)} == set(READ.findall(SETTINGS))


@pytest.mark.parametrize(("name", "default"), [found for found in DEFAULTS if found[0] not in WORKED_OUT])
def test_the_reference_gives_the_default_that_is_used(name, default):
    assert dict(ROW.findall(PAGE))[name] == f"`{default}`"


def test_there_are_defaults_to_compare():
    assert {"WIJKWAARDE_HOSTS", "WIJKWAARDE_MAIL_PORT", "WIJKWAARDE_SITE"} <= {name for name, _default in DEFAULTS}
