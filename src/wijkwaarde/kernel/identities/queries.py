"""Reads which user a provider of log-ins means."""

from __future__ import annotations

from wijkwaarde.kernel.accounts.models import User
from wijkwaarde.kernel.identities.models import Identity


def user_of(subject: str, *, issuer: str) -> User | None:
    """The user whom this provider knows under this subject, as long as their log-in is open."""
    found = Identity.objects.select_related("user").filter(issuer=issuer, subject=subject).first()
    return found.user if found is not None and found.user.is_active else None


def is_tied(subject: str, *, issuer: str) -> bool:
    """Whether this subject is somebody's already, also when their log-in was closed."""
    return Identity.objects.filter(issuer=issuer, subject=subject).exists()
