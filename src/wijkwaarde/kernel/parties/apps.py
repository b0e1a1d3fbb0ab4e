"""How Django knows this noun."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """People, organisations and the partnerships they make."""

    name = "wijkwaarde.kernel.parties"
    label = "parties"
