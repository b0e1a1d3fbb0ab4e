"""Limits of given hours; no Django."""

from __future__ import annotations

LONGEST_NAME = 60
LONGEST_NUMBER = 20
# A hundred thousand hours of one activity in one month: beyond it somebody typed something else.
MOST_HUNDREDTHS = 10_000_000
SHOWN = 10
HUNDREDTHS = 100
# What an hour counts for where somebody asks to see hours as an amount, until they say otherwise; a view, never booked.
USUAL_RATE = 20_00
MOST_RATE = 1_000_00
