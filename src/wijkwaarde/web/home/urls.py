"""The addresses of the front door."""

from django.urls import path
from django.views.i18n import set_language

from wijkwaarde.web.doors import public
from wijkwaarde.web.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("toegankelijkheid", views.accessibility, name="accessibility"),
    path("jouw-gegevens", views.privacy, name="privacy"),
    path("taal", public(set_language), name="set_language"),
]
