"""The words that waarde knows: units, frequencies, situations, bands and kinds; no rules, no sums."""

from __future__ import annotations

from enum import StrEnum


class Unit(StrEnum):
    """What one price buys."""

    MINUTE = "minute"
    HOUR = "hour"
    HALF_DAY = "half-day"
    DAY = "day"
    FULL_DAY = "24-hours"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    CONTACT = "contact"
    PIECE = "piece"
    TRIP = "trip"
    KM = "km"
    COURSE = "course"
    EURO = "euro"


class Frequency(StrEnum):
    """How often a quantity happens."""

    ONCE = "once"
    DAY = "day"
    WEEK = "week"
    FOUR_WEEKS = "four-weeks"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    IN_TOTAL = "in-total"


PERIODS_PER_YEAR: dict[Frequency, int] = {
    Frequency.DAY: 365,
    Frequency.WEEK: 52,
    Frequency.FOUR_WEEKS: 13,
    Frequency.MONTH: 12,
    Frequency.QUARTER: 4,
    Frequency.YEAR: 1,
}
DAYS_PER_YEAR = 365


class Situation(StrEnum):
    """The four pictures of the first year that are laid side by side."""

    NOW = "now"
    NOTHING = "nothing"
    SOLUTION = "solution"
    REALISED = "realised"


class Band(StrEnum):
    """About how often, as it is said at the kitchen table."""

    ONE_TIME = "one-time"
    NOW_AND_THEN = "now-and-then"
    EVERY_WEEK = "every-week"
    FEW_TIMES_A_WEEK = "few-times-a-week"
    EVERY_DAY = "every-day"
    AS_NEEDED = "as-needed"


class Setting(StrEnum):
    """Where the help is given: a stay elsewhere, at home, or neither."""

    STAY = "stay"
    HOME = "home"
    OTHER = "other"


class HelpSource(StrEnum):
    """From what source a line of a plan comes."""

    SELF = "self"
    OWN_NETWORK = "own-network"
    VOLUNTEER = "volunteer"
    COLLECTIVE = "collective"
    EXISTING = "existing"
    TAILORED = "tailored"


class HoursKind(StrEnum):
    """Whose unpaid hours: for themselves, given to others, by people around them, by volunteers."""

    RESIDENT = "resident"
    RESIDENT_FOR_OTHERS = "resident-for-others"
    OWN_NETWORK = "own-network"
    VOLUNTEER = "volunteer"


class SeriesKind(StrEnum):
    """What an index series holds: yearly changes in percent, or levels."""

    CHANGE_PERCENT = "change-percent"
    LEVEL = "level"
