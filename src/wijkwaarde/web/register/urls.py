"""The addresses of the register."""

from django.urls import path

from wijkwaarde.web.register import views

urlpatterns = [
    path("verwerkingsregister", views.register, name="register"),
    path("verwerkingsregister/bestand", views.save_register, name="save_register"),
    path("verwerkingsregister/<slug:activity_key>/versies", views.activity, name="activity"),
    path("verwerkingsregister/<slug:activity_key>/aanpassen", views.edit_activity, name="edit_activity"),
]
