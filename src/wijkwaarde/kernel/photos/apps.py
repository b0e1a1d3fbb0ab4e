"""How Django knows this noun."""

from django.apps import AppConfig


class PhotosConfig(AppConfig):
    """Photos of the paper of a table."""

    name = "wijkwaarde.kernel.photos"
    label = "photos"
