"""How Django knows where people are logged in."""

from django.apps import AppConfig


class SessionsConfig(AppConfig):
    """The sessions of the site, each with whose it is."""

    name = "wijkwaarde.web.sessions"
    label = "web_sessions"
