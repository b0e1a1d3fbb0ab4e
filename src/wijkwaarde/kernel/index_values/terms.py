"""Limits of what is told about an index; no Django."""

from __future__ import annotations

LONGEST_NAME = 100
LONGEST_SOURCE = 200
DIGITS, PLACES = 6, 3
# More than this is no index of wages or prices but a slip of the keyboard.
MOST_PERCENT = 50
FIRST_YEAR, LAST_YEAR = 2000, 2100
