"""The provider that this site has, and where it sends browsers back to; without one there are no such pages."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.web.openid.configuration import Configuration
from wijkwaarde.web.openid.provider import Provider, provider_of


def the_configuration() -> Configuration:
    """Who the provider is. Errors: NotFound where none is configured."""
    told: Configuration | None = settings.OPENID
    if told is None:
        raise NotFound("page")
    return told


def the_provider() -> Provider:
    """The provider itself. Errors: NotFound where none is configured."""
    return provider_of(the_configuration())


def back_here() -> str:
    """Where the provider sends the browser back to: an address of the settings, never one that a request names."""
    return str(settings.SITE).rstrip("/") + reverse("openid_back")
