"""How Django knows this noun."""

from django.apps import AppConfig


class CapacityConfig(AppConfig):
    """Who has room for somebody new."""

    name = "wijkwaarde.kernel.capacity"
    label = "capacity"
