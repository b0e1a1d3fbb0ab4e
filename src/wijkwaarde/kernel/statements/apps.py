"""How Django knows this noun."""

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """What a resident says beside a text that stays."""

    name = "wijkwaarde.kernel.statements"
    label = "statements"
