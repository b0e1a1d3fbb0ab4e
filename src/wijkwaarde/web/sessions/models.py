"""Session: what Django keeps for a browser, with whose it is, from when, and on what kind of device; no address of a network."""

from __future__ import annotations

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models

from wijkwaarde.web.sessions.terms import LONGEST_DEVICE


class Session(AbstractBaseSession):
    """One browser; nobody's as long as nobody logged in there."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="sessions")
    device = models.CharField(max_length=LONGEST_DEVICE, blank=True)
    begun_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    objects = BaseSessionManager["Session"]()  # type: ignore[misc] # the stubs know no subclass

    def __str__(self) -> str:
        return f"session of user {self.user_id}"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """What reads the data of a row; that of web/sessions/store.py reads it in the same way."""
        return SessionStore
