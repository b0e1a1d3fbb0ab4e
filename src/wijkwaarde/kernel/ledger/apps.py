"""How Django knows this noun."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Accounts, bookings and closed periods."""

    name = "wijkwaarde.kernel.ledger"
    label = "ledger"
