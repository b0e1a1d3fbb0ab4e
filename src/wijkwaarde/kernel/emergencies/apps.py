"""How Django knows this noun."""

from django.apps import AppConfig


class EmergenciesConfig(AppConfig):
    """Emergency access: opened with a reason, for a few hours, and reviewed by somebody else."""

    name = "wijkwaarde.kernel.emergencies"
    label = "emergencies"
