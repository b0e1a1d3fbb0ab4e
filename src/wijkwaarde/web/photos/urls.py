"""The addresses of photos."""

from django.urls import path

from wijkwaarde.web.photos import views

urlpatterns = [
    path("vraag/<uuid:key>/foto", views.photos, name="photos"),
    path("vraag/<uuid:key>/foto/<int:photo_id>", views.photo, name="photo"),
    path("vraag/<uuid:key>/foto/<int:photo_id>/opschrijven", views.write, name="photo_write"),
    path("vraag/<uuid:key>/foto/<int:photo_id>/weghalen", views.remove, name="photo_remove"),
]
