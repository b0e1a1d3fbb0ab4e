"""How Django knows this noun."""

from django.apps import AppConfig


class CoversConfig(AppConfig):
    """A colleague who stands in for somebody, for a term."""

    name = "wijkwaarde.kernel.covers"
    label = "covers"
