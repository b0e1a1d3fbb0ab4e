"""How Django knows this noun."""

from django.apps import AppConfig


class BarriersConfig(AppConfig):
    """Rules that stand in the way of a plan."""

    name = "wijkwaarde.kernel.barriers"
    label = "barriers"
