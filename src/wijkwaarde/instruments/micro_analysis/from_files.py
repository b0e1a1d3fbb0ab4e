"""Reads cases from files and analyses them, and a saved analysis again; it knows no database."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from waarde import (
    Analysis,
    Edition,
    WaardeError,
    analyse,
    from_record,
    to_json,
)
from wijkwaarde.instruments.micro_analysis.case_file import CaseFileProblems, Shelf, read_case_file
from wijkwaarde.instruments.micro_analysis.case_file.reader import LIST_KEYS, MOST_BYTES
from wijkwaarde.instruments.micro_analysis.texts import CaseTexts, texts_from_plain
from wijkwaarde.kernel.errors import Place, Problem
from wijkwaarde.kernel.prices.bearers import bearer_words
from wijkwaarde.kernel.prices.queries import (
    NotFound,
    find_edition,
    load_edition,
)
from wijkwaarde.kernel.wording import problem_of

CASE_FILES = "*.toml"
SAVED = ".json"
PRICES = "prices"
LISTS = "lists"
FORMAT = re.compile(rb"(?:\xef\xbb\xbf)?[ \t]*format[ \t]*=")
CASE = re.compile(rb"^[ \t]*case[ \t]*=", re.MULTILINE)
# What a file that looks like a saved analysis, and is none, can make of the reading and of the sums.
UNUSABLE_RECORD = (OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


@dataclass(frozen=True)
class Analysed:
    """One analysed case: where it came from, its figures, and its words."""

    path: Path
    analysis: Analysis
    texts: CaseTexts

    @cached_property
    def result(self) -> dict[str, Any]:
        """The analysis as plain data with every figure explained; made when first asked for."""
        return to_json(self.analysis)


def shelf_beside(folder: Path, *, shipped: tuple[Path, ...] = ()) -> Shelf:
    """What cases in a folder may name: editions in its `prices` and lists in its `lists`, then in `shipped`."""

    @cache
    def edition(name: str) -> Edition:
        return load_edition(find_edition(name, folders=[folder / PRICES, folder, *shipped]))

    def edition_at(name: str, place: Callable[[], Place]) -> Edition:
        try:
            return edition(name)
        except NotFound as problem:
            raise Problem(problem.what, place=place(), expected=problem.expected, remedy=problem.remedy) from problem

    def find_list(name: str, place: Callable[[], Place]) -> Path:
        for where in (folder / LISTS, folder, *shipped):
            for file in (where / name, where / f"{name}.toml"):
                if file.is_file():
                    return file
        raise _not_found(name, place=place(), folder=folder / LISTS)

    return Shelf(bearer_words(), edition_at, find_list)


def _not_found(name: str, *, place: Place, folder: Path) -> Problem:
    return Problem(
        _("'{name}' is nergens gevonden.").format(name=name),
        place=place,
        expected=_("de naam van een bestand in de map '{folder}', of een lijst die meekomt.").format(
            folder=folder.name
        ),
        remedy=_("Kijk of de naam klopt, of maak de lijst met 'wijkwaarde prices import'."),
    )


def analyse_file(path: Path, *, shelf: Shelf, edition: Edition | None = None) -> Analysed:
    """Analyse one case file, or a saved analysis again. Errors: CaseFileProblems."""
    if path.suffix == SAVED:
        return analyse_again(path)
    read = read_case_file(path, shelf=shelf, edition=edition)
    try:
        return Analysed(path, analyse(read.case), read.texts)
    except WaardeError as error:
        raise CaseFileProblems([problem_of(error, place=Place(path.name))]) from error


def analyse_again(path: Path) -> Analysed:
    """Compute a saved analysis anew from its own record. Errors: CaseFileProblems."""
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        case, draws, seed = from_record(saved["record"])
        texts = texts_from_plain(saved["texts"])
        analysed = Analysed(path, analyse(case, draws=draws, seed=seed), texts)
        to_json(analysed.analysis)  # a figure may be too large to round: that is heard here
    except UNUSABLE_RECORD as error:
        found = error if isinstance(error, WaardeError) else _unreadable(error)
        raise CaseFileProblems([problem_of(found, place=Place(path.name))]) from error
    return analysed


def _unreadable(error: Exception) -> WaardeError:
    return WaardeError("record-unreadable", where="record", got=error)


def cases_in(folder: Path) -> list[Path]:
    """The case files in a folder, in the order of their names; not those in folders below it, and no lists."""
    return sorted(path for path in folder.glob(CASE_FILES) if not _is_list(path))


def _is_list(path: Path) -> bool:
    """Whether a file is a price list or index series by its first line, or holds norms and risks only."""
    try:
        with path.open("rb") as stream:
            text = stream.readline() + stream.read(MOST_BYTES)
    except OSError:
        return False
    if FORMAT.match(text) or CASE.search(text):
        return FORMAT.match(text) is not None
    try:
        tables = set(tomllib.loads(text.decode("utf-8-sig")))
    except (ValueError, RecursionError):
        return False
    return bool(tables) and tables <= set(LIST_KEYS)


def analyse_folder(
    paths: list[Path], *, shelf: Shelf, edition: Edition | None = None
) -> Iterator[Analysed | CaseFileProblems]:
    """Analyse every file; one with problems gives these instead and does not stop the others."""
    for path in paths:
        try:
            yield analyse_file(path, shelf=shelf, edition=edition)
        except CaseFileProblems as problems:
            yield problems


def as_json(analysed: Analysed) -> dict[str, Any]:
    """The analysis as one JSON record with the words of the case, from which it can be made again."""
    return analysed.result | {"texts": asdict(analysed.texts)}
