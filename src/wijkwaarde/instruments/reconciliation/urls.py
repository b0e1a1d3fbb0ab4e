"""The addresses of the reconciliation."""

from django.urls import path

from wijkwaarde.instruments.reconciliation import views

ROOM = "wijkbudget/aansluiting"

urlpatterns = [
    path(ROOM, views.reconciliation, name="reconciliation"),
    path(f"{ROOM}/inlezen", views.upload, name="reconciliation_upload"),
    path(f"{ROOM}/inlezen/<uuid:waiting_key>", views.preview, name="reconciliation_preview"),
    path(f"{ROOM}/inlezen/<uuid:waiting_key>/weg", views.drop, name="reconciliation_drop"),
    path(f"{ROOM}/bestand/<int:books_id>/terug", views.take_back, name="reconciliation_take_back"),
    path(f"{ROOM}/verklaring/<int:explanation_id>/intrekken", views.withdraw, name="reconciliation_withdraw"),
    path(f"{ROOM}/<int:organisation_id>", views.party, name="reconciliation_party"),
    path(f"{ROOM}/<int:organisation_id>/bewaren", views.save_party, name="reconciliation_save"),
    path(f"{ROOM}/<int:organisation_id>/koppelen", views.centres, name="reconciliation_centres"),
    path(f"{ROOM}/<int:organisation_id>/verklaren", views.together, name="reconciliation_together"),
    path(
        f"{ROOM}/<int:organisation_id>/verklaren/<int:product_id>/<int:month>",
        views.explain,
        name="reconciliation_explain",
    ),
]
