"""The addresses of the budget's own page."""

from django.urls import path

from wijkwaarde.instruments.area_budget import views

urlpatterns = [
    path("wijkbudget", views.area_budget, name="area_budget"),
    path("wijkbudget/verwachting", views.looked_back, name="area_budget_looked_back"),
    path("wijkbudget/bestand", views.figures, name="area_budget_figures"),
    path("wijkbudget/afspraken", views.agreements, name="area_budget_agreements"),
    path("wijkbudget/afspraken/bestand", views.agreements_file, name="area_budget_agreements_file"),
    path("wijkbudget/product/<slug:product>", views.agreements, name="area_budget_product"),
    path("wijkbudget/product/<slug:product>/bestand", views.agreements_file, name="area_budget_product_file"),
]
