"""Marks the views that open without log-in, or before a part is chosen; every other view asks for both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PUBLIC = "is_public"
CHOOSING = "may_choose"


def public[View: Callable[..., Any]](view: View) -> View:
    """A view that everybody may open; it shows nobody's data."""
    setattr(view, PUBLIC, True)
    return view


def choosing[View: Callable[..., Any]](view: View) -> View:
    """A view for who is logged in and has not yet chosen in which part."""
    setattr(view, CHOOSING, True)
    return view


def is_public(view: Callable[..., Any]) -> bool:
    """Whether everybody may open this view."""
    return getattr(view, PUBLIC, False) is True


def may_choose(view: Callable[..., Any]) -> bool:
    """Whether this view is there before a part is chosen."""
    return getattr(view, CHOOSING, False) is True
