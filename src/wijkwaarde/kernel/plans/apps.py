"""How Django knows this noun."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans, their versions and lines."""

    name = "wijkwaarde.kernel.plans"
    label = "plans"
