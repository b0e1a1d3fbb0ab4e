"""Reads who a session is of, with since when they have a second factor: one question, since every page asks both."""

from __future__ import annotations

from datetime import datetime
from typing import Any, override

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.db.models import OuterRef, Subquery

# Recovery codes alone are none: they stand in for what was lost.
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class Backend(AuthenticationBackend):  # type: ignore[misc] # allauth ships no types
    """allauth's own; who it reads has `factor_since`."""

    @override
    def get_user(self, user_id: int) -> Any:
        """The user, as long as their log-in is open."""
        oldest = Subquery(_of(OuterRef("pk")).values("created_at")[:1])
        found = get_user_model()._default_manager.annotate(factor_since=oldest).filter(pk=user_id).first()  # noqa: SLF001 # Django's own name for it
        return found if found is not None and self.user_can_authenticate(found) else None


def has_one(user: Any) -> bool:
    """Whether this user has an app or a passkey."""
    return factor_since(user) is not None


def factor_since(user: Any) -> datetime | None:
    """Since when this user has the oldest app or passkey that they have now: as read with the session, or asked now."""
    if not hasattr(user, "factor_since"):
        user.factor_since = _of(user.pk).values_list("created_at", flat=True).first()
    found: datetime | None = user.factor_since
    return found


def forget(user: Any) -> None:
    """Ask anew the next time: something was made or taken away."""
    vars(user).pop("factor_since", None)


def _of(user_id: Any) -> Any:
    return Authenticator.objects.filter(user_id=user_id, type__in=KINDS).order_by("created_at")
