"""Parts, extents and limits of cases; no Django."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

LONGEST_WORDS = 4_000
LONGEST_BOX = 2_000
LONGEST_SLUG = 20
# What somebody who sees a part reads of the question.
LONGEST_SENTENCE = 160
# A next time further away is no promise that anybody remembers.
LONGEST_WAIT = timedelta(days=366)
DIGITS_THAT_TELL = 9
# A list of today shows so many, the most urgent first, and says that there are more.
SHOWN_AT_ONCE = 5


class Part(StrEnum):
    """What somebody is in a case."""

    RESIDENT = "resident"
    CONTACT = "contact"
    PROFESSIONAL = "professional"
    REPRESENTATIVE = "representative"


class Ground(StrEnum):
    """Why somebody represents a resident; the first ends by itself on the eighteenth birthday."""

    PARENT = "parent"
    MENTOR = "mentor"
    ADMINISTRATOR = "administrator"
    CURATOR = "curator"
    PROXY = "proxy"
    HELPER = "helper"


# Whom the resident chooses; the others are appointed by a judge, or are a parent.
CHOSEN = frozenset({Ground.PROXY, Ground.HELPER})


class Extent(StrEnum):
    """What a share lets somebody know: only that they take part, also what some agreements are, or all that is written."""

    THAT = "that"
    SOME = "some"
    WHAT = "what"


class Domain(StrEnum):
    """What an agreement is about, so that a part of a plan can be shared; what would tell too much by its name is not here."""

    MONEY = "money"
    HOME = "home"
    WORK = "work"
    SCHOOL = "school"
    FAMILY = "family"
    CARE = "care"
    HEALTH = "health"
    FEELINGS = "feelings"
    PEOPLE = "people"
    DAYS = "days"


class Manner(StrEnum):
    """How somebody was spoken to."""

    CALL = "call"
    VISIT = "visit"
    MESSAGE = "message"
    UNREACHED = "unreached"


class Origin(StrEnum):
    """Where a question came in: the resident wrote it, or somebody brought it with their yes, who heard it there."""

    RESIDENT = "resident"
    DESK = "desk"
    PHONE = "phone"
    GP = "gp"
    SCHOOL = "school"
    LANDLORD = "landlord"
    NEIGHBOUR = "neighbour"
    ELSE = "else"


class Again(StrEnum):
    """When the contact comes back to somebody, as people say it."""

    TOMORROW = "tomorrow"
    WEEK = "week"
    FORTNIGHT = "fortnight"


DAYS_AGAIN = {Again.TOMORROW: 1, Again.WEEK: 7, Again.FORTNIGHT: 14}
