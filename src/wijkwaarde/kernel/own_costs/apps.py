"""How Django knows this noun."""

from django.apps import AppConfig


class OwnCostsConfig(AppConfig):
    """What a resident pays themselves."""

    name = "wijkwaarde.kernel.own_costs"
    label = "own_costs"
