"""The address of who has room."""

from django.urls import path

from wijkwaarde.web.capacity import views

urlpatterns = [path("vandaag/ruimte", views.room, name="room")]
