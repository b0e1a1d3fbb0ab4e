"""Logs somebody out of every browser at once, or of every other one."""

from __future__ import annotations

from wijkwaarde.web.sessions.models import Session


def end_everywhere(user_id: int) -> int:
    """End all sessions of this user; how many there were."""
    count, _by_model = Session.objects.filter(user_id=user_id).delete()
    return count


def end_elsewhere(user_id: int, *, but: str | None) -> int:
    """End the sessions of this user in other browsers than this one; how many there were."""
    count, _by_model = Session.objects.filter(user_id=user_id).exclude(session_key=but or "").delete()
    return count
