"""How Django knows this noun."""

from django.apps import AppConfig


class AreaRulesConfig(AppConfig):
    """From which day which rule says whose help counts on a budget."""

    name = "wijkwaarde.kernel.area_rules"
    label = "area_rules"
