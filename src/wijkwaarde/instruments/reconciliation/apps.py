"""How Django knows this instrument."""

from django.apps import AppConfig


class ReconciliationConfig(AppConfig):
    """What parties' own books say, and why it differs."""

    name = "wijkwaarde.instruments.reconciliation"
    label = "reconciliation"
    verbose_name = "Aansluiting"
