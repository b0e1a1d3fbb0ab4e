"""Keeps sessions in the database under the name of who is logged in, so that they can be shown and ended; Django calls it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as PlainStore

from wijkwaarde.web.sessions.models import Session
from wijkwaarde.web.sessions.terms import BEGUN, DEVICE, SEEN


class SessionStore(PlainStore):
    """Django's own, with the columns filled from what is in the session."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our rows."""
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row for this session."""
        made = cast("Session", super().create_model_instance(data))
        whose = data.get(SESSION_KEY)
        made.user_id = int(whose) if whose else None
        made.device = data.get(DEVICE, "")
        made.begun_at, made.seen_at = _moment(data.get(BEGUN)), _moment(data.get(SEEN))
        return made


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, tz=UTC)
