"""Runs a command and tells how long it took and how much memory it held at most; it judges nothing."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

LAUNCHER = Path(__file__).with_name("launcher.py")
KIB = 1024
MOST_SAID = 2000


@dataclass(frozen=True)
class Ran:
    """A command that ended well: seconds on the clock and of the processor, and the peak of its memory in MiB."""

    seconds: float
    processor: float
    peak_mib: float


def run(command: list[str], *, out: Path) -> Ran:
    """Run a command with its output in a file; memory is that of the largest process that it started.

    Errors: RuntimeError with its last words when it ends with anything but 0.
    """
    report, errors = out.with_suffix(".report"), out.with_suffix(".err")
    subprocess.run(
        [sys.executable, "-I", "-S", str(LAUNCHER), str(report), str(out), str(errors), *command], check=True
    )
    found = json.loads(report.read_text(encoding="utf-8"))
    if found["code"]:
        last_words = errors.read_text(encoding="utf-8", errors="replace")[-MOST_SAID:]
        raise RuntimeError(f"{Path(command[0]).name} ended with {found['code']}: {last_words}")
    in_bytes = sys.platform == "darwin"
    return Ran(found["seconds"], found["processor"], found["peak"] / (KIB * KIB if in_bytes else KIB))
