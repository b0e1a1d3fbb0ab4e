"""Writes one table in Markdown; it knows nothing of what stands in it."""

from __future__ import annotations

from collections.abc import Iterator


def table(head: tuple[str, ...], rows: list[tuple[object, ...]]) -> Iterator[str]:
    """A Markdown table with an empty line after it."""
    for row in (head, ("---",) * len(head), *rows):
        yield "| " + " | ".join(str(cell) for cell in row) + " |"
    yield ""
