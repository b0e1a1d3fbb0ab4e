"""How Django knows this noun."""

from django.apps import AppConfig


class BudgetsConfig(AppConfig):
    """The budget of a neighbourhood."""

    name = "wijkwaarde.kernel.budgets"
    label = "budgets"
