"""Roles and limits of log-ins and memberships; no Django."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

LONGEST_EMAIL = 254
LONGEST_JOB = 60
LONGEST_ROLE = 20
# A mail that fails is tried once an hour, for a day; then it is left to people.
TRY_AGAIN_AFTER = timedelta(hours=1)
MOST_TRIES = 24


class Role(StrEnum):
    """What a member does for their organisation in the partnership; access follows from participation, not from this."""

    PROFESSIONAL = "professional"
    MANAGER = "manager"
    CONTROLLER = "controller"
    BOARD = "board"
