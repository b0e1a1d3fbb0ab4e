"""How Django knows this noun."""

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    """What a resident says yes or no to, beside the plan."""

    name = "wijkwaarde.kernel.consents"
    label = "consents"
