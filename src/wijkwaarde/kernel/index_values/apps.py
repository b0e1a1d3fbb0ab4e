"""How Django knows this noun."""

from django.apps import AppConfig


class IndexValuesConfig(AppConfig):
    """Values of an index that a partnership told itself."""

    name = "wijkwaarde.kernel.index_values"
    label = "index_values"
