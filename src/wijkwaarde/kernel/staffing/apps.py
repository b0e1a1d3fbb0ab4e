"""How Django knows this noun."""

from django.apps import AppConfig


class StaffingConfig(AppConfig):
    """Hours of people per party, product and month."""

    name = "wijkwaarde.kernel.staffing"
    label = "staffing"
