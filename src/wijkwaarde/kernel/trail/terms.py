"""Limits of the lines of the trail; no Django."""

LONGEST_WORD = 30
LARGEST_ID = 2**63 - 1
TRACE_LENGTH = 32
PAGE = 50
