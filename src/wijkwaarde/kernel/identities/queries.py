"""Reads which user a provider of log-ins means, and where a user is tied."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from wijkwaarde.kernel.accounts.models import User
from wijkwaarde.kernel.identities.models import Identity
from wijkwaarde.kernel.identities.rules import may_come_back


def user_of(subject: str, *, issuer: str) -> User | None:
    """The user whom this provider knows under this subject, as long as their log-in is open."""
    found = _tied().select_related("user").filter(issuer=issuer, subject=subject).first()
    return found.user if found is not None and found.user.is_active else None


def is_tied(subject: str, *, issuer: str) -> bool:
    """Whether this subject is somebody's now, also when their log-in was closed."""
    return _tied().filter(issuer=issuer, subject=subject).exists()


def tied(user: User, *, issuer: str) -> Identity | None:
    """Who this user is at the provider now."""
    return _tied().filter(user=user, issuer=issuer).first()


def to_bring_back(user: User, *, issuer: str, now: datetime) -> Identity | None:
    """What this user untied today and may still tie back."""
    last = _last(user, issuer=issuer)
    return last if last is not None and may_come_back(last.ended_at, ties_anew=last.ties_anew, now=now) else None


def may_tie_by_address(user: User, *, subject: str, issuer: str) -> bool:
    """Whether a verified address is enough to tie: never after the user untied, nor for a subject that was another's."""
    last = _last(user, issuer=issuer)
    is_anothers = Identity.objects.filter(issuer=issuer, subject=subject).exclude(user=user).exists()
    return not is_anothers and (last is None or last.ties_anew)


def _tied() -> QuerySet[Identity]:
    return Identity.objects.filter(ended_at__isnull=True)


def _last(user: User, *, issuer: str) -> Identity | None:
    return Identity.objects.filter(user=user, issuer=issuer).order_by("-pk").first()
