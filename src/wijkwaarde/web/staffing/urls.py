"""The addresses of hours of people."""

from django.urls import path

from wijkwaarde.web.staffing import views

urlpatterns = [
    path("bezetting", views.parties, name="staffing"),
    path("bezetting/fte", views.norm, name="staffing_norm"),
    path("bezetting/<int:organisation_id>", views.party, name="staffing_party"),
    path("bezetting/<int:organisation_id>/maand", views.month, name="staffing_month"),
    path("bezetting/<int:organisation_id>/bestand", views.file, name="staffing_file"),
]
