"""Why somebody does not get in: the few ways that a page tells apart, and a word for the log; no page and no HTTP."""

from __future__ import annotations

from enum import StrEnum


class Way(StrEnum):
    """How logging in ended without anybody being let in."""

    CANCELLED = "cancelled"
    OVER = "over"
    REFUSED = "refused"
    WEAK = "weak"
    UNKNOWN = "unknown"
    DOWN = "down"


class NotLetIn(Exception):
    """Nobody is let in; `why` is a fixed word for the log and holds nothing of what was sent."""

    def __init__(self, way: Way, *, why: str) -> None:
        super().__init__(why)
        self.way, self.why = way, why
