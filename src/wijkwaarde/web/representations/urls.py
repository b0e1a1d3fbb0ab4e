"""The addresses of who represents a resident."""

from django.urls import path

from wijkwaarde.web.representations import views

urlpatterns = [
    path("vraag-voor-mijn-kind", views.for_child, name="for_child"),
    path("vraag/<uuid:key>/meelezen", views.name, name="representative"),
    path("vraag/<uuid:key>/meelezen/<int:participant_id>/stoppen", views.end, name="end_representation"),
    path("vraag/<uuid:key>/stopt-vanzelf/<int:pk>", views.end_told, name="end_told"),
    path("vraag/<uuid:key>/meelezen/<int:participant_id>/delen", views.share, name="share_with_parent"),
]
