"""The fixed question, its moments and its limits; no Django."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

LONGEST_SLUG = 30
LOWEST = 1
HIGHEST = 10
# Counts the wordings of the fixed question: marks under two wordings are not the same measurement.
WORDING_EDITION = 1
SIX_WEEKS = timedelta(weeks=6)
FOLLOW_UP_MONTHS = (6, 12)
TOKEN_BYTES = 32
# As many signs as the hash of a token has in hexadecimal.
HASH_LENGTH = 64
LINK_HOLDS = timedelta(days=28)


class Measure(StrEnum):
    """What is measured; there is one fixed question."""

    EXPERIENCED_WELLBEING = "experienced-wellbeing"


class Moment(StrEnum):
    """To which moment of the plan a mark belongs, in their order."""

    BEFORE = "before"
    SIX_WEEKS = "six-weeks"
    FOLLOW_UP = "follow-up"


class HowGiven(StrEnum):
    """How a mark came in: by the resident alone, together at the table, from paper, or by a personal link."""

    SELF = "self"
    WITH_HELP = "with-help"
    PAPER = "paper"
    LINK = "link"
