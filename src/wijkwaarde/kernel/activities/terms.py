"""Limits of what a partnership writes in its register; no Django."""

from __future__ import annotations

LONGEST_KEY = 30
LONGEST_TEXT = 300
LONGEST_NAME = 120
FIRST = 1
# What a partnership answers itself; what something is for and about whom follows from the product.
ANSWERED = ("controller", "law", "ground", "exception", "receives", "term", "source")
