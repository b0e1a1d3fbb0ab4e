"""How Django knows this noun."""

from django.apps import AppConfig


class PricesConfig(AppConfig):
    """Price lists and index series."""

    name = "wijkwaarde.kernel.prices"
    label = "prices"
