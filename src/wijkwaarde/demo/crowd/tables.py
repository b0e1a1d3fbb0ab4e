"""Reaches the tables of all nouns by name, past their actions; nothing but the example neighbourhood may do this."""

from __future__ import annotations

from typing import Any

from django.apps import apps


def table(name: str) -> Any:
    """The rows of a table, as `noun.Model`."""
    return apps.get_model(name)
