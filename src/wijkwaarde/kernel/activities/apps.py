"""How Django knows this noun."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    """What is done with data, as a partnership says it itself."""

    name = "wijkwaarde.kernel.activities"
    label = "activities"
