"""Limits of photos; no Django."""

from __future__ import annotations

# What somebody may send. What is kept is far smaller.
MOST_BYTES = 20 * 1024 * 1024
# More than the camera of a telephone gives; a picture of a few bytes can claim to be larger than any memory.
MOST_PIXELS = 65_000_000
# Handwriting on a whole A4 is still read at this size.
LONGEST_SIDE = 2_000
QUALITY = 82
MOST_PHOTOS = 10
