"""How Django knows this noun."""

from django.apps import AppConfig


class SmallPursesConfig(AppConfig):
    """Small purses and what was paid from them."""

    name = "wijkwaarde.kernel.small_purses"
    label = "small_purses"
