"""The addresses of how long things are kept."""

from django.urls import path

from wijkwaarde.web.retention import views

urlpatterns = [
    path("bewaren", views.retention, name="retention"),
    path("vraag/<uuid:key>/hoe-lang", views.kept, name="kept"),
    path("vraag/<uuid:key>/vasthouden", views.keep_longer, name="keep_longer"),
    path("vraag/<uuid:key>/niet-vasthouden", views.let_go, name="let_go"),
]
