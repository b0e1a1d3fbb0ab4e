"""Limits of the lines of the trail, and what can be wrong with their chain; no Django."""

from enum import StrEnum

LONGEST_WORD = 30
LARGEST_ID = 2**63 - 1
TRACE_LENGTH = 32
PAGE = 50

# Which values of a line a seal covers, and in which order; another form when a line gets another value.
FORM = 1
# The chain of lines without a partnership; a partnership's own number is never 0.
NOBODYS_CHAIN = 0
MOST_FLAWS = 100
SHORTEST_KEY = 32
HEADS_FILE = "trail-heads.jsonl"
SPAN_BYTES = 8
PSEUDONYM = "pseudoniem"


class Flaw(StrEnum):
    """What does not fit any more between the lines of the trail, their seals and the heads that were kept elsewhere."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    REORDERED = "reordered"
    SEAL_CHANGED = "seal_changed"
    SEAL_REMOVED = "seal_removed"
    CUT_OFF = "cut_off"
    REWRITTEN = "rewritten"
