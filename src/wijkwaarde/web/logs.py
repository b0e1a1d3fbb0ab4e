"""What the server writes down when something breaks: where, and of which kind; never a value of anybody's data."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

type Broken = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class PlacesOnly(logging.Formatter):
    """A formatter that gives the places and kinds of errors without their texts: these quote rows and what was typed."""

    def formatException(self, ei: Broken) -> str:  # noqa: N802 - the name that logging calls
        """The places that led to each error of the chain, the first cause first."""
        error, parts = ei[1], list[str]()
        while error is not None:
            places = traceback.format_list(traceback.extract_tb(error.__traceback__))
            parts.insert(0, "".join(places) + type(error).__qualname__)
            error = error.__cause__ or error.__context__
        return "\n".join(parts)
