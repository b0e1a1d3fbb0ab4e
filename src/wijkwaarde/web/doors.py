"""Marks the views that open without log-in, before a part is chosen or a second factor used, or for the board; others ask for more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

PUBLIC = "is_public"
CHOOSING = "may_choose"
BOARD_TOO = "board_too"
BEFORE_SECOND_FACTOR = "before_second_factor"
FRESHLY = "freshly_authenticated"


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


def before_second_factor[View: Callable[..., Any]](view: View) -> View:
    """A view for who works here and has no second factor yet: setting one up. Who has one uses it first."""
    setattr(view, BEFORE_SECOND_FACTOR, True)
    return view


def freshly_authenticated[View: Callable[..., Any]](view: View) -> View:
    """A view that asks who you are again, unless you showed it in the last ten minutes.

    After it somebody comes back by GET: to this address, or after a POST to the page that the form was on.
    """
    setattr(view, FRESHLY, True)
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


def is_before_second_factor(view: Callable[..., Any]) -> bool:
    """Whether this view is there for members who have no second factor yet."""
    return getattr(view, BEFORE_SECOND_FACTOR, False) is True


def asks_freshly(view: Callable[..., Any]) -> bool:
    """Whether this view asks to log in again when that is long ago."""
    return getattr(view, FRESHLY, False) is True
