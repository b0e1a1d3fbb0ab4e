"""How Django knows this noun."""

from django.apps import AppConfig


class RoundTablesConfig(AppConfig):
    """Meetings about a case and who is there."""

    name = "wijkwaarde.kernel.round_tables"
    label = "round_tables"
