"""The addresses of cases."""

from django.urls import path

from wijkwaarde.web.cases import sharing, views

urlpatterns = [
    path("mijn-plan", views.my_plan, name="my_plan"),
    path("vraag", views.question, name="question"),
    path("vraag/<uuid:key>", views.case, name="case"),
    path("vraag/<uuid:key>/wil-kan-nodig", views.boxes, name="boxes"),
    path("vraag/<uuid:key>/erbij", views.choose, name="choose"),
    path("vraag/<uuid:key>/erbij/<int:membership_id>", views.chosen, name="chosen"),
    path("vraag/<uuid:key>/stoppen/<int:participant_id>", views.stop, name="stop"),
    path("vraag/<uuid:key>/zo-ziet/<int:participant_id>", sharing.preview, name="preview"),
    path("vraag/<uuid:key>/gebeld", views.called, name="called"),
    path("vraag/<uuid:key>/gebeld/ongedaan", views.uncalled, name="uncalled"),
    path("vraag/<uuid:key>/volgende-keer", views.next_time, name="next_time"),
    path("vraag-voor-iemand", views.bring, name="bring"),
    path("bereikbaar", views.reach, name="reach"),
    path("mensen", views.my_people, name="my_people"),
]
