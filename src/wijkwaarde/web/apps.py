"""How Django knows the pages that all share."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, template tags and translations."""

    name = "wijkwaarde.web"
    label = "web"
    verbose_name = "Wijkwaarde"
