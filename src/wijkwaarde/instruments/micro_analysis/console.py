"""The command `wijkwaarde analyse`: one case or a folder to text, JSON, pages and papers; it counts nothing."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rich.console import Console
from rich.progress import track

from waarde import Edition
from wijkwaarde.instruments.micro_analysis import to_files
from wijkwaarde.instruments.micro_analysis.case_file import CaseFileProblems, Shelf
from wijkwaarde.instruments.micro_analysis.from_files import (
    Analysed,
    analyse_file,
    analyse_folder,
    as_json,
    cases_in,
    shelf_beside,
)
from wijkwaarde.instruments.micro_analysis.overview import Overview
from wijkwaarde.instruments.micro_analysis.overview_page import build_overview
from wijkwaarde.instruments.micro_analysis.page import build_page
from wijkwaarde.instruments.micro_analysis.report import text_of, text_of_overview
from wijkwaarde.kernel.errors import Place, Problem
from wijkwaarde.kernel.files import write_whole, writing_to

TOML = ".toml"
FICTION = re.compile(r"^fiction\s*=.*\n", re.MULTILINE)
OK, SOME_PROBLEMS, UNUSABLE = 0, 1, 2


def register(commands: Any, *, shipped: tuple[Path, ...], examples: Path) -> None:
    """Add `analyse` and `new` to the console script.

    `shipped` are the folders of price lists that come with the product, `examples` that of its cases.
    """
    register_new(commands, examples=examples)
    parser = commands.add_parser("analyse", help=_("reken een casus of een map met casussen door"))
    parser.add_argument(
        "file", type=Path, metavar="FILE", help=_("casusbestand (.toml), bewaarde analyse (.json) of map")
    )
    parser.add_argument(
        "--prices", metavar="EDITION", help=_("prijslijst: naam of bestand; gaat voor op het casusbestand")
    )
    shape = parser.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help=_("alles als JSON"))
    shape.add_argument("--text", action="store_true", help=_("een samenvatting als tekst (dit gebeurt vanzelf)"))
    parser.add_argument("--html", type=Path, metavar="OUT", help=_("schrijf de pagina (bij een map: naar een map)"))
    parser.add_argument("--pdf", type=Path, metavar="OUT", help=_("schrijf de pdf (bij een map: naar een map)"))
    parser.set_defaults(run=lambda arguments: analyse(arguments, shipped=shipped))


def register_new(commands: Any, *, examples: Path) -> None:
    """Add `new`: a case file to start from."""
    known = sorted(path.stem for path in cases_in(examples))
    parser = commands.add_parser("new", help=_("begin een nieuwe casus met een kopie van een voorbeeld"))
    parser.add_argument("file", type=Path, metavar="FILE", help=_("het nieuwe casusbestand (.toml)"))
    parser.add_argument("--like", choices=known, default="bicycle", help=_("welk voorbeeld"))
    parser.set_defaults(run=lambda arguments: new(arguments, examples=examples))


def new(arguments: argparse.Namespace, *, examples: Path) -> int:
    """Copy an example to a file that is not there yet, and say what to do with it."""
    target: Path = arguments.file
    check_target(target, suffix=TOML)
    content = start_of_case((examples / f"{arguments.like}{TOML}").read_text(encoding="utf-8"))
    with writing_to(target):
        write_whole(target, chunks=[content.encode()], may_replace=taken)
    print(target)
    print(_("Haal de verzonnen namen en teksten eruit, en draai: wijkwaarde analyse {file}").format(file=target))
    return OK


def start_of_case(example: str) -> str:
    """An example as the start of a case about people who exist: it no longer says that they are fiction."""
    first = _("# Kopie van een voorbeeld: haal de verzonnen namen en teksten eruit voordat je dit gebruikt.")
    return f"{first}\n{FICTION.sub('', example)}"


def taken(path: Path) -> bool:
    """Refuse to write over a case."""
    raise Problem(
        _("Dit bestand bestaat al."),
        place=Place(str(path)),
        expected=_("een naam die nog vrij is."),
        remedy=_("Kies een andere naam."),
    )


def analyse(arguments: argparse.Namespace, *, shipped: tuple[Path, ...]) -> int:
    """Analyse what was asked; print and write it; the exit code."""
    given: Path = arguments.file
    if not given.exists():
        raise Problem(
            _("Dit bestand is er niet."),
            place=Place(str(given)),
            expected=_("een casusbestand of een map met casusbestanden."),
            remedy=_("Kijk of de naam klopt."),
        )
    if arguments.prices and given.suffix == to_files.JSON:
        raise Problem(
            _("Een bewaarde analyse brengt haar eigen prijzen mee."),
            place=Place(str(given)),
            expected=_("een bewaarde analyse zonder --prices."),
            remedy=_("Laat --prices weg, of analyseer het casusbestand (.toml) met deze prijslijst."),
        )
    folder = given if given.is_dir() else given.resolve().parent
    shelf = shelf_beside(folder, shipped=shipped)
    edition = shelf.find_edition(arguments.prices, lambda: Place("--prices")) if arguments.prices else None
    if given.is_dir():
        return analyse_many(arguments, shelf=shelf, edition=edition)
    return analyse_one(arguments, shelf=shelf, edition=edition)


def analyse_one(arguments: argparse.Namespace, *, shelf: Shelf, edition: Edition | None) -> int:
    """One case: its page and paper in files, its text or JSON on the screen."""
    targets = targets_of(arguments)
    for suffix, target in targets:
        check_target(target, suffix=suffix)
    try:
        found = analyse_file(arguments.file, shelf=shelf, edition=edition)
    except CaseFileProblems as problems:
        print(problems, file=sys.stderr)
        return UNUSABLE
    language = reader_language()
    for _suffix, target in targets:
        tell(to_files.write_analysis(found, to=target, language=language), arguments=arguments)
    if arguments.json:
        print(to_files.content_of(found, suffix=to_files.JSON, language=language).decode())
    elif arguments.text or not targets:
        print(text_of(build_page(found.result, texts=found.texts, language=language)), end="")
    return OK


def analyse_many(arguments: argparse.Namespace, *, shelf: Shelf, edition: Edition | None) -> int:
    """A folder: a table of the cases, with a page and a paper each where asked; problems at the end."""
    for suffix, target in targets_of(arguments):
        check_folder(target, suffix=suffix)
    paths = cases_in(arguments.file)
    if not paths:
        raise Problem(
            _("In deze map staat geen casus."),
            place=Place(str(arguments.file)),
            expected=_("bestanden die eindigen op .toml."),
            remedy=_("Kopieer een voorbeeld naar deze map."),
        )
    overview, before = Overview(), "["
    analysed = analyse_folder(paths, shelf=shelf, edition=edition)
    for found in watched(analysed, total=len(paths)):
        overview.add(found)
        if isinstance(found, Analysed):
            write_each(found, arguments=arguments)
            if arguments.json:
                print(before, json.dumps(as_json(found), ensure_ascii=False, default=str), sep="")
                before = ","
    if arguments.json:
        print("]" if overview.rows else "[]")
    else:
        print(text_of_overview(build_overview(overview)), end="")
    for folder, suffix in {folder: suffix for suffix, folder in reversed(targets_of(arguments))}.items():
        page = to_files.write_overview(overview, folder=folder, ending=suffix, language=reader_language())
        tell(page, arguments=arguments)
        tell(to_files.write_table(overview, folder=folder), arguments=arguments)
    for problems in overview.problems:
        print(problems, file=sys.stderr)
    return (SOME_PROBLEMS if overview.rows else UNUSABLE) if overview.problems else OK


def tell(written: Path, *, arguments: argparse.Namespace) -> None:
    """Say what was written; beside JSON on the error stream, so that the JSON stays whole."""
    print(written, file=sys.stderr if arguments.json else sys.stdout)


def write_each(found: Analysed, *, arguments: argparse.Namespace) -> None:
    """The page and paper of one case of a folder, named after its file."""
    for suffix, folder in targets_of(arguments):
        to_files.write_analysis(found, to=folder / f"{found.path.stem}{suffix}", language=reader_language())


def targets_of(arguments: argparse.Namespace) -> list[tuple[str, Path]]:
    """What is to be written: the ending of the format, and the file or folder."""
    wanted = ((to_files.HTML, arguments.html), (to_files.PDF, arguments.pdf))
    return [(suffix, target) for suffix, target in wanted if target is not None]


def check_target(target: Path, *, suffix: str) -> None:
    """Refuse a name with another ending, before anything is counted."""
    if target.suffix != suffix:
        raise Problem(
            _("'{name}' eindigt niet op {suffix}.").format(name=target.name, suffix=suffix),
            place=Place(str(target)),
            expected=_("een bestandsnaam die eindigt op {suffix}.").format(suffix=suffix),
            remedy=_("Schrijf bijvoorbeeld: {name}").format(name=target.with_suffix(suffix).name),
        )


def check_folder(target: Path, *, suffix: str) -> None:
    """Refuse the name of a file where a folder of pages must come, before anything is counted."""
    if target.is_dir() or not (target.exists() or target.suffix == suffix):
        return
    what = _("'{name}' is een bestand.") if target.exists() else _("'{name}' is de naam van een bestand.")
    raise Problem(
        what.format(name=target.name),
        place=Place(str(target)),
        expected=_("een map: elke casus krijgt daarin een eigen bestand."),
        remedy=_("Schrijf bijvoorbeeld: {name}").format(name=target.with_name(f"{target.stem}-map")),
    )


def watched[Thing](things: Iterable[Thing], *, total: int) -> Iterable[Thing]:
    """The same things, with a bar of progress on the error stream where a person is looking."""
    screen = Console(stderr=True)
    return track(things, description=_("Casussen"), total=total, console=screen, disable=not screen.is_terminal)


def reader_language() -> str:
    """The language of this run."""
    return get_language() or "nl"
