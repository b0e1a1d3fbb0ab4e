"""How Django knows this noun."""

from django.apps import AppConfig


class MeasurementsConfig(AppConfig):
    """Marks and the moments they belong to."""

    name = "wijkwaarde.kernel.measurements"
    label = "measurements"
