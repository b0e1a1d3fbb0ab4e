"""How Django knows this noun."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Agreements between the parties of a neighbourhood."""

    name = "wijkwaarde.kernel.agreements"
    label = "agreements"
