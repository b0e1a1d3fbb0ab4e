"""Measures W3: from a fresh copy of the project to the first page of `make demo`, with nothing kept, and once more."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from bench.web.server import PASSABLE, free_port
from wijkwaarde.demo import site

GOAL_COLD, GOAL_WARM = 120.0, 6.0
PATIENCE, STEP = 300.0, 0.02
ENDING = 30.0
# What a person at a keyboard does not have set, and what would lead the copy to another one's data or packages.
NOT_TAKEN_ALONG = ("DATABASE_URL", "DATABASE_OWNER_URL", "WIJKWAARDE_STATE", "VIRTUAL_ENV", "DJANGO_SETTINGS_MODULE")


@dataclass(frozen=True, slots=True)
class FirstPage:
    """Seconds from `make demo` to the first page: in a fresh clone with no package on the machine, and once more."""

    cold: float
    warm: float

    @property
    def missed(self) -> list[str]:
        """The goals that were missed, in words."""
        kept = {
            f"first page after {self.cold:.0f} s cold, not {GOAL_COLD:.0f}": self.cold <= GOAL_COLD,
            f"first page after {self.warm:.1f} s warm, not {GOAL_WARM:.0f}": self.warm <= GOAL_WARM,
        }
        return [words for words, met in kept.items() if not met]


def measure_first_page(*, place: Path) -> FirstPage | None:
    """Clone what is committed, start it twice; None where it cannot be installed (no network, no git)."""
    clone = place / "clone"
    place.chmod(PASSABLE)
    made = subprocess.run(["git", "clone", "--quiet", ".", str(clone)], check=False, capture_output=True)
    if made.returncode:
        return None
    environment = {name: value for name, value in os.environ.items() if name not in NOT_TAKEN_ALONG}
    environment |= {"UV_CACHE_DIR": str(place / "packages"), "PIP_NO_CACHE_DIR": "1"}
    cold = _start(clone, environment=environment)
    warm = None if cold is None else _start(clone, environment=environment)
    subprocess.run(["make", "--silent", "reset"], cwd=clone, env=environment, check=False, capture_output=True)
    return None if cold is None or warm is None else FirstPage(cold, warm)


def _start(clone: Path, *, environment: dict[str, str]) -> float | None:
    """Seconds until the first page; None when it ended before that."""
    port = free_port()
    words = ["make", "--silent", "demo", f"PORT={port}"]
    begin = time.perf_counter()
    process = subprocess.Popen(
        words, cwd=clone, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while not site.answers(site.address(port)):
            if process.poll() is not None or time.perf_counter() - begin > PATIENCE:
                return None
            time.sleep(STEP)
        return time.perf_counter() - begin
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """As Ctrl-C in a terminal: make and the demo below it both hear it, and the demo takes its children along."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(timeout=ENDING)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
