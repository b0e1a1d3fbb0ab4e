"""The addresses of results that parties are paid for."""

from django.urls import path

from wijkwaarde.web.results import views

HERE = "wijkbudget/resultaten"

urlpatterns = [
    path(HERE, views.results, name="results"),
    path(f"{HERE}/nieuw", views.new_result, name="result_new"),
    path(f"{HERE}/<int:result_id>", views.result, name="result"),
    path(f"{HERE}/<int:result_id>/aanpassen", views.change, name="result_change"),
    path(f"{HERE}/<int:result_id>/laten-vallen", views.let_go, name="result_let_go"),
    path(f"{HERE}/<int:result_id>/toch", views.bring_back, name="result_bring_back"),
    path(f"{HERE}/bereikt/<int:reached_id>/terug", views.undo, name="result_undo"),
]
