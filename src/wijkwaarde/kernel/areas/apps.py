"""How Django knows this noun."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Places in a hierarchy with a year."""

    name = "wijkwaarde.kernel.areas"
    label = "areas"
