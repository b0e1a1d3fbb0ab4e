"""Limits of what is said about the road of a share; no Django."""

from __future__ import annotations

LONGEST_NAME = 100
