"""A small set of books for tests: a municipality's subsidy, what a provider delivers, and volunteers' hours."""

from datetime import UTC, date, datetime
from uuid import uuid4

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.ledger.actions import open_account, post
from wijkwaarde.kernel.ledger.rules import Draft
from wijkwaarde.kernel.ledger.terms import AccountKind, Because, BookingKind, Commodity

BEGIN = date(2025, 1, 1)
DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ACCOUNTS = {
    "bank": (AccountKind.ASSET, Commodity.EURO, "Bank", "Bank"),
    "subsidy": (AccountKind.INCOME, Commodity.EURO, "Subsidie:Wmo", "Subsidie Wmo"),
    "guidance": (AccountKind.EXPENSE, Commodity.EURO, "Begeleiding", "Begeleiding"),
    "given": (AccountKind.INCOME, Commodity.HOUR, "Buurt", "Uren uit de buurt"),
    "garden": (AccountKind.EXPENSE, Commodity.HOUR, "Buurttuin", "Buurttuin"),
}


def command(partnership_id):
    return Actor.console("ledger", partnership_id=partnership_id)


def opened(by):
    """The ids of the accounts by name."""
    return {
        name: open_account(by=by, kind=kind, commodity=commodity, code=code, name=shown, begin=BEGIN).pk
        for name, (kind, commodity, code, shown) in ACCOUNTS.items()
    }


def draft(*entries, on=DAY, kind=BookingKind.DELIVERY, reference="levering-1", key=None):
    return Draft(on, kind, Because.DOCUMENT, reference, tuple(entries), key or uuid4())


def booked(*entries, by, **words):
    return post(draft(*entries, **words), by=by, now=NOW)
