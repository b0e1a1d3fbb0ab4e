"""The addresses of given hours."""

from django.urls import path

from wijkwaarde.web.given_hours import views

urlpatterns = [
    path("gegeven-uren", views.given, name="given_hours"),
    path("gegeven-uren/bewaren", views.save, name="given_hours_save"),
    path("gegeven-uren/activiteit", views.pursuit, name="given_hours_pursuit"),
    path("gegeven-uren/activiteit/<int:pursuit_id>", views.rename, name="given_hours_rename"),
    path("gegeven-uren/<int:hours_booking_id>/ongedaan", views.undo, name="given_hours_undo"),
]
