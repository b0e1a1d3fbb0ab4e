"""The addresses of what a resident says yes or no to."""

from django.urls import path

from wijkwaarde.web.consents import views

PAGE = "vraag/<uuid:key>/waar-zeg-ik-ja-tegen"

urlpatterns = [
    path(PAGE, views.consents, name="consents"),
    path(f"{PAGE}/gegevens", views.data, name="consent_data"),
    path(f"{PAGE}/meten", views.measuring, name="consent_measuring"),
    path(f"{PAGE}/vertellen", views.release, name="release"),
    path(f"{PAGE}/vertellen/<int:release_id>/stoppen", views.stop_release, name="stop_release"),
    path(f"{PAGE}/ongedaan", views.take_back, name="consent_back"),
    path(f"{PAGE}/brief", views.letter, name="consents_letter"),
]
