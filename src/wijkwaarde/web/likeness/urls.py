"""The address of like questions."""

from django.urls import path

from wijkwaarde.web.likeness import views

urlpatterns = [path("vraag/<uuid:key>/lijkt-op", views.likeness, name="likeness")]
