"""The books in words and tables; it asks nothing and adds up nothing but what stands on one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.ledger.queries import AccountRow, Balance, BookedRow, TrialBalance
from wijkwaarde.kernel.ledger.terms import AccountKind, Because, BookingKind, Commodity
from wijkwaarde.web.format import day, hours, money
from wijkwaarde.web.tables import Cell, Table, table

HUNDREDTHS = 100
DECEMBER = 12
# So many ended months can be chosen to close.
MOST_MONTHS = 36
ONE_DAY = timedelta(days=1)
# What is on such an account is a credit: what is owed, put in or received.
CREDIT = frozenset({AccountKind.LIABILITY, AccountKind.EQUITY, AccountKind.INCOME})


def kind_words() -> dict[AccountKind, str]:
    """What each kind of account tells, in the order of the page."""
    return {
        AccountKind.INCOME: _("Ontvangen"),
        AccountKind.EXPENSE: _("Uitgegeven"),
        AccountKind.ASSET: _("Wat er is, of nog komt"),
        AccountKind.LIABILITY: _("Wat van iemand is, of nog betaald wordt"),
        AccountKind.EQUITY: _("Resultaat"),
    }


def booking_words() -> dict[BookingKind, str]:
    """What happened, per kind of booking."""
    return {
        BookingKind.OPENING: _("beginstand"),
        BookingKind.SUBSIDY: _("subsidie"),
        BookingKind.DELIVERY: _("levering"),
        BookingKind.SMALL_PURSE: _("kleine beurs"),
        BookingKind.TRANSFER: _("overboeking"),
        BookingKind.SETTLEMENT: _("besparing gedeeld"),
        BookingKind.HOURS: _("uren"),
        BookingKind.REVERSAL: _("terugboeking"),
    }


def because_words() -> dict[Because, str]:
    """On what a booking rests."""
    return {
        Because.DECISION: _("besluit"),
        Because.PLAN_LINE: _("afspraak in een plan"),
        Because.AGREEMENT: _("afspraak tussen partijen"),
        Because.DOCUMENT: _("stuk"),
        Because.BOOKING: _("eerdere boeking"),
    }


def amount(hundredths: int, *, commodity: Commodity) -> str:
    """An amount of an account as people read it: to the cent, or in hours."""
    return money(hundredths / HUNDREDTHS) if commodity is Commodity.EURO else hours(hundredths / HUNDREDTHS)


def natural(hundredths: int, *, kind: AccountKind) -> int:
    """What is on an account, above zero where that is usual for its kind.

    >>> natural(-500, kind=AccountKind.LIABILITY), natural(500, kind=AccountKind.EXPENSE)
    (500, 500)
    """
    return -hundredths if kind in CREDIT else hundredths


def tables(found: TrialBalance) -> list[Table]:
    """What is on each account, a table per kind; hours stand after euros."""
    made = []
    for commodity in Commodity:
        for kind, words in kind_words().items():
            rows = [one for one in found.rows if one.kind is kind and one.commodity is commodity]
            if rows:
                caption = words if commodity is Commodity.EURO else _("{what}, in uren").format(what=words)
                made.append(_table(rows, caption=caption, commodity=commodity))
    return made


def _table(rows: Sequence[Balance], *, caption: str, commodity: Commodity) -> Table:
    total = sum(natural(one.amount, kind=one.kind) for one in rows)
    ends = (amount(total, commodity=commodity),)
    sums = tuple(
        amount(sum(values), commodity=commodity)
        for values in ([one.debit for one in rows], [one.credit for one in rows])
    )
    return table(
        caption=caption,
        first=_("Rekening"),
        numeric=(_("Debet"), _("Credit"), _("Saldo")),
        rows=tuple((_account_cell(one), _cells(one)) for one in rows),
        total=(_("Samen"), (*sums, *ends)) if len(rows) > 1 else None,
    )


def _account_cell(one: Balance) -> Cell:
    return Cell(one.name, url=reverse("books_account", args=[one.account_id]))


def _cells(one: Balance) -> tuple[str, ...]:
    values = (one.debit, one.credit, natural(one.amount, kind=one.kind))
    return tuple(amount(value, commodity=one.commodity) for value in values)


def is_zero(found: TrialBalance) -> bool:
    """Whether everything sums to zero, in euros and in hours."""
    return not any(found.left.values())


def closed_words(until: date | None) -> str:
    """Until when the books are closed."""
    if until is None:
        return _("Er is nog geen periode gesloten.")
    return _("Gesloten tot en met {day}.").format(day=day(until - ONE_DAY))


def periods_to_close(*, closed_until: date | None, today: date) -> list[tuple[str, str]]:
    """The ended months that can be closed, the newest first: the first day that stays open, and the last that does not.

    >>> periods_to_close(closed_until=date(2026, 1, 1), today=date(2026, 3, 14))
    [('2026-03-01', '28 februari 2026'), ('2026-02-01', '31 januari 2026')]
    """
    found: list[tuple[str, str]] = []
    first = today.replace(day=1)
    while len(found) < MOST_MONTHS and (closed_until is None or first > closed_until):
        last = first - ONE_DAY
        whole = _(" (heel {year})").format(year=last.year) if last.month == DECEMBER else ""
        found.append((first.isoformat(), f"{day(last)}{whole}"))
        first = last.replace(day=1)
    return found


def usual_period(choices: Sequence[tuple[str, str]]) -> str:
    """What is closed most: the last year that is over; else the last month."""
    ended = [key for key, _words in choices if key.endswith("-01-01")]
    return next(iter([*ended, *(key for key, _words in choices)]), "")


def account_facts(one: AccountRow, *, on_it: int) -> list[dict[str, str]]:
    """What an account is and what is on it."""
    kind, commodity = AccountKind(one.kind), Commodity(one.commodity)
    told = [
        (_("Saldo"), amount(natural(on_it, kind=kind), commodity=commodity)),
        (_("Soort"), kind_words()[kind]),
        (_("Code"), one.code),
        (_("Van"), one.organisation.name if one.organisation else ""),
        (_("Loopt tot en met"), day(one.until - ONE_DAY) if one.until else ""),
    ]
    return [{"name": name, "text": text} for name, text in told if text]


def bookings_table(rows: Iterable[BookedRow], *, account: AccountRow) -> Table:
    """The bookings on one account: when, what, why, from or to where, and how much."""
    commodity = Commodity(account.commodity)
    return table(
        caption=_("Boekingen, de nieuwste eerst"),
        first=_("Dag"),
        words=(_("Wat"), _("Andere rekening")),
        numeric=(_("Bedrag"),) if commodity is Commodity.EURO else (_("Uren"),),
        rows=tuple((Cell(day(one.on)), _booking_cells(one, account=account)) for one in rows),
    )


def _booking_cells(one: BookedRow, *, account: AccountRow) -> tuple[Cell, ...]:
    kind, commodity = AccountKind(account.kind), Commodity(account.commodity)
    entries = list(one.entries.all())
    others = {entry.account.name for entry in entries if entry.account_id != account.pk}
    here = sum(entry.amount for entry in entries if entry.account_id == account.pk)
    what, why = booking_words()[BookingKind(one.kind)], because_words()[Because(one.because)]
    undone = _(", later teruggeboekt") if hasattr(one, "reversed_by") else ""
    return (
        Cell(f"{what}{undone}", f"{why}: {one.reference}"),
        Cell(", ".join(sorted(others))),
        Cell(amount(natural(here, kind=kind), commodity=commodity)),
    )
