"""Roles and limits of log-ins and memberships; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_EMAIL = 254
LONGEST_JOB = 60
LONGEST_ROLE = 20


class Role(StrEnum):
    """What a member does for their organisation in the partnership; access follows from participation, not from this."""

    PROFESSIONAL = "professional"
    MANAGER = "manager"
    CONTROLLER = "controller"
