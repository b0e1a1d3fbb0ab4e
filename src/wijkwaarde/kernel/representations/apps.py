"""How Django knows this noun."""

from django.apps import AppConfig


class RepresentationsConfig(AppConfig):
    """People who read and write for a resident."""

    name = "wijkwaarde.kernel.representations"
    label = "representations"
