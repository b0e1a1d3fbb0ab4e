"""The addresses of hours of people."""

from django.urls import path

from wijkwaarde.web.staffing import file_views, views

urlpatterns = [
    path("bezetting", views.parties, name="staffing"),
    path("bezetting/fte", views.norm, name="staffing_norm"),
    path("bezetting/<int:organisation_id>", views.party, name="staffing_party"),
    path("bezetting/<int:organisation_id>/maand", views.month, name="staffing_month"),
    path("bezetting/<int:organisation_id>/bestand", file_views.file, name="staffing_file"),
    path("bezetting/<int:organisation_id>/bestand/ongedaan", file_views.undo, name="staffing_file_undo"),
    path("bezetting/bewaren", views.save, name="staffing_save"),
]
