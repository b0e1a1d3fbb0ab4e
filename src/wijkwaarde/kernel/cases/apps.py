"""How Django knows this noun."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Questions and who takes part."""

    name = "wijkwaarde.kernel.cases"
    label = "cases"
