"""How Django knows this noun."""

from django.apps import AppConfig


class PrivacyRequestsConfig(AppConfig):
    """What residents ask about their data."""

    name = "wijkwaarde.kernel.privacy_requests"
    label = "privacy_requests"
