"""How much a resident says beside a text, and to what a statement may belong; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_STATEMENT = 500


class About(StrEnum):
    """What a statement stands beside: the question as a whole, an agreement, or what somebody said about one."""

    CASE = "case"
    LINE = "line"
    NOTE = "note"
