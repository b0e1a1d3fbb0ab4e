"""Reads where somebody is logged in now."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from wijkwaarde.web.sessions.models import Session


def sessions_of(user_id: int, *, now: datetime) -> QuerySet[Session]:
    """The browsers in which this user is logged in, the newest look first."""
    return Session.objects.filter(user_id=user_id, expire_date__gt=now, begun_at__isnull=False).order_by("-seen_at")
