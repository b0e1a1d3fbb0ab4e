"""Ties a user to who they are at a provider of log-ins; it makes no users."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from wijkwaarde.kernel.accounts.models import User
from wijkwaarde.kernel.accounts.queries import user_with
from wijkwaarde.kernel.identities.models import Identity
from wijkwaarde.kernel.identities.queries import is_tied, user_of
from wijkwaarde.kernel.identities.terms import LONGEST_SUBJECT


def known_user(subject: str, *, issuer: str, verified_email: str, now: datetime) -> User | None:
    """The user whom a provider means: by subject, or the first time by an address that it verified; None for a stranger.

    From the first time on only the subject counts: whoever gets the same address later is somebody else.
    """
    if not subject or len(subject) > LONGEST_SUBJECT:
        return None
    known = user_of(subject, issuer=issuer)
    if known is not None or not verified_email or is_tied(subject, issuer=issuer):
        return known
    user = user_with(verified_email)
    return _tied(user, subject=subject, issuer=issuer, now=now) if user is not None and user.is_active else None


def _tied(user: User, *, subject: str, issuer: str, now: datetime) -> User | None:
    try:
        with transaction.atomic():
            Identity.objects.create(user=user, issuer=issuer, subject=subject, since=now)
    except IntegrityError:
        return user_of(subject, issuer=issuer)
    return user
