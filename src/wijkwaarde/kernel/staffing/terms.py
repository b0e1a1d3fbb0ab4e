"""What hours of people are told as, and limits; no Django."""

from __future__ import annotations

LONGEST_SOURCE = 200
LONGEST_FILE_NAME = 100
LONGEST_NUMBER = 20
LONGEST_WORD = 20
# What is told of a month, in this order on every screen and in every file.
KINDS = ("available", "planned", "used", "ill", "vacant")
MONTHS = 12
HUNDREDTHS = 100
# A year of 52 weeks of 24 hours has 8,736 hours; one fte has far fewer.
MOST_HOURS_OF_AN_FTE = 300_000
# A hundred thousand hours of one product in one month: beyond it somebody typed something else.
MOST_HUNDREDTHS = 10_000_000
# So many months after each other are a vacancy that is named as such.
LONG_VACANCY = 3
MOST_ROWS = 2_000
MOST_BYTES = 2 * 1024 * 1024
FIRST_YEAR, LAST_YEAR = 2000, 2100
