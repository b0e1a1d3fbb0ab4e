"""Parts, extents and limits of cases; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_WORDS = 4_000
LONGEST_BOX = 2_000
LONGEST_SLUG = 20


class Part(StrEnum):
    """What somebody is in a case."""

    RESIDENT = "resident"
    CONTACT = "contact"
    PROFESSIONAL = "professional"


class Extent(StrEnum):
    """What a share lets somebody know: only that they take part, or also what is written."""

    THAT = "that"
    WHAT = "what"


class Manner(StrEnum):
    """How somebody was spoken to."""

    CALL = "call"
    VISIT = "visit"
    MESSAGE = "message"
