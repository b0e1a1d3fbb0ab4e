"""States and limits of plans and their lines; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_WHAT = 200
LONGEST_WHO = 100
LONGEST_SLUG = 20
SMALL_PLAN = 3
MOST_LINES = 10
LONGEST_NOTE = 200
# Digits of the id of a line, in a form.
LONGEST_ID = 18
# How many lines are asked for at once.
LINES_A_PIECE = 5_000
# All agreements of a table, spoken or typed in one go.
LONGEST_SPOKEN = 4_000
# How many answers to lines a page looks at, the newest first.
NOTES_AT_ONCE = 60


class LineState(StrEnum):
    """How a line of the plan goes."""

    OPEN = "open"
    BUSY = "busy"
    DONE = "done"
    STUCK = "stuck"
    STOPPED = "stopped"


UNFINISHED_STATES = (LineState.OPEN, LineState.BUSY, LineState.STUCK)


class CheckAnswer(StrEnum):
    """What the resident says, alone, when the plan has been there for a night: does it still fit?"""

    YES = "yes"
    DOUBT = "doubt"
    NO = "no"


class Heard(StrEnum):
    """How the fixed contact heard the resident's yes to a small plan, where the resident did not give it on the site."""

    PHONE = "phone"
    VISIT = "visit"


# From which state a line may go to which; whoever does the line or owns the case moves it.
NEXT_STATES: dict[LineState, frozenset[LineState]] = {
    LineState.OPEN: frozenset({LineState.BUSY, LineState.DONE, LineState.STUCK, LineState.STOPPED}),
    LineState.BUSY: frozenset({LineState.DONE, LineState.STUCK, LineState.STOPPED}),
    LineState.STUCK: frozenset({LineState.BUSY, LineState.DONE, LineState.STOPPED}),
    LineState.DONE: frozenset({LineState.BUSY}),
    LineState.STOPPED: frozenset({LineState.BUSY}),
}
