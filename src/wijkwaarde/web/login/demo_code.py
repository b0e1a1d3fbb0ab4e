"""The code of an app, and one of paper, as the demo shows them where nobody has either; outside the demo there is none."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.cache import cache

from wijkwaarde.web.login.second_factor import name_of_use


def code_for_demo(user: Any) -> str:
    """A code that is right now and was not used yet; empty outside the demo, or when there is none."""
    app = settings.DEMO and Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).first()
    if not app:
        return ""
    codes = codes_of(decrypt(app.data["secret"]))
    return next((code for code in codes if cache.get(name_of_use(user, code)) is None), "")


def emergency_code_for_demo(user: Any) -> str:
    """An emergency code that was not used yet; empty outside the demo, or when there is none."""
    kept = (
        settings.DEMO and Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.RECOVERY_CODES).first()
    )
    return next(iter(kept.wrap().get_unused_codes()), "") if kept else ""


def codes_of(secret: str) -> list[str]:
    """The codes that are right now, that of this moment first."""
    before, now, after = yield_hotp_counters_from_time()
    return [format_hotp_value(hotp_value(secret, counter)) for counter in (now, after, before)]
