"""The addresses of the budget in plain words."""

from django.urls import path

from wijkwaarde.instruments.budget_in_plain_words import views

urlpatterns = [
    path("wijkbudget/in-gewone-woorden", views.areas, name="plain_budgets"),
    path("wijkbudget/in-gewone-woorden/<slug:area>", views.plain, name="plain_budget"),
    path("wijkbudget/in-gewone-woorden/<slug:area>/bestand", views.save_plain, name="plain_budget_save"),
    path("wijkbudget/steungroep", views.steungroep, name="budget_counts"),
    path("wijkbudget/openbaar-maken", views.publishing, name="plain_budget_publish"),
    path("wijkbudget/openbaar/<int:publication_id>/terug", views.withdraw, name="plain_budget_withdraw"),
]
