"""The addresses of keeping a budget, its years, its subsidies and its assignment."""

from django.urls import path

from wijkwaarde.web.budgets import cost_views, story_views, subsidy_views, views, year_views

BUDGET = "wijkbudget/instellen/<int:budget_id>"

urlpatterns = [
    path("wijkbudget/instellen", views.setup, name="budget_setup"),
    path("wijkbudget/instellen/nieuw", views.new_budget, name="budget_new"),
    path(BUDGET, views.budget, name="budget"),
    path(f"{BUDGET}/aanpassen", views.change, name="budget_change"),
    path(f"{BUDGET}/bron", views.new_source, name="budget_source_new"),
    path(f"{BUDGET}/bron/<int:source_id>", views.end, name="budget_source_end"),
    path(f"{BUDGET}/product", views.new_product, name="budget_product_new"),
    path(f"{BUDGET}/correctie", views.new_correction, name="budget_correction_new"),
    path(f"{BUDGET}/weg", views.take_away, name="budget_remove"),
    path(f"{BUDGET}/tekenen", views.sign, name="budget_sign"),
    path(f"{BUDGET}/kosten", cost_views.new_cost, name="budget_cost_new"),
    path(f"{BUDGET}/kosten/inlezen", cost_views.from_file, name="budget_costs_file"),
    path(f"{BUDGET}/jaren", year_views.years, name="budget_years"),
    path(f"{BUDGET}/jaren/bestand", year_views.save_years, name="budget_years_file"),
    path(f"{BUDGET}/subsidies/<int:budget_year>", subsidy_views.subsidies_of, name="budget_subsidies"),
    path(f"{BUDGET}/subsidies/<int:budget_year>/bron/<int:source_id>", subsidy_views.step, name="budget_step"),
    path(f"{BUDGET}/subsidies/stap/<int:step_id>/terug", subsidy_views.undo, name="budget_step_back"),
    path(f"{BUDGET}/opdracht", story_views.assignment, name="budget_assignment"),
    path(f"{BUDGET}/opdracht/aanpassen", story_views.wanted, name="budget_wanted"),
    path(f"{BUDGET}/opdracht/<int:budget_year>", story_views.story, name="budget_story"),
]
