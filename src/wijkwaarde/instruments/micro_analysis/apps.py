"""How Django knows this instrument."""

from django.apps import AppConfig


class MicroAnalysisConfig(AppConfig):
    """The templates of the micro-analysis."""

    name = "wijkwaarde.instruments.micro_analysis"
    label = "micro_analysis"
    verbose_name = "Micro-analyse"
