"""Limits of carers; no Django."""

from __future__ import annotations

LONGEST_RELATION = 40
# More than this care along seldom; each of them is asked for a mark.
MOST_AT_ONCE = 6
