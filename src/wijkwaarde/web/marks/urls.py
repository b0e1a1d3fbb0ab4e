"""The addresses of marks."""

from django.urls import path

from wijkwaarde.web.marks import views

urlpatterns = [
    path("vraag/<uuid:key>/cijfer", views.mark, name="mark"),
    path("vraag/<uuid:key>/cijfer/link", views.mark_link, name="mark_link"),
    path("vraag/<uuid:key>/cijfer/liever-niet", views.no_marks, name="no_marks"),
    path("cijfer/<str:token>", views.mark_by_link, name="mark_by_link"),
    path("cijfer/<str:token>/antwoord", views.answer_by_link, name="answer_by_link"),
    path("vraag/<uuid:key>/cijfer/<int:mark_id>", views.mark_given, name="mark_given"),
    path("vraag/<uuid:key>/cijfer/<int:mark_id>/weg", views.mark_taken_back, name="mark_taken_back"),
    path("vraag/<uuid:key>/wie-zorgt-mee/<int:carer_id>/cijfer", views.mark, name="carer_mark"),
    path("vraag/<uuid:key>/wie-zorgt-mee/<int:carer_id>/cijfer/link", views.mark_link, name="carer_mark_link"),
    path("vraag/<uuid:key>/wie-zorgt-mee/<int:carer_id>/cijfer/liever-niet", views.no_marks, name="carer_no_marks"),
]
