"""What every part of Wijkwaarde says when something cannot be used, is not there, or may not be; no rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from unicodedata import category

from django.utils.translation import gettext as _

LIKENESS = 0.6


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a line of a text file, a row and column of a table, or a cell of a sheet.

    `row` and `line` count from 1, as an editor and a spreadsheet do. With a `sheet`, `column` is its letter.
    """

    file: str
    line: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet is not None:
            parts.append(_("blad '{sheet}'").format(sheet=self.sheet))
        if self.line is not None:
            parts.append(_("regel {line}").format(line=self.line))
        return ", ".join(parts + self._cell())

    def _cell(self) -> list[str]:
        if self.sheet is not None and self.row is not None and self.column is not None:
            return [_("cel {cell}").format(cell=f"{self.column}{self.row}")]
        row = [] if self.row is None else [_("rij {row}").format(row=self.row)]
        return row + ([] if self.column is None else [_("kolom '{column}'").format(column=self.column)])


class Problem(Exception):
    """Something that cannot be used; its text may be shown to people as it is.

    Every text is a whole sentence in the language of the reader: `what` is wrong, what was `expected`, and the
    `remedy`. `str()` gives them as one paragraph behind the place.
    """

    def __init__(self, what: str, *, place: Place, expected: str, remedy: str) -> None:
        self.what = what
        self.place = place
        self.expected = expected
        self.remedy = remedy
        super().__init__(what)

    def __str__(self) -> str:
        text = _("{place}: {what} Verwacht: {expected} Doe dit: {remedy}").format(
            place=self.place, what=self.what, expected=self.expected, remedy=self.remedy
        )
        return printable(text)


class NotFound(Exception):
    """Something that is not there for who asks: missing and forbidden look the same.

    `kind` and `object_id` say what was asked for, and `subjects` about whom it is, for the trail alone.
    """

    def __init__(self, kind: str, *, object_id: int | None = None, subjects: tuple[int, ...] = ()) -> None:
        self.kind = kind
        self.object_id = object_id
        self.subjects = subjects
        super().__init__(kind)


class Refused(Exception):
    """What cannot be done now, in a whole sentence that may be shown; `field` names the input it is about."""

    def __init__(self, text: str, *, field: str = "") -> None:
        self.text = text
        self.field = field
        super().__init__(text)


class Stale(Refused):
    """Somebody changed it in the meantime: `saved` is what stands there now, with its `version`; nothing was written."""

    def __init__(self, text: str, *, saved: Mapping[str, str], version: int) -> None:
        self.saved = saved
        self.version = version
        super().__init__(text)


def printable(text: str) -> str:
    """A text without the signs that steer a terminal; line breaks and the letters of every script stay.

    >>> printable("a\\tb\\x1b[31mc")
    'a b[31mc'
    """
    if text.isprintable():  # nearly every cell of a large file
        return text
    return "".join(sign for sign in text.replace("\t", " ") if sign == "\n" or category(sign) != "Cc")


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like `word`, or None; capitals do not matter."""
    by_folded = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=LIKENESS)
    return by_folded[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence with the known word that looks most like `word`; empty where nothing does."""
    meant = closest(word, known)
    return "" if meant is None else _("Misschien bedoel je '{meant}'.").format(meant=meant)
