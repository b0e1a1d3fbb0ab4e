"""What may be asked about one's data, what may be answered, and within how many months; no Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST_SLUG = 20
LONGEST_WORDS = 500
LONGEST_ANSWER = 1000
LONGEST_REASON = 300
LONGEST_NAME = 100
LONGEST_WHERE = 300
# What a partnership says itself about objecting: six weeks where it said nothing (Algemene wet bestuursrecht, artikel 6:7).
WEEKS_TO_OBJECT = 6
MOST_WEEKS = 52


class RequestKind(StrEnum):
    """What somebody wants; seeing everything is no request, since they do that at once themselves."""

    LOOK = "look"
    CORRECTION = "correction"
    RESTRICTION = "restriction"
    ERASURE = "erasure"
    OBJECTION = "objection"


class Outcome(StrEnum):
    """What was answered: a question about a look gets an explanation, what is wanted gets a yes, half a yes or a no."""

    EXPLAINED = "explained"
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Term:
    """From a day on: the answer comes within so many months, once so many more with a reason, and where that stands."""

    since: date
    months: int
    more_months: int
    source: str


# The law changes; a new row is added, and a request keeps the day it was given.
TERMS = (Term(date(2018, 5, 25), 1, 2, "Algemene verordening gegevensbescherming, artikel 12 lid 3"),)
