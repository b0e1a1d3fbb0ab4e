"""The addresses where a page is saved as a file."""

from django.urls import path

from wijkwaarde.web.saves import views

urlpatterns = [
    path("mensen/bewaren", views.save_people, name="save_people"),
    path("in-de-weg/bewaren", views.save_rules, name="save_rules"),
    path("vraag/<uuid:key>/bewaren", views.save_case, name="save_case"),
]
