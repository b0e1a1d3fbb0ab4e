"""How Django knows this noun."""

from django.apps import AppConfig


class BaseYearsConfig(AppConfig):
    """The base year as its parties signed it."""

    name = "wijkwaarde.kernel.base_years"
    label = "base_years"
