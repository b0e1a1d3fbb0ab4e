"""Finds the instruments among the installed apps, so that nobody keeps a list of them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from wijkwaarde.kernel.instrument import Instrument


@cache
def instruments() -> tuple[Instrument, ...]:
    """The instruments of the installed apps, in the order of the settings."""
    names = (f"{app.name}.instrument" for app in apps.get_app_configs())
    return tuple(import_module(name).INSTRUMENT for name in names if name.startswith("wijkwaarde.") and find_spec(name))
