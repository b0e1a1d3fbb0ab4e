"""What allauth asks about second factors: how secrets are kept, what a code on the screen looks like, what errors say."""

from __future__ import annotations

import base64
import hashlib
import logging
from typing import Any

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.totp.internal.auth import generate_totp_secret
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wijkwaarde.web.shell import NAME

logger = logging.getLogger(__name__)
WRONG = gettext_lazy("Deze code klopt niet, of is al gebruikt. Wacht op de volgende code en probeer het nog eens.")


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth ships no types
    """Second factors as this site keeps and shows them."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG,
        "cannot_generate_recovery_codes": gettext_lazy(
            "Stel eerst een app of een passkey in. Daarna krijg je noodcodes."
        ),
    }

    def get_totp_issuer(self) -> str:
        """Under which name an app shows our codes."""
        return NAME

    def build_totp_svg(self, url: str) -> str:
        """What an app can scan."""
        drawing: str = segno.make(url, micro=False).svg_inline(scale=5)
        return drawing

    def encrypt(self, text: str) -> str:
        """As it stands in the database: a copy of the database alone logs nobody in."""
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; one that nobody can guess when the site's own key was lost, so that no code is right."""
        try:
            return _keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error("A secret of a second factor cannot be read: is WIJKWAARDE_SECRET_KEY another one?")  # noqa: TRY400 # a trace would show it
            return generate_totp_secret()  # type: ignore[no-any-return]

    def generate_authenticator_name(self, *_told: Any, **_more: Any) -> str:
        """How a passkey is called by somebody who gives it no name."""
        return _("Mijn passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For which site a passkey is."""
        return {**super().get_public_key_credential_rp_entity(), "name": NAME}


def _keys() -> MultiFernet:
    """The newest key writes; older ones still read."""
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> Fernet:
    made = hashlib.sha256(f"wijkwaarde.second-factor:{secret!s}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(made))
