"""How long emergency access lasts, who reviews it by when, and how long a resident may be told later; no Django."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

# How the trail and a refusal call it.
KIND = "emergency"

# One shift of who is there for somebody in danger; DHIS2, where this was seen, ends it by itself too. A limit of this
# house and no law: a data protection officer confirms it before a partnership begins.
LONGEST = timedelta(hours=8)
# Working days; as long as a first call may take. A limit of this house too.
DAYS_TO_REVIEW = 2
# From the opening on: after this the resident is told, whatever anybody thinks.
LONGEST_SILENCE = timedelta(days=14)
# How long the page of a resident goes on telling about it; *Wie keek er* tells it for good.
TOLD_FOR = timedelta(days=90)
# So long it stands on the first page of a fixed contact who did not open it yet.
HEARD_FOR = timedelta(weeks=1)
# Between finding somebody and saying yes to opening.
CONFIRM_WITHIN = timedelta(minutes=15)
# Of somebody who is not found: after so many in an hour, a phone is quicker.
MISSES_AN_HOUR = 5
AN_HOUR = timedelta(hours=1)

LONGEST_REASON = 1_000
SHORTEST_REASON = 20
LONGEST_SLUG = 20
DIGITS_THAT_TELL = 9
SHOWN_AT_ONCE = 50
# The newest; who needs more asks the fixed contact.
CASES_READ = 2


class Danger(StrEnum):
    """Who may be in danger."""

    RESIDENT = "resident"
    CHILD = "child"
    OTHER = "other"


class Verdict(StrEnum):
    """What the second person says about it."""

    RIGHT = "right"
    WRONG = "wrong"
