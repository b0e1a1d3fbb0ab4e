"""Limits of what is signed; no Django."""

from __future__ import annotations

LONGEST_FINGERPRINT = 64
LONGEST_DOCUMENT = 100
LONGEST_FILE_NAME = 100
