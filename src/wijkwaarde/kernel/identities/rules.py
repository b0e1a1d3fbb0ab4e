"""Decides until when what was untied may be tied back; it asks no database."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone


def may_come_back(ended_at: datetime | None, *, ties_anew: bool, now: datetime) -> bool:
    """Whether somebody who untied may still think better of it: on the same day."""
    return ended_at is not None and not ties_anew and timezone.localdate(ended_at) == timezone.localdate(now)
