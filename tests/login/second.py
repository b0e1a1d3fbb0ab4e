"""Codes of an app in tests: with a clock that stands still, since a code is right for half a minute."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def give_app(user):
    """An app with a known secret."""
    TOTP.activate(user, SECRET)


def code_at(moment, *, secret=SECRET):
    """What the app shows at a moment."""
    return format_hotp_value(hotp_value(secret, int(moment) // 30))


def wrong_at(moment):
    """A code that is right at none of the moments around it."""
    right = {code_at(moment + step * 30) for step in (-1, 0, 1)}
    return next(f"{number:06}" for number in range(10) if f"{number:06}" not in right)


def emergency_codes_of(user):
    """The codes on paper."""
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def kept_secret(user):
    """What stands in the database, and what it means."""
    kept = Authenticator.objects.get(user=user, type="totp").data["secret"]
    return kept, decrypt(kept)
