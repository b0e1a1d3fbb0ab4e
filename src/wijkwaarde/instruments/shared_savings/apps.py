"""How Django knows this instrument."""

from django.apps import AppConfig


class SharedSavingsConfig(AppConfig):
    """The pages of shared savings."""

    name = "wijkwaarde.instruments.shared_savings"
    label = "shared_savings"
    verbose_name = "Gedeelde besparing"
