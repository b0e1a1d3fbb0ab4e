"""The books in words and tables; it asks nothing and adds up nothing but what stands on one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from wijkwaarde.kernel.ledger.queries import AccountRow, Balance, BookedRow, TrialBalance
from wijkwaarde.kernel.ledger.terms import OF_A_YEAR, AccountKind, Because, BookingKind, Commodity
from wijkwaarde.web.books.period import Period
from wijkwaarde.web.books.reasons import Reasons
from wijkwaarde.web.books.wording import because_words, booking_words, kind_words
from wijkwaarde.web.format import day, hours, money, sentence
from wijkwaarde.web.tables import Cell, Table, table

HUNDREDTHS = 100
DECEMBER = 12
# So many ended months can be chosen to close.
MOST_MONTHS = 36
ONE_DAY = timedelta(days=1)
# What is on such an account is a credit: what is owed, put in or received.
CREDIT = frozenset({AccountKind.LIABILITY, AccountKind.EQUITY, AccountKind.INCOME})


def amount(hundredths: int, *, commodity: Commodity) -> str:
    """An amount of an account as people read it: to the cent, or in hours."""
    return money(hundredths / HUNDREDTHS) if commodity is Commodity.EURO else hours(hundredths / HUNDREDTHS)


def natural(hundredths: int, *, kind: AccountKind) -> int:
    """What is on an account, above zero where that is usual for its kind.

    >>> natural(-500, kind=AccountKind.LIABILITY), natural(500, kind=AccountKind.EXPENSE)
    (500, 500)
    """
    return -hundredths if kind in CREDIT else hundredths


def tables(found: TrialBalance, *, period: Period) -> list[Table]:
    """What is on each account, a table per kind; hours stand after euros."""
    made = []
    for commodity in Commodity:
        for kind, words in kind_words().items():
            rows = [one for one in found.rows if one.kind is kind and one.commodity is commodity]
            earlier = found.earlier.get(commodity, 0) if kind is AccountKind.EQUITY else 0
            if rows or earlier:
                caption = words if commodity is Commodity.EURO else _("{what}, in uren").format(what=words)
                made.append(_table(rows, caption=caption, earlier=earlier, commodity=commodity, period=period))
    return made


def _table(rows: Sequence[Balance], *, caption: str, earlier: int, commodity: Commodity, period: Period) -> Table:
    goes_on = period.begin is not None and not {one.kind for one in rows} & OF_A_YEAR
    lines = [(_account_cell(one, period=period), _values(one)) for one in rows]
    if earlier:
        result = natural(earlier, kind=AccountKind.EQUITY)
        lines.append((Cell(_("Wat eerdere jaren opleverden")), (result, 0, 0, result)))
    shown = slice(0 if goes_on else 1, None)
    sums = tuple(sum(values) for values in zip(*(values for _cell, values in lines), strict=True))
    return table(
        caption=caption,
        first=_("Rekening"),
        numeric=((_("Begin"),) if goes_on else ()) + (_("Debet"), _("Credit"), _("Eind") if goes_on else _("Saldo")),
        rows=tuple((cell, _written(values[shown], commodity=commodity)) for cell, values in lines),
        total=(_("Samen"), _written(sums[shown], commodity=commodity)) if len(lines) > 1 else None,
    )


def _account_cell(one: Balance, *, period: Period) -> Cell:
    kept = f"?periode={period.key}" if period.key else ""
    return Cell(one.name, url=f"{reverse('books_account', args=[one.account_id])}{kept}")


def _values(one: Balance) -> tuple[int, ...]:
    return (natural(one.before, kind=one.kind), one.debit, one.credit, natural(one.amount, kind=one.kind))


def _written(values: Iterable[int], *, commodity: Commodity) -> tuple[str, ...]:
    return tuple(amount(value, commodity=commodity) for value in values)


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


def account_facts(one: AccountRow, *, on_it: Balance, period: Period) -> list[dict[str, str]]:
    """What an account is and what is on it."""
    kind, commodity = AccountKind(one.kind), Commodity(one.commodity)
    begin, debit, credit, end = _written(_values(on_it), commodity=commodity)
    moved = [(_("Debet"), debit), (_("Credit"), credit)] if period.begin else []
    told = [
        (_("Begin"), begin if period.begin and kind not in OF_A_YEAR else ""),
        *moved,
        (_("Eind") if period.begin and kind not in OF_A_YEAR else _("Saldo"), end),
        (_("Soort"), kind_words()[kind]),
        (_("Code"), one.code),
        (_("Van"), one.organisation.name if one.organisation else ""),
        (_("Loopt tot en met"), day(one.until - ONE_DAY) if one.until else ""),
    ]
    return [{"name": name, "text": text} for name, text in told if text]


def account_bookings(rows: Sequence[BookedRow], *, account: AccountRow, reasons: Reasons) -> Table:
    """The bookings on one account: when, what, why, from or to where, and how much."""
    commodity = Commodity(account.commodity)
    return table(
        caption=_("Boekingen, de nieuwste eerst"),
        first=_("Dag"),
        words=(_("Wat"), _("Andere rekening")),
        numeric=(_("Bedrag"),) if commodity is Commodity.EURO else (_("Uren"),),
        rows=tuple((_day_cell(one), _cells_here(one, account=account, reasons=reasons)) for one in rows),
    )


def all_bookings(rows: Sequence[BookedRow], *, reasons: Reasons) -> Table:
    """Bookings on any account: when, what, why, on which accounts, and how much."""
    return table(
        caption=_("Boekingen, de nieuwste eerst"),
        first=_("Dag"),
        words=(_("Wat"), _("Rekeningen")),
        numeric=(_("Bedrag"),),
        rows=tuple(
            (
                _day_cell(one),
                (_what_cell(one, reasons=reasons), ", ".join(_accounts(one)), " + ".join(_moved(one))),
            )
            for one in rows
        ),
    )


def booking_heading(one: BookedRow) -> str:
    """What happened, and when."""
    what = booking_words()[BookingKind(one.kind)]
    return sentence(_("{what} van {day}").format(what=what, day=day(one.on)))


def undone_words(one: BookedRow) -> str:
    """That a booking was undone, and when; empty where it was not."""
    return _("Teruggeboekt op {day}").format(day=day(one.reversed_by.on)) if hasattr(one, "reversed_by") else ""


def booking_facts(one: BookedRow) -> list[dict[str, str]]:
    """What a booking is, beside its entries."""
    told = [
        (_("Op grond van"), because_words()[Because(one.because)]),
        (_("Kenmerk"), one.reference),
        (_("Opgeschreven op"), day(localdate(one.written_at))),
    ]
    return [{"name": name, "text": text} for name, text in told]


def entries_table(one: BookedRow) -> Table:
    """The entries of a booking, in their order."""
    return table(
        caption=_("Regels"),
        first=_("Rekening"),
        numeric=(_("Debet"), _("Credit")),
        rows=tuple(_entry(entry) for entry in _in_order(one)),
    )


def _entry(one: Any) -> tuple[Cell, tuple[str, str]]:
    said = amount(abs(one.amount), commodity=Commodity(one.commodity))
    cell = Cell(one.account.name, url=reverse("books_account", args=[one.account_id]))
    return cell, (said, "") if one.amount > 0 else ("", said)


def _in_order(one: BookedRow) -> list[Any]:
    return sorted(one.entries.all(), key=lambda entry: entry.position)


def _day_cell(one: BookedRow) -> Cell:
    return Cell(day(one.on), url=reverse("books_booking", args=[one.pk]))


def _what_cell(one: BookedRow, *, reasons: Reasons) -> Cell:
    what, why = booking_words()[BookingKind(one.kind)], reasons[one.pk]
    undone = _(", later teruggeboekt") if hasattr(one, "reversed_by") else ""
    return Cell(sentence(why.text), f"{what}{undone}", url=why.url)


def _accounts(one: BookedRow) -> list[str]:
    return list(dict.fromkeys(entry.account.name for entry in _in_order(one)))


def _moved(one: BookedRow) -> Iterator[str]:
    """How much went from account to account, per commodity."""
    for commodity in Commodity:
        moved = sum(each.amount for each in one.entries.all() if each.commodity == commodity.value and each.amount > 0)
        if moved:
            yield amount(moved, commodity=commodity)


def _cells_here(one: BookedRow, *, account: AccountRow, reasons: Reasons) -> tuple[Cell | str, ...]:
    kind, commodity = AccountKind(account.kind), Commodity(account.commodity)
    others = {entry.account.name for entry in one.entries.all() if entry.account_id != account.pk}
    here = sum(entry.amount for entry in one.entries.all() if entry.account_id == account.pk)
    said = amount(natural(here, kind=kind), commodity=commodity)
    return _what_cell(one, reasons=reasons), ", ".join(sorted(others)), said
