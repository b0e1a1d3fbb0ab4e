"""A copy of the project to plant violations in, and the gate run on it as `make check` would."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from gates import tree

ROOT = Path(__file__).resolve().parents[2]
TYPES_KNOWN = ".mypy_cache"


class Said(NamedTuple):
    """How a gate ended and what it printed, on one line so that line breaks do not matter."""

    code: int
    words: str


class House:
    """A copy of the project."""

    def __init__(self, place):
        self.place = place

    def plant(self, path, text):
        """Write a file into the copy."""
        target = self.place / path
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
                path.unlink()

    def check(self, gate):
        """Run one gate on the copy; of the documents only the planted ones, as `make check` plays the others."""
        if gate == "documents":
            self.leave_only("planted")
        environment = tree.environment(self.place, base=dict(os.environ, COLUMNS="200"))
        command = [sys.executable, "-m", "gates", gate]
        done = subprocess.run(command, cwd=self.place, env=environment, capture_output=True, text=True, check=False)
        return Said(done.returncode, " ".join((done.stdout + done.stderr).split()))


@pytest.fixture
def house(tmp_path):
    place = tree.copy(ROOT, to=tmp_path / "house")
    if (ROOT / TYPES_KNOWN).exists():
        shutil.copytree(ROOT / TYPES_KNOWN, place / TYPES_KNOWN)
    return House(place)
