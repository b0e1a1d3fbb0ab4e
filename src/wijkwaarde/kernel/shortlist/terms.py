"""Limits of the shortlist; no Django."""

from __future__ import annotations

MOST_PRICES = 15
LONGEST_WORDS = 200
LONGEST_SEARCH = 100
LONGEST_SLUG = 50
# A word that one price is known by; shorter ones stand in everything that people write.
SHORTEST_WORD = 3
