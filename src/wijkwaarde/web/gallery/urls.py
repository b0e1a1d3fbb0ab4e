"""The address of the gallery."""

from django.urls import path

from wijkwaarde.web.gallery.views import gallery

urlpatterns = [path("componenten", gallery, name="gallery")]
