"""How Django knows this instrument."""

from django.apps import AppConfig


class BudgetInPlainWordsConfig(AppConfig):
    """The public page about the budget, and the page of the steungroep."""

    name = "wijkwaarde.instruments.budget_in_plain_words"
    label = "budget_in_plain_words"
    verbose_name = "Wijkbudget in gewone woorden"
