"""Reads a TOML document that people wrote and remembers on which line each key stands; judges no content."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Place, Problem, did_you_mean

LARGEST_DOCUMENT = 256 * 1024 * 1024
LARGEST_NUMBER = 1e9  # a price or quantity; the product of two, over a year of 10,000 lines, still rounds to cents
LONGEST_SHOWN = 200
LONG_NUMBER = re.compile(r"\d{4000,}")
DEEP = re.compile(r"(?:[\[{]\s*){100}")
STRINGS = re.compile(r'"""(?:\\.|[^\\])*?"""|\'\'\'.*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*', re.DOTALL)
KEY = r"(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')"
LINE = re.compile(rf"^[ \t]*(\[\[?)?[ \t]*({KEY}(?:[ \t]*\.[ \t]*{KEY})*)[ \t]*(\]\]?[ \t]*$|=)", re.MULTILINE)
KEY_PART = re.compile(KEY)
PARSER_LINE = re.compile(r"\(at line (\d+), column \d+\)")

KeyPath = tuple[str | int, ...]


class UnreadableDocument(Problem):
    """A TOML file that cannot be read at all."""


class WrongKey(Problem):
    """A key in a TOML file that is unknown, missing, or holds something of another kind."""


@dataclass(frozen=True)
class Document:
    """A TOML file as read: its data, and where each key stands.

    A key's path is made of names and numbers counted from 0: ("item", 2, "unit") is `unit` of the third `[[item]]`.
    """

    path: Path
    written: str
    data: dict[str, Any]

    @cached_property
    def lines(self) -> dict[KeyPath, int]:
        """The line of every table and key that stands on a line of its own."""
        return dict(reversed(list(_lines(self.written))))

    def place(self, *path: str | int) -> Place:
        """Where a key stands; a key that is not there stands where its table begins."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return Place(file=self.path.name, line=self.lines[path[:length]])
        inside = [line for found, line in self.lines.items() if found[: len(path)] == path]
        if path and inside:
            return Place(file=self.path.name, line=min(inside))
        return Place(file=self.path.name)

    def check_keys(self, table: Mapping[str, Any], *path: str | int, known: Iterable[str]) -> None:
        """Refuse a table that has a key which is not among `known`."""
        names = list(known)
        for key in table:
            if key not in names:
                raise WrongKey(
                    _("'{key}' is hier geen bekend woord.").format(key=key),
                    place=self.place(*path, key),
                    expected=_("een van: {known}.").format(known=", ".join(names)),
                    remedy=did_you_mean(key, names) or _("Haal deze regel weg."),
                )

    def wrong(self, *path: str | int, found: object, expected: str, remedy: str) -> WrongKey:
        """The problem that the value of a key is not what was expected."""
        what = _("Bij '{key}' staat {found}.").format(key=path[-1], found=_shown(found))
        return WrongKey(what, place=self.place(*path), expected=expected, remedy=remedy)

    def missing(self, *path: str | int, expected: str) -> WrongKey:
        """The problem that a key is not there."""
        return WrongKey(
            _("'{key}' ontbreekt.").format(key=path[-1]),
            place=self.place(*path),
            expected=expected,
            remedy=_("Voeg een regel toe die begint met: {key} =").format(key=path[-1]),
        )

    def table(self, data: Mapping[str, Any], *path: str | int, known: Iterable[str] | None = None) -> dict[str, Any]:
        """The table at the end of a path, empty where there is none; with `known`, other keys are refused."""
        found = data.get(str(path[-1]), {})
        if not isinstance(found, dict):
            expected = _("een kopje [{name}] met regels eronder.").format(name=path[-1])
            raise self.wrong(*path, found=found, expected=expected, remedy=_see_example())
        if known is not None:
            self.check_keys(found, *path, known=known)
        return found

    def tables(self, data: Mapping[str, Any], *path: str | int, known: Iterable[str]) -> list[dict[str, Any]]:
        """The list of tables at the end of a path, each with only `known` keys."""
        found, names = data.get(str(path[-1]), []), list(known)
        if not isinstance(found, list) or not all(isinstance(table, dict) for table in found):
            expected = _("een kopje [[{name}]] met dubbele haken.").format(name=path[-1])
            raise self.wrong(*path, found=found, expected=expected, remedy=_see_example())
        for number, table in enumerate(found):
            self.check_keys(table, *path, number, known=names)
        return found

    def text(self, data: Mapping[str, Any], *path: str | int) -> str:
        """The text at the end of a path, which must be there."""
        found = self.optional_text(data, *path)
        if found is None:
            raise self.missing(*path, expected=_("een tekst."))
        return found

    def optional_text(self, data: Mapping[str, Any], *path: str | int) -> str | None:
        """The text at the end of a path, or None."""
        found = data.get(str(path[-1]))
        if found is not None and not isinstance(found, str):
            expected = _('een tekst tussen "aanhalingstekens".')
            raise self.wrong(*path, found=found, expected=expected, remedy=f'{path[-1]} = "{found}"')
        return found

    def texts(self, data: Mapping[str, Any], *path: str | int) -> tuple[str, ...]:
        """One text or a list of texts at the end of a path; empty where there is none."""
        found = data.get(str(path[-1]), [])
        texts = [found] if isinstance(found, str) else found
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            expected = _('een tekst, of een lijst: ["een", "twee"].')
            raise self.wrong(*path, found=found, expected=expected, remedy=f'{path[-1]} = ["..."]')
        return tuple(texts)

    def choice(self, data: Mapping[str, Any], *path: str | int, known: Iterable[str]) -> str | None:
        """The text at the end of a path if it is among `known`; None where there is none."""
        found, names = self.optional_text(data, *path), [str(name) for name in known]
        if found is not None and found not in names:
            expected = _("een van: {known}.").format(known=", ".join(f"'{name}'" for name in names))
            remedy = did_you_mean(found, names) or _("Kies een van deze.")
            raise self.wrong(*path, found=found, expected=expected, remedy=remedy)
        return found

    def number(self, data: Mapping[str, Any], *path: str | int) -> float:
        """The number at the end of a path, which must be there."""
        if path[-1] not in data:
            raise self.missing(*path, expected=_("een getal."))
        found = data[str(path[-1])]
        if isinstance(found, bool) or not isinstance(found, int | float):
            expected = _("een getal met een punt, zonder aanhalingstekens.")
            raise self.wrong(*path, found=found, expected=expected, remedy=f"{path[-1]} = 12.50")
        if not abs(found) <= LARGEST_NUMBER:
            raise self.wrong(*path, found=found, expected=at_most(), remedy=_("Kijk dit getal na in de bron."))
        return float(found)

    def of_kind[T](self, data: Mapping[str, Any], *path: str | int, default: T) -> T:
        """The value at the end of a path, of the same kind as `default`, which stands where there is none."""
        found = data.get(str(path[-1]), default)
        if type(found) is not type(default):
            expected = _("zoiets als {example}.").format(example=_shown(default))
            raise self.wrong(*path, found=found, expected=expected, remedy=_see_example())
        return found

    def day(self, data: Mapping[str, Any], *path: str | int) -> date | None:
        """The date at the end of a path, or None."""
        found = data.get(str(path[-1]))
        if found is not None and type(found) is not date:
            expected = _("een datum zonder aanhalingstekens, zoals 2026-12-01.")
            raise self.wrong(*path, found=found, expected=expected, remedy=f"{path[-1]} = 2026-12-01")
        return found


def _see_example() -> str:
    return _("Kijk naar het voorbeeld in de handleiding.")


def at_most() -> str:
    """What is expected of a number that is too large to count with."""
    return _("een getal van hooguit {most}.").format(most=f"{LARGEST_NUMBER:.0f}")


def _shown(found: object) -> str:
    if isinstance(found, bool):
        return str(found).lower()
    try:
        text = str(found)
    except ValueError:  # Python writes no number of thousands of digits
        return _("een getal van duizenden cijfers")
    text = text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."
    return f"'{text}'" if isinstance(found, str) else text


def read_document(path: Path) -> Document:
    """Read a TOML file. Errors: UnreadableDocument."""
    return parse_document(read_text(path), path=path)


def parse_document(text: str, *, path: Path) -> Document:
    """Understand the text of a TOML file that stands at `path`. Errors: UnreadableDocument."""
    try:
        return Document(path=path, written=text, data=tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(text, path=path, reason=str(error)) from error
    except RecursionError as error:
        raise _too_much(text, DEEP, path=path, reason=_("er staan te veel haken in elkaar")) from error
    except ValueError as error:  # Python reads no number of thousands of digits
        raise _too_much(text, LONG_NUMBER, path=path, reason=_("dit getal is te lang")) from error


def _too_much(text: str, pattern: re.Pattern[str], *, path: Path, reason: str) -> UnreadableDocument:
    found = pattern.search(text)
    line = text.count("\n", 0, found.start()) + 1 if found else 1
    return _not_toml(text, path=path, reason=f"{reason} (at line {line}, column 1)")


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, its lines ending in one sign. Errors: UnreadableDocument."""
    place = Place(file=path.name)
    try:
        if path.stat().st_size > LARGEST_DOCUMENT:
            raise _unreadable(_("Dit bestand is te groot."), place=place)
        content = path.read_bytes()
    except OSError as error:
        what = _("Dit bestand kan niet worden geopend ({why}).").format(why=error.strerror)
        raise _unreadable(what, place=place) from error
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _unreadable(_("Hier staat een teken dat geen UTF-8 is."), place=Place(path.name, line=line)) from error


def _unreadable(what: str, *, place: Place) -> UnreadableDocument:
    return UnreadableDocument(
        what,
        place=place,
        expected=_("een TOML-bestand (gewone tekst, UTF-8)."),
        remedy=_("Kijk of de naam klopt, en bewaar het bestand opnieuw als UTF-8."),
    )


def _not_toml(text: str, *, path: Path, reason: str) -> UnreadableDocument:
    found = PARSER_LINE.search(reason)
    line = int(found.group(1)) if found else text.count("\n") + 1
    return UnreadableDocument(
        _("Deze regel is geen TOML: {reason}.").format(reason=PARSER_LINE.sub("", reason).strip()),
        place=Place(path.name, line=line),
        expected=_('op elke regel: naam = waarde. Tekst staat tussen "aanhalingstekens".'),
        remedy=_("Vergelijk de regel met het voorbeeld in de handleiding. Een getal schrijf je met een punt: 12.50."),
    )


def _lines(text: str) -> Iterator[tuple[KeyPath, int]]:
    """Every table header and key with its line; strings and comments are blanked so that they hide nothing."""
    table: KeyPath = ()
    counts: dict[tuple[str, ...], int] = {}
    blank = STRINGS.sub(_blanked, text)
    line, at = 1, 0
    for match in LINE.finditer(blank):
        line, at = line + blank.count("\n", at, match.start(2)), match.start(2)
        names = tuple(part.strip("\"'") for part in KEY_PART.findall(text[match.start(2) : match.end(2)]))
        if match.group(1) is None:
            yield (*table, *names), line
            continue
        if match.group(1) == "[[":
            counts[names] = counts.get(names, -1) + 1
            for inner in [other for other in counts if other != names and other[: len(names)] == names]:
                del counts[inner]
        table = _numbered(names, counts=counts)
        yield table, line


def _numbered(names: tuple[str, ...], *, counts: Mapping[tuple[str, ...], int]) -> KeyPath:
    path: list[str | int] = []
    for length, name in enumerate(names, start=1):
        path.append(name)
        if names[:length] in counts:
            path.append(counts[names[:length]])
    return tuple(path)


def _blanked(match: re.Match[str]) -> str:
    """The same string with its inside replaced by dots, so that a quoted key keeps its quotes and its length."""
    found = match.group()
    if found.startswith("#"):
        return re.sub(r"[^\n]", " ", found)
    return found[0] + re.sub(r"[^\n]", ".", found[1:-1]) + found[-1]
