"""The outermost middleware: headers that stand on every answer, errors, files and redirects too; it reads no request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import build_policy

# A page of ours asks for no camera (the one of a telephone takes a photo outside the page), place, payment or sensor.
NOT_ASKED = (
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "serial",
    "usb",
    "xr-spatial-tracking",
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in NOT_ASKED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    # Whitenoise says of files that they may be kept; whoever says nothing may show something of somebody.
    "Cache-Control": "no-store",
}


class Headers:
    """The middleware. Outside all others: one that answers by itself (an unknown host, a file) passes by those inside."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with what is not said yet."""
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", _policy())
        if settings.SECURE_HSTS_SECONDS and request.is_secure():
            response.headers.setdefault("Strict-Transport-Security", _only_by_tls())
        return response


def _policy() -> str:
    return build_policy(cast("Mapping[str, list[str]]", settings.SECURE_CSP))


def _only_by_tls() -> str:
    return f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains"
