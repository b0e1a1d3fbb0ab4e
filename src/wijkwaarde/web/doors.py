"""Marks the views that open without log-in, before a part is chosen, or for the board; every other view asks for more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PUBLIC = "is_public"
CHOOSING = "may_choose"
BOARD_TOO = "board_too"


def public[View: Callable[..., Any]](view: View) -> View:
    """A view that everybody may open; it shows nobody's data."""
    setattr(view, PUBLIC, True)
    return view


def choosing[View: Callable[..., Any]](view: View) -> View:
    """A view for who is logged in and has not yet chosen in which part."""
    setattr(view, CHOOSING, True)
    return view


def board_too[View: Callable[..., Any]](view: View) -> View:
    """A view that the board may open too; every other page is not there for them."""
    setattr(view, BOARD_TOO, True)
    return view


def is_public(view: Callable[..., Any]) -> bool:
    """Whether everybody may open this view."""
    return getattr(view, PUBLIC, False) is True


def may_choose(view: Callable[..., Any]) -> bool:
    """Whether this view is there before a part is chosen."""
    return getattr(view, CHOOSING, False) is True


def is_for_board(view: Callable[..., Any]) -> bool:
    """Whether the board may open this view."""
    return getattr(view, BOARD_TOO, False) is True or may_choose(view)
