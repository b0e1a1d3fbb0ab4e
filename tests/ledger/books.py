"""A small set of books for tests: a municipality's subsidy, what a provider delivers, and volunteers' hours."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from wijkwaarde.commands import main
from wijkwaarde.demo.cast import HERE
from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.ledger.actions import open_account, post, reverse
from wijkwaarde.kernel.ledger.queries import trial_balance
from wijkwaarde.kernel.ledger.rules import Draft
from wijkwaarde.kernel.ledger.terms import HUNDREDTHS, ROOTS, AccountKind, Because, BookingKind, Commodity

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

# How a table calls what a journal calls otherwise.
IN_A_TABLE = {"euro": Commodity.EURO.value, "uur": Commodity.HOUR.value}

# Signs that mean something in a journal of one of the two programs.
HARD = 'Buurt, "de \\ Kas"; 50% van: alles | #1'


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


def year(by):
    """Bookings in euros and hours, one of which was undone, on accounts that share a name and one that is never used."""
    ids = opened(by)
    for commodity in Commodity:
        ids[commodity] = open_account(
            by=by, kind=AccountKind.ASSET, commodity=commodity, code="Kas:1", name=HARD, begin=BEGIN, product="01A03"
        ).pk
    open_account(by=by, kind=AccountKind.EQUITY, commodity=Commodity.EURO, code="Reserve", name="Reserve", begin=BEGIN)
    booked((ids["bank"], 10_000_000_00), (ids["subsidy"], -10_000_000_00), by=by, kind=BookingKind.SUBSIDY)
    for number in range(1, 40):
        amount, on = number * 3333 + number % 7, BEGIN + timedelta(days=number * 11)
        money = (ids["guidance"], amount), (ids["bank"], -amount + 1), (ids[Commodity.EURO], -1)
        hours = (ids["garden"], number), (ids["given"], -number - 5), (ids[Commodity.HOUR], 5)
        last = booked(*money, *hours, by=by, on=on, reference=f"file-{number}:3/7#a_b.c")
    reverse(last, by=by, on=DAY, key=uuid4(), now=NOW)


def export(form, path):
    return main(["ledger", "export", "--partnership", HERE, "--format", form, str(path)])


def ours(by):
    return {
        (f"{ROOTS[row.kind]}:{row.code}", row.commodity.value): Decimal(row.amount) / HUNDREDTHS
        for row in trial_balance(by=by).rows
    }
