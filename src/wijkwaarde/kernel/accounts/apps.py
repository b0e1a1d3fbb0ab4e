"""How Django knows this noun."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Log-ins and memberships."""

    name = "wijkwaarde.kernel.accounts"
    label = "accounts"
