"""Tables as plain values, before they become a file: a book of one or more, each with a title and columns; it writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# None is a cell that nobody filled in.
type Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: a short title, the names of its columns, and its rows, which are read once: many may come one by one."""

    title: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Book:
    """What is saved in one file; `name` is its neutral name, without an ending."""

    name: str
    tables: tuple[Table, ...]
