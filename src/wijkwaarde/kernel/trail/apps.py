"""How Django knows this noun."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """Who did or saw what, about whom, and why."""

    name = "wijkwaarde.kernel.trail"
    label = "trail"
