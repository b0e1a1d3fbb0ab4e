"""Why there is no server; in English, for whoever turns it into words for a reader."""

from __future__ import annotations

from pathlib import Path


class Unserved(Exception):
    """There is no server on this folder, and the text says why."""


class HeldElsewhere(Unserved):
    """Another process serves this folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(f"another process serves {folder}")


class NotStarted(Unserved):
    """The server did not start; `log` is the file in which it says why."""

    def __init__(self, reason: str, *, log: Path) -> None:
        self.log = log
        super().__init__(reason)
