"""The addresses of the site, and one of an empty page beside which all others are measured."""

from django.urls import include, path

from bench.web.views import empty

urlpatterns = [path("leeg", empty, name="empty"), path("", include("wijkwaarde.urls"))]
