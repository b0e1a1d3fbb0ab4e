"""Renders a template as one page that stands on its own: fonts and CSS inside, a strict policy, no JavaScript."""

from __future__ import annotations

import base64
import hashlib
import os
from typing import Any

import django
from django.apps import apps
from django.template.loader import render_to_string
from django.utils import translation

from wijkwaarde.web.fonts import faces
from wijkwaarde.web.stylesheet import stylesheet

FRAME = "standalone.html"
SETTINGS = "wijkwaarde.settings"
CSS_PLACE = "\ue000css\ue000"
POLICY_PLACE = "\ue000policy\ue000"
POLICY = "default-src 'none'; style-src '{digest}'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'"


def configure() -> None:
    """Set Django up with our own settings, once, where nobody has done so."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    if not apps.ready:
        django.setup()


def render_standalone(template: str, context: dict[str, Any], *, language: str) -> str:
    """The template in the standalone shell, as one file of HTML that loads nothing.

    The same input gives the same bytes. Its policy (a <meta>) allows the one stylesheet by its hash and the
    fonts inside it, and nothing else.
    """
    configure()
    places = {"css_place": CSS_PLACE, "policy_place": POLICY_PLACE, "frame": FRAME, "language": language}
    with translation.override(language):
        body = render_to_string(template, {**places, **context})
    css = faces(body) + stylesheet()
    return body.replace(POLICY_PLACE, policy(css), 1).replace(CSS_PLACE, css, 1)


def policy(css: str) -> str:
    """The content security policy of a page with this one stylesheet."""
    digest = base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")
    return POLICY.format(digest=f"sha256-{digest}")
