"""Logs somebody out of every browser at once."""

from __future__ import annotations

from wijkwaarde.web.sessions.models import Session


def end_everywhere(user_id: int) -> int:
    """End all sessions of this user; how many there were."""
    count, _by_model = Session.objects.filter(user_id=user_id).delete()
    return count
