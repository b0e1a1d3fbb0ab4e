"""How Django knows this noun."""

from django.apps import AppConfig


class ShareRoadsConfig(AppConfig):
    """By which road shares travelled."""

    name = "wijkwaarde.kernel.share_roads"
    label = "share_roads"
