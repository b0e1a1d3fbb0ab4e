"""What the pages of small purses show, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.small_purses.queries import KeptPurse, OwnPurse, PaymentRow, TopUpRow
from wijkwaarde.kernel.small_purses.rules import may_keep, may_undo
from wijkwaarde.web.format import day, money, near_day
from wijkwaarde.web.saves.book import Book, Table
from wijkwaarde.web.tables import Cell, table
from wijkwaarde.web.tables import Table as PageTable

CENTS = 100


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """A payment: how much, what for, when and by whom, and what can still be done with it (empty: not by you)."""

    amount: str
    what: str
    detail: str
    tag: str
    tone: str
    receipt: str
    add_receipt: str
    undo: str
    seen: str


@dataclass(frozen=True, slots=True)
class TopUpLine:
    """A top-up, and where it is undone (empty: it was)."""

    words: str
    undo: str


def euros_of(cents: int) -> str:
    """Cents as an amount."""
    return money(cents / CENTS)


def left_words(own: OwnPurse, *, keeps: bool) -> str:
    """What is left to pay from, in a sentence."""
    if own.left is None and keeps:
        return _("Jouw organisatie heeft nog geen kleine beurs. Maak er een bij ‘De beurzen’.")
    if own.left is None:
        return _("Jouw organisatie heeft nog geen kleine beurs. De controller maakt er een.")
    if own.left < 0:
        return _("De beurs staat {amount} in de min. Je kunt gewoon betalen: de controller vult aan.").format(
            amount=euros_of(-own.left)
        )
    return _("In de beurs van je organisatie zit nog {amount}.").format(amount=euros_of(own.left))


def payment_lines(found: Iterable[PaymentRow], *, by: Actor, today: date, is_list: bool) -> list[PaymentLine]:
    """Payments as one person sees them; a list says by whom and from which purse."""
    return [_line(one, by=by, today=today, is_list=is_list) for one in found]


def _line(one: PaymentRow, *, by: Actor, today: date, is_list: bool) -> PaymentLine:
    is_own, keeps = one.paid_by_id == by.membership_id, may_keep(by.role)
    undoes = one.undone_on is None and may_undo(one.on, today=today, is_own=is_own, keeps=keeps and is_list)
    has_receipt = bool(getattr(one, "has_receipt", False))
    tag, tone = _tag(one)
    waits = is_list and keeps and one.is_over and one.seen_on is None and one.undone_on is None
    return PaymentLine(
        amount=euros_of(one.cents),
        what=one.what,
        detail=_detail(one, is_list=is_list),
        tag=tag,
        tone=tone,
        receipt=reverse("small_purse_picture", args=[one.pk]) if has_receipt else "",
        add_receipt=reverse("small_purse_receipt", args=[one.pk]) if is_own and one.undone_on is None else "",
        undo=reverse("small_purse_undo", args=[one.pk]) if undoes else "",
        seen=reverse("small_purse_seen", args=[one.pk]) if waits else "",
    )


def _detail(one: PaymentRow, *, is_list: bool) -> str:
    parts = [near_day(one.on)]
    if is_list:
        parts += [one.paid_by.name, one.purse.organisation.name]
    if one.number:
        parts.append(_("afspraak {number}").format(number=one.number))
    return ", ".join(parts)


def _tag(one: PaymentRow) -> tuple[str, str]:
    if one.undone_on is not None:
        return _("ongedaan gemaakt"), ""
    if not one.is_over:
        return "", ""
    return (_("boven de grens"), "wait") if one.seen_on is None else (_("bekeken"), "done")


def purse_table(found: Sequence[KeptPurse]) -> PageTable:
    """What is left in each purse, and what went out of it."""
    rows = tuple(
        (one.organisation.name, (_left(one), Cell(euros_of(one.spent)))) for one in found if one.left is not None
    )
    return table(
        caption=_("De kleine beurzen"), first=_("Organisatie"), numeric=(_("Over"), _("Uitgegeven")), rows=rows
    )


def _left(one: KeptPurse) -> Cell:
    left = one.left or 0
    return Cell(euros_of(left), detail=_("in de min") if left < 0 else "")


def top_up_lines(found: Iterable[TopUpRow]) -> list[TopUpLine]:
    """The last top-ups."""
    words = _("{amount} voor {name}, {day}")
    return [
        TopUpLine(
            words.format(amount=euros_of(one.cents), name=one.purse.organisation.name, day=near_day(one.on)),
            reverse("small_purse_undo_top_up", args=[one.pk]) if one.undone_on is None else "",
        )
        for one in found
    ]


def book_of(found: Iterable[PaymentRow]) -> Book:
    """All payments as one table for a file."""
    columns = (
        _("Datum"),
        _("Organisatie"),
        _("Wie"),
        _("Waarvoor"),
        _("Afspraaknummer"),
        _("Bedrag"),
        _("Boven de grens"),
        _("Bon"),
        _("Ongedaan gemaakt"),
        _("Boeking"),
    )
    yes, no = _("ja"), _("nee")
    rows = [
        (
            one.on,
            one.purse.organisation.name,
            one.paid_by.name,
            one.what,
            one.number,
            one.cents / CENTS,
            yes if one.is_over else no,
            yes if getattr(one, "has_receipt", False) else no,
            "" if one.undone_on is None else day(one.undone_on),
            one.booking_id,
        )
        for one in found
    ]
    return Book("kleine-beurs", (Table(_("Betalingen"), columns, rows),))
