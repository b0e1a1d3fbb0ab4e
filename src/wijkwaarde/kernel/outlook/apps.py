"""How Django knows this noun."""

from django.apps import AppConfig


class OutlookConfig(AppConfig):
    """How a year of the budget stands, and what it will come to."""

    name = "wijkwaarde.kernel.outlook"
    label = "outlook"
