"""How Django knows this noun."""

from django.apps import AppConfig


class CarersConfig(AppConfig):
    """People around a resident who care along."""

    name = "wijkwaarde.kernel.carers"
    label = "carers"
