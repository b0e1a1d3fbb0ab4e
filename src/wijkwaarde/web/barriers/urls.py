"""The addresses of what is in the way."""

from django.urls import path

from wijkwaarde.web.barriers import views

urlpatterns = [
    path("vraag/<uuid:key>/in-de-weg", views.tell, name="barrier"),
    path("vraag/<uuid:key>/in-de-weg/<int:barrier_id>/zelf-opgelost", views.solved, name="barrier_solved"),
    path("vraag/<uuid:key>/in-de-weg/<int:barrier_id>/toch-niet", views.not_solved, name="barrier_not_solved"),
    path("in-de-weg", views.rules_in_the_way, name="barriers"),
    path("in-de-weg/<int:barrier_id>", views.answer, name="barrier_answer"),
]
