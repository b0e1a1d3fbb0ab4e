"""How Django knows this noun."""

from django.apps import AppConfig


class RetentionConfig(AppConfig):
    """How long what is known of people is kept."""

    name = "wijkwaarde.kernel.retention"
    label = "retention"
