"""Words and limits of how long things are kept; no Django."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

LONGEST_SLUG = 30
LONGEST_TABLE = 63
LONGEST_REASON = 300
LONGEST_SOURCE = 300
LONGEST_HOLD = timedelta(days=731)
# A night does so many cases at most, each in a transaction of its own; the next night goes on.
MOST_A_NIGHT = 500
# The page of who looks after it tells what goes in so many days.
AHEAD = timedelta(days=31)


class Scope(StrEnum):
    """What a rule is about."""

    CASE = "case"
    TRAIL = "trail"
    ANALYSIS = "analysis"


class Start(StrEnum):
    """From when a term counts: the day it was closed, the last change, or an age of the resident."""

    CLOSED = "closed"
    LAST_CHANGE = "last-change"
    AGE = "age"


class Handling(StrEnum):
    """What happens when the term is over: it is destroyed, no longer leads to anybody, or a person decides."""

    DESTROY = "destroy"
    ANONYMISE = "anonymise"
    REVIEW = "review"


class RuleKey(StrEnum):
    """The rules there are; the row with the latest `since` of a key is the one that holds."""

    VOLUNTARY = "voluntary"
    WMO = "wmo"
    WMO_NO_PROVISION = "wmo-no-provision"
    YOUTH = "youth"
    GUARDIANSHIP = "guardianship"
    TRAIL = "trail"
    ANALYSIS = "analysis"
    REQUEST = "request"


# What a case may fall under besides the short term that holds where no law says more.
LAWS = (RuleKey.WMO, RuleKey.WMO_NO_PROVISION, RuleKey.YOUTH, RuleKey.GUARDIANSHIP)
