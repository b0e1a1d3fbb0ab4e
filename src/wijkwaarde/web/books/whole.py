"""All accounts and bookings as one file: a table for a spreadsheet, or a journal for Beancount or hledger; it writes no file itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.journals.journal import JournalFormat
from wijkwaarde.kernel.journals.writing import journal_text
from wijkwaarde.kernel.ledger.queries import journal, opened_accounts
from wijkwaarde.kernel.ledger.reading import Booked, moving, openings
from wijkwaarde.kernel.ledger.terms import HUNDREDTHS, Commodity
from wijkwaarde.web.saves.book import Book, Cell, Table
from wijkwaarde.web.saves.files import WRITERS, Kind

SHEETS = (Kind.XLSX.value, Kind.CSV.value)
JOURNALS = tuple(one.value for one in JournalFormat)
NAME = "boeken"


def whole_books(form: str, *, by: Actor) -> Iterator[bytes]:
    """All that is in the books, piece by piece, in one of SHEETS or JOURNALS. Errors: NotFound for who reads no books."""
    by.record(Act.EXPORT, "booking", object_id=None, subjects=())
    if form in SHEETS:
        return WRITERS[Kind(form)](_book(by=by))
    return journal_text(
        openings(opened_accounts(by=by)),
        movings=map(moving, journal(by=by)),
        late=lambda: openings(opened_accounts(by=by)),
        form=JournalFormat(form),
    )


def _book(*, by: Actor) -> Book:
    """One row per entry, so that a spreadsheet can add them up."""
    columns = (
        _("boeking"),
        _("dag"),
        _("soort"),
        _("waarom"),
        _("kenmerk"),
        _("rekening"),
        _("naam"),
        _("in"),
        _("bedrag"),
        _("sleutel"),
        _("boekt terug"),
    )
    names = {(one.account, one.commodity): one.name for one in opened_accounts(by=by)}
    rows = (row for one in journal(by=by) for row in _rows(one, names=names))
    return Book(NAME, (Table(_("Boekingen"), columns, rows),))


def _rows(one: Booked, *, names: dict[tuple[str, Commodity], str]) -> Iterator[tuple[Cell, ...]]:
    undone = str(one.reverses) if one.reverses else None
    about: tuple[Cell, ...] = (one.number, one.on, one.kind.value, one.because.value, one.reference)
    for account, commodity, amount in one.entries:
        name = names.get((account, commodity), "")
        yield (*about, account, name, commodity.value, amount / HUNDREDTHS, str(one.key), undone)
