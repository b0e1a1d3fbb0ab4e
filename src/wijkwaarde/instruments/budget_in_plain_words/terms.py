"""From how many people a figure is shown, how it is rounded, and limits; no Django."""

from __future__ import annotations

# A figure about fewer people could be about somebody whom a reader knows.
LEAST_PEOPLE = 10
# Amounts everybody sees are in whole thousands; people in tens, so that two years tell nothing of one person.
EUROS_A_STEP = 1_000
PEOPLE_A_STEP = 10
COUNTS_A_STEP = 5
LONGEST_WORDS = 500
