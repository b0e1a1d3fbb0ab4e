"""What a booking is in, what an account is, why something was booked, and limits; no Django."""

from __future__ import annotations

from enum import StrEnum

LONGEST_SLUG = 20
LONGEST_CODE = 120
LONGEST_NAME = 100
LONGEST_REFERENCE = 60
# A reference names a row or a document, and has no room for a sentence about somebody.
REFERENCE = r"^[A-Za-z0-9][A-Za-z0-9./:#_-]*$"
# What Beancount and hledger both read as the name of an account, below its root.
CODE = r"^[A-Z0-9][A-Za-z0-9-]*(:[A-Z0-9][A-Za-z0-9-]*)*$"
# Amounts are whole hundredths: cents of a euro, hundredths of an hour.
HUNDREDTHS = 100
# A thousand million euros in one line: beyond it somebody typed the cents as euros.
LARGEST_AMOUNT = 100_000_000_000
# A hundred times as much is a slip of the keyboard too.
LARGEST_PERCENTAGE, PERCENTAGE_PLACES = 9_999, 3
FEWEST_ENTRIES = 2
MOST_ENTRIES = 200
BOOKINGS_A_PAGE = 50
# So many at once where all are read or written.
BOOKINGS_A_PIECE = 500


class Commodity(StrEnum):
    """What is counted: euros, or hours of people."""

    EURO = "EUR"
    HOUR = "HOUR"


class AccountKind(StrEnum):
    """What an account tells, as double-entry bookkeeping has it."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"


# What Beancount calls them, and hledger understands.
ROOTS = {
    AccountKind.ASSET: "Assets",
    AccountKind.LIABILITY: "Liabilities",
    AccountKind.EQUITY: "Equity",
    AccountKind.INCOME: "Income",
    AccountKind.EXPENSE: "Expenses",
}


# What is received and spent is told per year; what is there, owed or kept goes on into the next.
OF_A_YEAR = frozenset({AccountKind.INCOME, AccountKind.EXPENSE})


class BookingKind(StrEnum):
    """What happened."""

    OPENING = "opening"
    SUBSIDY = "subsidy"
    DELIVERY = "delivery"
    SMALL_PURSE = "small-purse"
    TRANSFER = "transfer"
    SETTLEMENT = "settlement"
    HOURS = "hours"
    REVERSAL = "reversal"


class Because(StrEnum):
    """On what a booking rests: its reference names which one."""

    DECISION = "decision"
    PLAN_LINE = "plan-line"
    AGREEMENT = "agreement"
    DOCUMENT = "document"
    BOOKING = "booking"
