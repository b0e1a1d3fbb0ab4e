"""Where a refusal stands, and limits of what is said with it; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_REASON = 500
LONGEST_DOCUMENT = 100


class RefusalState(StrEnum):
    """Where a refusal stands; it follows from days, signatures and versions, and is kept nowhere."""

    STANDS = "stands"
    TAKEN_BACK = "taken-back"
    SIGNED = "signed"
    REPLACED = "replaced"
