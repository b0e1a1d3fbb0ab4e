"""All addresses of the site: the pages that all share, noun by noun, and the instruments that are installed."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from wijkwaarde.web.instruments import modules

handler400 = "wijkwaarde.web.error_pages.bad_request"
handler403 = "wijkwaarde.web.error_pages.forbidden"
handler404 = "wijkwaarde.web.error_pages.not_found"
handler429 = "wijkwaarde.web.error_pages.too_many"
handler500 = "wijkwaarde.web.error_pages.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("wijkwaarde.web.home.urls")),
    path("", include("wijkwaarde.web.login.urls")),
    path("", include("wijkwaarde.web.openid.urls")),
    path("", include("wijkwaarde.web.sessions.urls")),
    path("", include("wijkwaarde.web.outbox.urls")),
    path("", include("wijkwaarde.web.today.urls")),
    path("", include("wijkwaarde.web.capacity.urls")),
    path("", include("wijkwaarde.web.cases.urls")),
    path("", include("wijkwaarde.web.looks.urls")),
    path("", include("wijkwaarde.web.privacy_requests.urls")),
    path("", include("wijkwaarde.web.likeness.urls")),
    path("", include("wijkwaarde.web.covers.urls")),
    path("", include("wijkwaarde.web.representations.urls")),
    path("", include("wijkwaarde.web.plans.urls")),
    path("", include("wijkwaarde.web.amounts.urls")),
    path("", include("wijkwaarde.web.photos.urls")),
    path("", include("wijkwaarde.web.marks.urls")),
    path("", include("wijkwaarde.web.carers.urls")),
    path("", include("wijkwaarde.web.consents.urls")),
    path("", include("wijkwaarde.web.round_tables.urls")),
    path("", include("wijkwaarde.web.barriers.urls")),
    path("", include("wijkwaarde.web.endings.urls")),
    path("", include("wijkwaarde.web.emergencies.urls")),
    path("", include("wijkwaarde.web.own_costs.urls")),
    path("", include("wijkwaarde.web.budgets.urls")),
    path("", include("wijkwaarde.web.deliveries.urls")),
    path("", include("wijkwaarde.web.results.urls")),
    path("", include("wijkwaarde.web.books.urls")),
    path("", include("wijkwaarde.web.staffing.urls")),
    path("", include("wijkwaarde.web.small_purses.urls")),
    path("", include("wijkwaarde.web.given_hours.urls")),
    path("", include("wijkwaarde.web.saves.urls")),
    path("", include("wijkwaarde.web.retention.urls")),
    path("", include("wijkwaarde.web.register.urls")),
    path("", include("wijkwaarde.web.gallery.urls")),
    path("", include("wijkwaarde.web.hardening.urls")),
]
urlpatterns += [path("", include(module)) for module in modules("urls")]
