"""How Django knows this instrument."""

from django.apps import AppConfig


class AreaBudgetConfig(AppConfig):
    """The page of the budget."""

    name = "wijkwaarde.instruments.area_budget"
    label = "area_budget"
    verbose_name = "Wijkbudget"
