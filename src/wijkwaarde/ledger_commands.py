"""`wijkwaarde ledger export | import`: the books as a file for other programs, and out of one; parses words and prints answers."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, ProgrammingError
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.console import Console

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.errors import Place, Problem, did_you_mean, printable
from wijkwaarde.kernel.files import write_whole, writing_to
from wijkwaarde.kernel.journals.journal import JournalFormat
from wijkwaarde.kernel.journals.programs import found_in
from wijkwaarde.kernel.ledger.actions import take_in
from wijkwaarde.kernel.ledger.queries import Asked
from wijkwaarde.kernel.parties.queries import partnerships
from wijkwaarde.kernel.trail.actions import recorded
from wijkwaarde.web.books.whole import EVERYTHING, JOURNALS, SHEETS, whole_books

OK = 0


def register(subparsers: Any) -> None:
    """Add `ledger`, with its own commands, to the console script."""
    ledger = subparsers.add_parser("ledger", help=_("de boeken doorgeven aan een ander programma"))
    commands = ledger.add_subparsers(required=True, metavar=_("opdracht"))
    export = _with_partnership(commands.add_parser("export", help=_("schrijf alle boekingen in een bestand")))
    export.add_argument("--format", choices=[*JOURNALS, *SHEETS], required=True, help=_("voor welk programma"))
    export.add_argument("--year", type=_year, metavar=_("JAAR"), help=_("alleen dit jaar; voor csv en xlsx"))
    export.add_argument("file", type=Path, metavar=_("BESTAND"), help=_("een bestand dat er nog niet is"))
    export.set_defaults(run=run_export)
    taken = _with_partnership(commands.add_parser("import", help=_("neem boekingen uit een ander programma over")))
    taken.add_argument("--format", choices=JOURNALS, required=True, help=_("van welk programma"))
    taken.add_argument("file", type=Path, metavar=_("BESTAND"), help=_("wat dat programma schreef"))
    taken.set_defaults(run=run_import)


def _with_partnership(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--partnership", required=True, metavar=_("KORT"), help=_("de korte naam van de samenwerking"))
    return parser


def run_export(arguments: argparse.Namespace) -> int:
    """Write all accounts and bookings of a partnership; whole, or not at all."""
    path: Path = arguments.file
    if path.exists():
        _refuse_to_replace(path)
    asked = _asked(arguments.year, form=arguments.format)
    with _database():
        by = _actor("ledger export", slug=arguments.partnership)
        with recorded(by=by), writing_to(path):
            chunks = whole_books(arguments.format, by=by, asked=asked)
            write_whole(path, chunks=chunks, may_replace=_refuse_to_replace, private=True)
    _say(_("De boeken staan in {path}.").format(path=path))
    return OK


def _year(text: str) -> int:
    """A year of four digits. Errors: ValueError."""
    return date.fromisoformat(f"{text}-01-01").year


def _asked(year: int | None, *, form: str) -> Asked:
    """All bookings, or those of a year. Errors: Problem for a journal of a year."""
    if year is None:
        return EVERYTHING
    if form in JOURNALS:
        raise Problem(
            _("Een journaal heeft altijd alle jaren: elk jaar begint met wat het vorige overliet."),
            place=Place("--year"),
            expected=_("csv of xlsx, of geen jaar."),
            remedy=_("Laat --year weg, en kies het jaar in het andere programma."),
        )
    return Asked(begin=date(year, 1, 1), until=date(year + 1, 1, 1))


def run_import(arguments: argparse.Namespace) -> int:
    """Take in all accounts and bookings of a file, or none; what is there already stays as it is."""
    path: Path = arguments.file
    found = found_in(path, form=JournalFormat(arguments.format))
    with _database():
        by = _actor("ledger import", slug=arguments.partnership)
        with recorded(by=by):
            taken = take_in(found, by=by, now=timezone.now())
    said = _("{bookings} boekingen op {accounts} rekeningen gelezen; {known} waren er al.")
    _say(said.format(bookings=taken.bookings, accounts=taken.accounts, known=taken.known))
    return OK


def _actor(command: str, *, slug: str) -> Actor:
    known = {one.slug: one.pk for one in partnerships()}
    if slug not in known:
        what = _("Er is geen samenwerking met de korte naam '{slug}'. {meant}")
        raise Problem(
            what.format(slug=slug, meant=did_you_mean(slug, known)).strip(),
            place=Place("--partnership"),
            expected=", ".join(sorted(known)) + "." if known else _("een samenwerking; er is er nog geen."),
            remedy=_("Kies een bestaande, of maak er een met: wijkwaarde partnership create"),
        )
    return Actor.console(command, partnership_id=known[slug])


@contextmanager
def _database() -> Iterator[None]:
    """Turn what a database that is not there says into a problem. Errors: Problem."""
    try:
        yield
    except (ImproperlyConfigured, OperationalError, ProgrammingError) as error:
        raise Problem(
            _("De database antwoordt niet, of is nog leeg."),
            place=Place("DATABASE_URL"),
            expected=_(
                "de adressen van een database in DATABASE_URL en DATABASE_OWNER_URL, of de database van make demo."
            ),
            remedy=_("Stel beide adressen in, of draai eerst make demo."),
        ) from error


def _refuse_to_replace(path: Path) -> NoReturn:
    raise Problem(
        _("Dit bestand is er al. Er is niets geschreven."),
        place=Place(str(path)),
        expected=_("een naam die nog vrij is."),
        remedy=_("Kies een andere naam."),
    )


def _say(text: str) -> None:
    Console(highlight=False, soft_wrap=True).print(printable(text), markup=False)
