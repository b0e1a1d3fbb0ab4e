"""How Django knows this noun."""

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """Reminders of a mark that was not given yet."""

    name = "wijkwaarde.kernel.reminders"
    label = "reminders"
