"""Accounts and bookings as one file: a table for a spreadsheet, or a journal for Beancount or hledger; it writes no file itself."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.journals.journal import JournalFormat
from wijkwaarde.kernel.journals.writing import journal_text
from wijkwaarde.kernel.ledger.queries import Asked, Balance, journal, opened_accounts, trial_balance
from wijkwaarde.kernel.ledger.reading import Booked, moving, openings
from wijkwaarde.kernel.ledger.terms import HUNDREDTHS, ROOTS, AccountKind, Commodity
from wijkwaarde.web.books.wording import because_words, booking_words, commodity_words, kind_words
from wijkwaarde.web.saves.book import Book, Cell, Table
from wijkwaarde.web.saves.files import WRITERS, Kind

SHEETS = (Kind.XLSX.value, Kind.CSV.value)
JOURNALS = tuple(one.value for one in JournalFormat)
NAME = "boeken"
EVERYTHING = Asked()


def whole_books(form: str, *, by: Actor, asked: Asked = EVERYTHING) -> Iterator[bytes]:
    """What is in the books, piece by piece, in one of SHEETS or JOURNALS. Errors: NotFound for who reads no books.

    A journal has all bookings, whatever was asked: part of one opens with nothing on its accounts, and that is not so.
    """
    by.record(Act.EXPORT, "booking", object_id=None, subjects=())
    if form in SHEETS:
        return WRITERS[Kind(form)](_book(asked, by=by, has_balance=form == Kind.XLSX.value))
    return journal_text(
        openings(opened_accounts(by=by)),
        movings=map(moving, journal(EVERYTHING, by=by)),
        late=lambda: openings(opened_accounts(by=by)),
        form=JournalFormat(form),
    )


def _book(asked: Asked, *, by: Actor, has_balance: bool) -> Book:
    """One row per entry, so that a spreadsheet can add them up; and what that leaves on each account, in a sheet behind it."""
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
    what, why = booking_words(), because_words()
    rows = (
        (one.number, one.on, what[one.kind], why[one.because], one.reference, *entry)
        for one in journal(asked, by=by)
        for entry in _entries(one, names=names)
    )
    tables = [Table(_("Boekingen"), columns, rows)]
    is_of_all = not (asked.words or asked.kind or asked.account_id)
    return Book(NAME, (*tables, *([_balance(asked, by=by)] if has_balance and is_of_all else [])))


def _entries(one: Booked, *, names: dict[tuple[str, Commodity], str]) -> Iterator[tuple[Cell, ...]]:
    counted, undone = commodity_words(), str(one.reverses) if one.reverses else None
    for account, commodity, amount in one.entries:
        name = names.get((account, commodity), "")
        yield account, name, counted[commodity], amount / HUNDREDTHS, str(one.key), undone


def _balance(asked: Asked, *, by: Actor) -> Table:
    columns = (*(_("rekening"), _("naam"), _("soort"), _("in")), *(_("begin"), _("debet"), _("credit"), _("eind")))
    found = trial_balance(by=by, begin=asked.begin, until=asked.until)
    rows = [_line(one) for one in found.rows]
    for commodity, left in found.earlier.items():
        if left:
            result = Balance(0, AccountKind.EQUITY, commodity, "", _("Wat eerdere jaren opleverden"), 0, 0, left)
            rows.append(_line(result))
    return Table(_("Saldibalans"), columns, rows)


def _line(one: Balance) -> tuple[Cell, ...]:
    account = f"{ROOTS[one.kind]}:{one.code}" if one.code else ""
    amounts = (value / HUNDREDTHS for value in (one.before, one.debit, one.credit, one.amount))
    return account, one.name, kind_words()[one.kind], commodity_words()[one.commodity], *amounts
