"""How Django knows this noun."""

from django.apps import AppConfig


class EndingsConfig(AppConfig):
    """Endings, and who keeps an eye after one."""

    name = "wijkwaarde.kernel.endings"
    label = "endings"
