"""The address of the first page of a member."""

from django.urls import path

from wijkwaarde.web.today import views

urlpatterns = [
    path("vandaag", views.today, name="today"),
    path("vandaag/wacht-op-mij", views.all_waiting, name="all_waiting"),
]
