"""The address of who looked."""

from django.urls import path

from wijkwaarde.web.looks import views

urlpatterns = [path("wie-keek", views.looks, name="looks")]
