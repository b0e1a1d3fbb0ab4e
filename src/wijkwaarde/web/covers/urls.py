"""The addresses of covers."""

from django.urls import path

from wijkwaarde.web.covers import views

urlpatterns = [
    path("vervanging", views.covers, name="covers"),
    path("vervanging/<int:cover_id>/stoppen", views.stop, name="stop_cover"),
    path("vraag/<uuid:key>/vervanging", views.here, name="cover_here"),
    path("vraag/<uuid:key>/vervanging/<int:cover_id>", views.answer, name="cover_answer"),
]
