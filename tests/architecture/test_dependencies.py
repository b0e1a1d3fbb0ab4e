"""The locks and the packages name the same needs, and each has a page that says why."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OWN = {"waarde"}


def needs(path):
    project = tomllib.loads((ROOT / path).read_text())["project"]
    return {entry for entry in project["dependencies"] if entry not in OWN}


def asked(path):
    return {line for line in (ROOT / path).read_text().splitlines() if line and not line.startswith(("#", "-"))}


RUNTIME = sorted(asked("requirements/base.in"))


def test_the_lock_is_made_of_what_the_packages_need():
    assert asked("requirements/base.in") == needs("pyproject.toml") | needs("waarde/pyproject.toml")


def test_waarde_needs_numpy_and_nothing_else():
    assert {re.split("[<>=]", entry)[0] for entry in needs("waarde/pyproject.toml")} == {"numpy"}


@pytest.mark.parametrize("lock", ["uv.txt", "base.txt", "dev.txt"])
def test_every_locked_package_has_a_hash_and_one_version(lock):
    entries = re.split(r"\n(?=[a-z])", (ROOT / "requirements" / lock).read_text())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[\w.]+", entry), entry
        assert "--hash=sha256:" in entry, entry


@pytest.mark.parametrize("entry", RUNTIME)
def test_every_runtime_dependency_has_a_dated_page(entry):
    name = re.split(r"[\[<>=]", entry)[0].removeprefix("django-")
    pages = [page.name for page in (ROOT / "docs" / "decisions").glob("*.md")]
    dated = [page for page in pages if re.match(rf"\d{{4}}-\d{{2}}(-\d{{2}})?-.*{name}", page)]
    assert dated, f"docs/decisions/ has no page like 2026-11-21-{name}.md: why it, instead of what, how to replace it"
