"""How `make demo` speaks: in the reader's language, also before Django was set up; decides nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, TextIO

import django
from django.apps import apps

LAST_LINES = 12


class CannotRun(Exception):
    """Why there is no demo: a sentence that may be shown, with the words to fill in."""

    def __init__(self, text: Any, **words: object) -> None:
        self.text = text
        self.words = words
        super().__init__()


def say(text: Any, *, to: TextIO | None = None, **words: object) -> None:
    """Print a lazily translated sentence at once; its words are known to Django only when that was set up."""
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkwaarde.settings")
        django.setup()
    print(str(text).format(**words), file=to or sys.stdout, flush=True)


def end_of(log: Path) -> str:
    """The last lines of a log, set in, for under a sentence that names the log."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    return "\n".join(f"    {line}" for line in lines[-LAST_LINES:])
