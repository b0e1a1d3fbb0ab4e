"""The address of where somebody is logged in."""

from __future__ import annotations

from django.urls import path

from wijkwaarde.web.sessions import views

urlpatterns = [path("ingelogd", views.sessions, name="sessions")]
