"""The addresses of logging in elsewhere; a site without a provider has none."""

from __future__ import annotations

from django.conf import settings
from django.urls import path

from wijkwaarde.web.openid import views

routes = [
    path("inloggen/elders", views.go, name="openid_go"),
    path("inloggen/elders/terug", views.come_back, name="openid_back"),
    path("inloggen/elders/mislukt", views.stopped, name="openid_stopped"),
]
urlpatterns = routes if settings.OPENID else []
