"""The addresses of a site that has a provider."""

from wijkwaarde.urls import handler400, handler403, handler404, handler429, handler500  # noqa: F401
from wijkwaarde.urls import urlpatterns as without
from wijkwaarde.web.openid.urls import routes

urlpatterns = [*routes, *without]
