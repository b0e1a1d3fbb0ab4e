"""A table as data, so that page, paper and tests show the same cells; it calculates nothing."""

from __future__ import annotations

from dataclasses import dataclass

WIDEST_ON_A_PHONE = 3
# Three columns of words break words in two there; of numbers they fit.
MOST_WORDS_ON_A_PHONE = 2


@dataclass(frozen=True, slots=True)
class Column:
    """A column; numbers stand to the right. `url` sorts by it; `sorted` is "ascending" or "descending" when it does."""

    name: str
    numeric: bool = False
    url: str = ""
    sorted: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text and, smaller, what belongs to it; a link with `url`. `column` and `numeric` are those of its column."""

    text: str
    detail: str = ""
    numeric: bool = False
    column: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its name and the cells behind it; `total` for the sum of the rows above."""

    name: Cell
    cells: tuple[Cell, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; the first column names the row."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def wide(self) -> bool:
        """Whether a phone is too narrow for it, so that every row is shown as a small list there.

        >>> of_words = table(caption="", first="who", words=("where", "what"), numeric=(), rows=())
        >>> of_numbers = table(caption="", first="who", numeric=("one", "two"), rows=())
        >>> of_words.wide, of_numbers.wide
        (True, False)
        """
        words = sum(not one.numeric for one in self.columns)
        return len(self.columns) > WIDEST_ON_A_PHONE or words > MOST_WORDS_ON_A_PHONE

    @property
    def sortable(self) -> bool:
        """Whether it can be put in another order."""
        return any(column.url for column in self.columns)


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
    columns = (Column(first), *(Column(name) for name in words), *(Column(name, numeric=True) for name in numeric))
    body = tuple(_row(name, cells, columns=columns) for name, cells in rows)
    last = () if total is None else (_row(total[0], total[1], columns=columns, total=True),)
    return Table(caption=caption, columns=columns, rows=body + last)


def _row(name: Cell | str, cells: tuple[Cell | str, ...], *, columns: tuple[Column, ...], total: bool = False) -> Row:
    behind = tuple(_cell(cell, column=column) for cell, column in zip(cells, columns[1:], strict=True))
    return Row(name=_cell(name, column=columns[0]), cells=behind, total=total)


def _cell(cell: Cell | str, *, column: Column) -> Cell:
    plain = Cell(cell) if isinstance(cell, str) else cell
    return Cell(plain.text, plain.detail, column.numeric, column.name, plain.url)
