"""How Django knows this noun."""

from django.apps import AppConfig


class RefusalsConfig(AppConfig):
    """Parties that say no."""

    name = "wijkwaarde.kernel.refusals"
    label = "refusals"
