"""The app with codes and the emergency codes of the people who do not exist: everybody may know them, so there is nothing to hide."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import encrypt
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
    """Give somebody of the cast an app with codes, and emergency codes."""
    TOTP.activate(user, secret_of(user.email))
    give_codes(user)


def give_codes(user: User) -> None:
    """Give somebody of the cast emergency codes, the same in every demo."""
    paper = RecoveryCodes.activate(user).instance
    paper.data["seed"] = encrypt(hashlib.sha256(f"voorbeeldwijk op papier {user.email}".encode()).hexdigest())
    paper.save(update_fields=["data"])


def give_all() -> None:
    """Give everybody of an older demo who works there what nobody of them has yet: an app, and emergency codes."""
    known = set(Authenticator.objects.values_list("type", flat=True))
    if Authenticator.Type.RECOVERY_CODES in known:
        return
    for user in get_user_model().objects.filter(email__endswith=DOMAIN, person__isnull=True):
        if standings_of(user.pk, today=timezone.localdate()):
            give_codes(user) if known else give(user)
