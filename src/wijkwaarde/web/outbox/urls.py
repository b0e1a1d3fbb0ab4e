"""The address of the demo's postbox; anywhere else there is none."""

from __future__ import annotations

from django.conf import settings
from django.urls import URLPattern, path

from wijkwaarde.web.outbox import views

urlpatterns: list[URLPattern] = [path("postvak", views.outbox, name="outbox")] if settings.DEMO else []
