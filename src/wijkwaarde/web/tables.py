"""A table as data, so that page, paper and tests show the same cells; it calculates nothing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """A column; numbers stand to the right."""

    name: str
    numeric: bool = False


@dataclass(frozen=True)
class Cell:
    """A text and, smaller, what belongs to it; `numeric` as its column is."""

    text: str
    detail: str = ""
    numeric: bool = False


@dataclass(frozen=True)
class Row:
    """A row: its name and the cells behind it; `total` for the sum of the rows above."""

    name: Cell
    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True)
class Table:
    """A table with a caption; the first column names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def table(
    *,
    caption: str,
    first: str,
    numeric: tuple[str, ...],
    rows: tuple[tuple[Cell | str, tuple[Cell | str, ...]], ...],
    words: tuple[str, ...] = (),
    total: tuple[str, tuple[Cell | str, ...]] | None = None,
) -> Table:
    """A table with columns `first`, then `words` (text), then `numeric`; `total` becomes the last row."""
    columns = (Column(first), *(Column(name) for name in words), *(Column(name, True) for name in numeric))
    body = tuple(_row(name, cells, columns=columns) for name, cells in rows)
    last = () if total is None else (_row(total[0], total[1], columns=columns, total=True),)
    return Table(caption=caption, columns=columns, rows=body + last)


def _row(
    name: Cell | str, cells: tuple[Cell | str, ...], *, columns: tuple[Column, ...], total: bool = False
) -> Row:
    behind = tuple(
        _cell(cell, numeric=column.numeric) for cell, column in zip(cells, columns[1:], strict=True)
    )
    return Row(name=_cell(name, numeric=False), cells=behind, total=total)


def _cell(cell: Cell | str, *, numeric: bool) -> Cell:
    plain = Cell(cell) if isinstance(cell, str) else cell
    return Cell(plain.text, plain.detail, numeric)
