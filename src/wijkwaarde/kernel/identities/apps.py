"""How Django knows this noun."""

from django.apps import AppConfig


class IdentitiesConfig(AppConfig):
    """Who users are elsewhere."""

    name = "wijkwaarde.kernel.identities"
    label = "identities"
