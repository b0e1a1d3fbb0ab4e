"""How Django knows this noun."""

from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    """What parties delivered on the budget."""

    name = "wijkwaarde.kernel.deliveries"
    label = "deliveries"
