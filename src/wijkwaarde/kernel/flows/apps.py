"""How Django knows this noun."""

from django.apps import AppConfig


class FlowsConfig(AppConfig):
    """Estimates of what something costs or brings."""

    name = "wijkwaarde.kernel.flows"
    label = "flows"
