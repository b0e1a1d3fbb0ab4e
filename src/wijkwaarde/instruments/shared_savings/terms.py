"""Which rules can be tried without an agreement, and limits of a simulation; no Django."""

from __future__ import annotations

from enum import StrEnum

FEWEST_RULES, MOST_RULES = 2, 4
MOST_YEARS = 10
MOST_INVENTED = 10
LARGEST_SEED = 9_999
# Invented years begin long ago, so that nobody takes one for a year that was.
FIRST_INVENTED = 1901
LONGEST_NUMBER = 20
YEARS_OF_EXAMPLE = 3
LONGEST_LINES = 4000


class Example(StrEnum):
    """A rule to try beside agreements, with nothing else in it than what its name says."""

    EQUAL = "equal"
    INVESTMENT = "investment"
    USE = "use"
    COSTS_FIRST = "costs-first"
    FROM_TWO_PERCENT = "from-2-percent"
    THREE_YEARS = "three-years"


class Step(StrEnum):
    """What somebody does with the figures of a year: look, share provisionally, share definitively."""

    LOOK = "look"
    PROVISIONAL = "provisional"
    DEFINITIVE = "definitive"
