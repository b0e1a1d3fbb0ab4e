"""A copy of the project to plant violations in, and the gate run on it as `make check` would."""

import contextlib
import io
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from gates import tree
from gates.__main__ import main

ROOT = Path(__file__).resolve().parents[2]
TYPES_KNOWN = ".mypy_cache"


class Said(NamedTuple):
    """How a gate ended and what it printed, on one line so that line breaks do not matter."""

    code: int
    words: str


class House:
    """A copy of the project, put back as it was after each test."""

    def __init__(self, place):
        self.place = place
        self.before = {}

    def remember(self, target):
        """Keep what a file holds now, or that it is not there."""
        self.before.setdefault(target, target.read_bytes() if target.exists() else None)

    def plant(self, path, text):
        """Write a file into the copy."""
        target = self.place / path
        self.remember(target)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def change(self, path, old, new):
        """Change a file of the copy; fails when there is nothing to change."""
        text = (self.place / path).read_text()
        assert old in text
        self.plant(path, text.replace(old, new, 1))

    def leave_only(self, stem):
        """Remove every document with another name."""
        for path in self.place.rglob("*.md"):
            if path.stem != stem:
                self.remember(path)
                path.unlink()

    def restore(self):
        """Take away what was planted, and put back what was changed or removed."""
        for target, held in self.before.items():
            if held is not None:
                target.write_bytes(held)
                continue
            target.unlink(missing_ok=True)
            for folder in target.parents:
                shutil.rmtree(folder / "__pycache__", ignore_errors=True)
                if any(folder.iterdir()):
                    break
                folder.rmdir()
        self.before.clear()

    def check(self, gate):
        """Run one gate on the copy; of the documents only the planted ones, as `make check` plays the others."""
        if gate == "documents":
            self.leave_only("planted")
        if gate == "types" and (ROOT / TYPES_KNOWN).exists() and not (self.place / TYPES_KNOWN).exists():
            shutil.copytree(ROOT / TYPES_KNOWN, self.place / TYPES_KNOWN)
        with contextlib.chdir(self.place), contextlib.redirect_stdout(io.StringIO()) as printed:
            try:
                code, last = main([gate]), ""
            except SystemExit as end:
                code, last = 1, str(end)
        return Said(code, " ".join((printed.getvalue() + last).split()))


@pytest.fixture(autouse=True)
def wide_lines(monkeypatch):
    """Tools print sentences on one line, and nothing is left behind in the copy."""
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")


@pytest.fixture(scope="session")
def whole_house(tmp_path_factory):
    return House(tree.copy(ROOT, to=tmp_path_factory.mktemp("copied") / "house"))


@pytest.fixture
def house(whole_house):
    yield whole_house
    whole_house.restore()
