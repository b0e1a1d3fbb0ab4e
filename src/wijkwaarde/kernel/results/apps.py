"""How Django knows this noun."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Results agreed with parties, and results reached."""

    name = "wijkwaarde.kernel.results"
    label = "results"
