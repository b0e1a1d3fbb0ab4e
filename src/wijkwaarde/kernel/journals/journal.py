"""What stands in a journal, as plain values: accounts that are opened and bookings on them; it reads and writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class JournalFormat(StrEnum):
    """For which program a journal is."""

    BEANCOUNT = "beancount"
    HLEDGER = "hledger"


@dataclass(frozen=True, slots=True)
class Opening:
    """An account by its whole name in one or more commodities, with what else is said of it."""

    account: str
    commodities: tuple[str, ...]
    begin: date | None
    until: date | None
    tags: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Moving:
    """A booking: its day and title, what else is said of it, and per entry account, commodity and amount, in order.

    `line` is where it begins in the file that it was read from.
    """

    on: date
    title: str
    tags: Mapping[str, str]
    entries: tuple[tuple[str, str, Decimal], ...]
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Journal:
    """All that stands in a file."""

    file: str
    openings: tuple[Opening, ...]
    movings: tuple[Moving, ...]
