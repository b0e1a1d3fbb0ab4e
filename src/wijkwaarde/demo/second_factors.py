"""The app with codes of the people who do not exist: everybody may know its secret, so there is nothing to hide."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.utils import timezone

from wijkwaarde.demo.cast import DOMAIN
from wijkwaarde.kernel.accounts.queries import standings_of

if TYPE_CHECKING:
    from wijkwaarde.kernel.accounts.models import User


def secret_of(email: str) -> str:
    """The secret in the app of this address, as an app would keep it."""
    return base64.b32encode(hashlib.sha1(f"voorbeeldwijk {email}".encode(), usedforsecurity=False).digest()).decode()


def give(user: User) -> None:
    """Give somebody of the cast an app with codes."""
    TOTP.activate(user, secret_of(user.email))


def give_all() -> None:
    """Give everybody of an older demo who works there an app, when nobody has one yet."""
    if Authenticator.objects.exists():
        return
    for user in get_user_model().objects.filter(email__endswith=DOMAIN, person__isnull=True):
        if standings_of(user.pk, today=timezone.localdate()):
            give(user)
