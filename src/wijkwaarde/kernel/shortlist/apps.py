"""How Django knows this noun."""

from django.apps import AppConfig


class ShortlistConfig(AppConfig):
    """The few prices that a partnership uses every day."""

    name = "wijkwaarde.kernel.shortlist"
    label = "shortlist"
