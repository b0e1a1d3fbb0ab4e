"""What the environment says about the provider of log-ins: nothing set, nothing there. It asks nobody anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

HERE = "127.0.0.1"
ISSUER = (
    "WIJKWAARDE_OPENID_ISSUER is not an address that starts with https:// (only on 127.0.0.1 http:// may do), or it has "
    "a question mark or a name and password in it."
)
CLIENT = (
    "WIJKWAARDE_OPENID_ISSUER is set and WIJKWAARDE_OPENID_CLIENT_ID is not. The provider gives it out with the secret."
)
NAMELESS = "WIJKWAARDE_OPENID_ISSUER is set and WIJKWAARDE_OPENID_NAME is not: people must read on the button whose page comes."
FACTORS = (
    "WIJKWAARDE_OPENID_TWO_FACTORS and WIJKWAARDE_OPENID_LEVELS do not go together: the first names one of the second, "
    "from which a log-in counts as one with two factors."
)


@dataclass(frozen=True, slots=True)
class Configuration:
    """One provider: who it is, who we are there, and which of its levels are enough for what.

    `levels` are the accepted values of `acr`, the strongest last; `two_factors` is the first of them that counts as two,
    `methods` are values of `amr` that do.
    """

    issuer: str
    client_id: str
    name: str
    client_secret: str = field(default="", repr=False)
    levels: tuple[str, ...] = ()
    two_factors: str = ""
    methods: tuple[str, ...] = ()


def configured(told: Configuration) -> Configuration | None:
    """The provider that the environment names; None when it names none. Errors: ImproperlyConfigured."""
    if not told.issuer:
        return None
    parts = urlsplit(told.issuer)
    if not is_safe(told.issuer) or parts.query or parts.fragment or "@" in parts.netloc:
        raise ImproperlyConfigured(ISSUER)
    if not told.client_id:
        raise ImproperlyConfigured(CLIENT)
    if not told.name:
        raise ImproperlyConfigured(NAMELESS)
    if told.two_factors and told.two_factors not in told.levels:
        raise ImproperlyConfigured(FACTORS)
    return told


def is_safe(address: object) -> bool:
    """Whether an address is https, or plain http on this machine.

    >>> is_safe("https://inloggen.example/"), is_safe("http://inloggen.example/"), is_safe("http://127.0.0.1:8000/")
    (True, False, True)
    """
    if not isinstance(address, str):
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    return bool(host) and (parts.scheme == "https" or (parts.scheme == "http" and host == HERE))
