"""The addresses of an ending."""

from django.urls import path

from wijkwaarde.web.endings import views

urlpatterns = [
    path("vraag/<uuid:key>/klaar", views.ending, name="ending"),
    path("vraag/<uuid:key>/klaar/niet", views.ending_not, name="ending_not"),
    path("vraag/<uuid:key>/klaar/ongedaan", views.ending_undo, name="ending_undo"),
    path("vraag/<uuid:key>/terugkomen", views.come_back, name="come_back"),
    path("vraag/<uuid:key>/terugkomen/ongedaan", views.stay_away, name="stay_away"),
    path("vraag/<uuid:key>/klaar/gevraagd", views.light_asked, name="light_asked"),
    path("vraag/<uuid:key>/klaar/niet-meer-bellen", views.light_off, name="light_off"),
]
