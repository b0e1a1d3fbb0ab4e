"""Finds the instruments among the installed apps, so that nobody keeps a list of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps

from wijkwaarde.kernel.instrument import Instrument

FOLDER = "wijkwaarde.instruments."


def modules(name: str) -> Iterator[Any]:
    """The module of this name of every installed instrument that has one, in the order of the settings."""
    names = (f"{app.name}.{name}" for app in apps.get_app_configs() if app.name.startswith(FOLDER))
    yield from (import_module(found) for found in names if find_spec(found))


@cache
def instruments() -> tuple[Instrument, ...]:
    """What each installed instrument adds to the product."""
    return tuple(module.INSTRUMENT for module in modules("instrument"))
