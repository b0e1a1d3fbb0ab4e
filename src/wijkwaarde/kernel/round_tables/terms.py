"""Kinds, answers and limits of round tables; no Django."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

LONGEST_PLACE = 200
LONGEST_NAME = 100
LONGEST_SLUG = 20
SHORTEST, USUAL, LONGEST = 10, 60, 480
MOST_GUESTS = 10
FURTHEST = timedelta(days=366)


class Kind(StrEnum):
    """How people meet: a call, two or three at the kitchen table, or everybody who is needed."""

    CALL = "call"
    KITCHEN = "kitchen"
    BIG = "big"


class Answer(StrEnum):
    """What somebody says to an invitation."""

    OPEN = "open"
    COMING = "coming"
    NOT_COMING = "not-coming"
