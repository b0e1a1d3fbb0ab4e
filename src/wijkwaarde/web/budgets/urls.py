"""The addresses of keeping a budget, its years, its subsidies and its assignment."""

from django.urls import path

from wijkwaarde.web.budgets import (
    area_rule_views,
    base_year_views,
    cost_views,
    story_views,
    subsidy_views,
    views,
    year_views,
)

BUDGET = "wijkbudget/instellen/<int:budget_id>"

urlpatterns = [
    path("wijkbudget/instellen", views.setup, name="budget_setup"),
    path("wijkbudget/instellen/nieuw", views.new_budget, name="budget_new"),
    path(BUDGET, views.budget, name="budget"),
    path(f"{BUDGET}/aanpassen", views.change, name="budget_change"),
    path(f"{BUDGET}/bron", views.new_source, name="budget_source_new"),
    path(f"{BUDGET}/bron/<int:source_id>", views.end, name="budget_source_end"),
    path(f"{BUDGET}/bron/<int:source_id>/aanpassen", views.change_source, name="budget_source_change"),
    path(f"{BUDGET}/product", views.new_product, name="budget_product_new"),
    path(f"{BUDGET}/product/<int:product_id>", views.change_product, name="budget_product_change"),
    path(f"{BUDGET}/correctie", views.new_correction, name="budget_correction_new"),
    path(f"{BUDGET}/wie-telt-mee", area_rule_views.new_rule, name="budget_rule_new"),
    path(f"{BUDGET}/weg", views.take_away, name="budget_remove"),
    path(f"{BUDGET}/basisjaar", base_year_views.base_year, name="base_year"),
    path(f"{BUDGET}/basisjaar/voorleggen", base_year_views.put, name="base_year_put"),
    path(f"{BUDGET}/basisjaar/tekenen", base_year_views.sign, name="budget_sign"),
    path(f"{BUDGET}/basisjaar/terugnemen", base_year_views.take_back, name="base_year_take_back"),
    path(f"{BUDGET}/basisjaar/papier/<int:organisation_id>", base_year_views.paper, name="base_year_paper"),
    path(f"{BUDGET}/basisjaar/bestand", base_year_views.save, name="base_year_file"),
    path(f"{BUDGET}/kosten", cost_views.new_cost, name="budget_cost_new"),
    path(f"{BUDGET}/kosten/inlezen", cost_views.from_file, name="budget_costs_file"),
    path(f"{BUDGET}/kosten/inlezen/ongedaan", cost_views.undo, name="budget_costs_undo"),
    path(f"{BUDGET}/jaren", year_views.years, name="budget_years"),
    path(f"{BUDGET}/jaren/index", year_views.index, name="budget_index"),
    path(f"{BUDGET}/jaren/index/weg", year_views.forget, name="budget_index_remove"),
    path(f"{BUDGET}/jaren/bestand", year_views.save_years, name="budget_years_file"),
    path(f"{BUDGET}/subsidies/<int:budget_year>", subsidy_views.subsidies_of, name="budget_subsidies"),
    path(f"{BUDGET}/subsidies/<int:budget_year>/bron/<int:source_id>", subsidy_views.step, name="budget_step"),
    path(f"{BUDGET}/subsidies/stap/<int:step_id>/terug", subsidy_views.undo, name="budget_step_back"),
    path(f"{BUDGET}/opdracht", story_views.assignment, name="budget_assignment"),
    path(f"{BUDGET}/opdracht/aanpassen", story_views.wanted, name="budget_wanted"),
    path(f"{BUDGET}/opdracht/<int:budget_year>", story_views.story, name="budget_story"),
]
