"""The addresses of round tables."""

from django.urls import path

from wijkwaarde.web.round_tables import views

urlpatterns = [
    path("vraag/<uuid:key>/tafel", views.plan, name="plan_table"),
    path("vraag/<uuid:key>/tafel/a4", views.paper, name="table_paper"),
    path("vraag/<uuid:key>/tafel/<int:table_id>", views.table, name="table"),
    path("vraag/<uuid:key>/tafel/<int:table_id>/veranderen", views.change, name="change_table"),
    path("vraag/<uuid:key>/tafel/<int:table_id>/afzeggen", views.cancel, name="cancel_table"),
    path("vraag/<uuid:key>/tafel/<int:table_id>/agenda", views.calendar, name="table_calendar"),
    path("vraag/<uuid:key>/tafel/<int:table_id>/brief", views.letter, name="table_letter"),
    path("vraag/<uuid:key>/tafel/stoel/<int:seat_id>", views.answer, name="answer_seat"),
]
