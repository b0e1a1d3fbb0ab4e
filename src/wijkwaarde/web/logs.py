"""What the server writes down when something breaks: where, and of which kind; never a value of anybody's data."""

from __future__ import annotations

import logging
import re
import traceback
from copy import copy
from types import TracebackType

from django.db import OperationalError
from psycopg import OperationalError as DriversError

type Broken = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

OURS = ("wijkwaarde", "django")
# A case is found by its key: who reads the log may not. What comes after a question mark was typed.
KEY = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
# Whoever has the token of a personal link can use it.
TOKEN = re.compile(r"(?<=/cijfer/)[\w-]{20,}")
TYPED = re.compile(r"\?.*", re.DOTALL)
# That a database or a file cannot be reached says nothing about people, and who keeps the site running must read it.
UNREACHABLE = (OSError, OperationalError, DriversError)


class PlacesOnly(logging.Formatter):
    """A formatter that gives the places and kinds of errors without their texts: these quote rows and what was typed."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name that logging calls
        """The line, without keys, without what was typed, and without values where others write about an error."""
        safe = copy(record)
        message = _first_line(record) if _may_quote(record) else record.message
        safe.message = TYPED.sub("?...", TOKEN.sub("...", KEY.sub("...", message)))
        return super().formatMessage(safe)

    def formatException(self, ei: Broken) -> str:  # noqa: N802 - the name that logging calls
        """The places that led to each error of the chain, the first cause first."""
        error, parts = ei[1], list[str]()
        while error is not None:
            places = traceback.format_list(traceback.extract_tb(error.__traceback__))
            parts.insert(0, "".join(places) + type(error).__qualname__)
            error = error.__cause__ or error.__context__
        return "\n".join(parts)


def _may_quote(record: logging.LogRecord) -> bool:
    """Whether a logger that is not ours writes about an error, whose text may quote a row."""
    if record.name.split(".")[0] in OURS:
        return False
    values = record.args if isinstance(record.args, tuple) else ()
    raised = record.exc_info[1] if record.exc_info else None
    errors = (one for one in (*values, record.msg, raised) if isinstance(one, BaseException))
    return any(not isinstance(error, UNREACHABLE) for error in errors)


def _first_line(record: logging.LogRecord) -> str:
    """What the logger always says, before its values are put in; the lines after the first describe them."""
    said = record.msg if isinstance(record.msg, str) else type(record.msg).__qualname__
    return said.partition("\n")[0]
