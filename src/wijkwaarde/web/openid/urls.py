"""The addresses of logging in elsewhere, and of tying such an account; where no provider is configured they answer "not found"."""

from __future__ import annotations

from django.urls import path

from wijkwaarde.web.openid import tying, views

urlpatterns = [
    path("inloggen/elders", views.go, name="openid_go"),
    path("inloggen/elders/terug", views.come_back, name="openid_back"),
    path("inloggen/elders/mislukt", views.stopped, name="openid_stopped"),
    path("hoe-je-inlogt/elders", tying.elsewhere, name="openid_tie"),
    path("hoe-je-inlogt/elders/naar", tying.go, name="openid_tie_go"),
    path("hoe-je-inlogt/elders/los", tying.untie, name="openid_untie"),
    path("hoe-je-inlogt/elders/terugdraaien", tying.tie_back, name="openid_tie_back"),
]
