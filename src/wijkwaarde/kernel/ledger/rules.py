"""Decides what can be booked, by whom and when; it asks no database."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import blake2b
from uuid import UUID, uuid4

from django.utils.text import slugify
from django.utils.translation import gettext as _

from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.ledger.terms import (
    CODE,
    FEWEST_ENTRIES,
    HUNDREDTHS,
    LARGEST_AMOUNT,
    LARGEST_PERCENTAGE,
    LONGEST_CODE,
    LONGEST_NAME,
    LONGEST_REFERENCE,
    MOST_ENTRIES,
    PERCENTAGE_PLACES,
    REFERENCE,
    Because,
    BookingKind,
    Commodity,
)

READERS = frozenset({Role.CONTROLLER.value, Role.MANAGER.value, Role.BOARD.value})
EVERY_MEMBER = frozenset(role.value for role in Role)
# Who may write which kind; a command books whatever it was made for.
WRITERS = {
    BookingKind.SMALL_PURSE: EVERY_MEMBER,
    BookingKind.HOURS: EVERY_MEMBER,
}
CONTROLLER = frozenset({Role.CONTROLLER.value})
# 250.000 as people write it: a quarter of a million, and not 250 with three decimals.
THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(\.\d{3})+")
# How people here write that there are no cents: 25,-
NO_CENTS = re.compile(r"[,.]\s*[-\u2013\u2014=]{1,2}\s*$")
AMOUNT = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)")


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be booked: the day, what and why, and per entry the account and the hundredths, in their order.

    `key` makes the same draft posted twice one booking. `reverses` is the booking that it undoes; only `reverse` sets it.
    """

    on: date
    kind: BookingKind
    because: Because
    reference: str
    entries: tuple[tuple[int, int], ...]
    key: UUID = field(default_factory=uuid4)
    reverses: int | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What a rule needs to know of an account: its commodity, and from when until when it runs."""

    commodity: Commodity
    begin: date
    until: date | None
    name: str

    def runs(self, on: date) -> bool:
        """Whether something may be booked on it on a day."""
        return self.begin <= on and (self.until is None or on < self.until)


def may_read(role: str) -> bool:
    """Whether somebody reads the books: controller, manager and board."""
    return role in READERS


def check_reads(role: str) -> None:
    """Errors: NotFound for who reads no books."""
    if not may_read(role):
        raise NotFound("ledger")


def may_write(role: str, *, kind: BookingKind, is_command: bool) -> bool:
    """Whether somebody books this kind: the controller everything, everybody a small purse and hours."""
    return is_command or role in WRITERS.get(kind, CONTROLLER)


def check_writes(role: str, *, kind: BookingKind, is_command: bool) -> None:
    """Errors: NotFound for who may not book this kind."""
    if not may_write(role, kind=kind, is_command=is_command):
        raise NotFound("booking")


def check_keeps(role: str, *, is_command: bool) -> None:
    """Errors: NotFound for who neither opens an account nor closes a period."""
    if not is_command and role not in CONTROLLER:
        raise NotFound("ledger")


def check_said(draft: Draft) -> None:
    """Refuse what is wrong in a draft by itself, whatever the books are. Errors: Refused."""
    check_reference(draft.reference)
    _check_size(draft)
    for _account_id, amount in draft.entries:
        check_amount(amount)


def check_draft(draft: Draft, *, accounts: Mapping[int, Known], closed_until: date | None) -> None:
    """Refuse what these books have no place for. Errors: Refused; NotFound for an account that is not there.

    The database leaves out what this refuses (`ledger_post`), so it is asked only to say why.
    """
    for account_id, _amount in draft.entries:
        if account_id not in accounts:
            raise NotFound("account", object_id=account_id)
        _check_runs(accounts[account_id], on=draft.on)
    _check_zero(draft, accounts=accounts)
    check_is_open(draft.on, closed_until=closed_until)


def check_is_open(on: date, *, closed_until: date | None) -> None:
    """Refuse a day in a closed period."""
    if closed_until is not None and on < closed_until:
        raise Refused(
            _("De boeken zijn gesloten tot {day}. Boek een verbetering op een dag daarna.").format(
                day=closed_until.strftime("%d-%m-%Y")
            ),
            field="on",
        )


def check_reference(reference: str) -> None:
    """Refuse a reference that is none: it names a row or a document, and has no room for a sentence about somebody."""
    if len(reference) > LONGEST_REFERENCE or not re.fullmatch(REFERENCE, reference):
        raise Refused(
            _("Een kenmerk heeft letters, cijfers en . / : # _ - en geen spaties. Bijvoorbeeld: besluit-2026-14."),
            field="reference",
        )


def check_code(code: str) -> None:
    """Refuse the code of an account that Beancount and hledger cannot both read."""
    if len(code) > LONGEST_CODE or not re.fullmatch(CODE, code):
        raise Refused(
            _("Een code begint met een hoofdletter of cijfer, zonder spaties. Delen staan achter een dubbele punt."),
            field="code",
        )


def check_amount(amount: int) -> None:
    """Refuse nothing, and what is too much to be true."""
    if amount == 0:
        raise Refused(_("Een regel van 0 boeken we niet. Vul een bedrag in, of haal de regel weg."), field="amount")
    _check_size_of(amount)


def _check_size_of(amount: int) -> None:
    if abs(amount) > LARGEST_AMOUNT:
        raise Refused(_("Dit is meer dan een miljard. Staan er misschien centen in plaats van euro’s?"), field="amount")


def check_may_reverse(*, kind: BookingKind, is_reversed: bool) -> None:
    """Refuse to undo what is undone, and to undo an undoing: then it is booked again, as something new."""
    if kind is BookingKind.REVERSAL:
        raise Refused(_("Dit is zelf een terugboeking. Klopte de eerste boeking toch? Boek die dan opnieuw."))
    if is_reversed:
        raise Refused(_("Deze boeking is al teruggeboekt."))


def check_closes(until: date, *, closed_until: date | None, today: date) -> None:
    """Refuse to close what is closed, and days that are still to come."""
    if closed_until is not None and until <= closed_until:
        raise Refused(_("Deze periode is al gesloten."), field="until")
    if until > today:
        raise Refused(_("Een periode sluit pas als hij voorbij is."), field="until")


def check_ends(until: date, *, begin: date, last: date | None) -> None:
    """Refuse an end before the begin, and one before the day on which something was booked last."""
    if until < begin or (last is not None and until <= last):
        raise Refused(_("Op deze rekening staat nog iets op een latere dag."), field="until")


def hundredths(text: str) -> int:
    """A typed amount as whole hundredths, with a comma or a point before them. Errors: Refused, never rounded silently.

    Points before each three digits are those between thousands, as people here write them; `25,-` is 25.

    >>> hundredths("1.234,50"), hundredths("-0,5"), hundredths("1234.5"), hundredths("250.000"), hundredths("€ 25,-")
    (123450, -50, 123450, 25000000, 2500)
    """
    typed = number(NO_CENTS.sub("", text.replace("€", "")))
    if typed is None:
        raise Refused(_("Dit is geen bedrag. Schrijf het zo: 1234,50."), field="amount")
    exact = typed * HUNDREDTHS
    whole = int(exact)
    if whole != exact:
        raise Refused(_("Een bedrag heeft ten hoogste twee cijfers achter de komma."), field="amount")
    _check_size_of(whole)
    return whole


def number(text: str) -> Decimal | None:
    """A typed number, as people here and programs write it; None for what is none.

    >>> number("1.234"), number("1,5"), number("1.5"), number("12.50,00")
    (Decimal('1234'), Decimal('1.5'), Decimal('1.5'), None)
    """
    plain = "".join(text.split()).replace("\N{MINUS SIGN}", "-")
    whole, comma, after = plain.partition(",")
    if THOUSANDS.fullmatch(whole):
        whole = whole.replace(".", "")
    plain = f"{whole}.{after}" if comma else whole
    return Decimal(plain) if AMOUNT.fullmatch(plain) else None


def percentage(text: str, *, field: str) -> Decimal:
    """A typed percentage. Errors: Refused for what is none, and for more than three decimals.

    >>> percentage("4,94", field="percent"), percentage("-0.5%", field="percent")
    (Decimal('4.94'), Decimal('-0.5'))
    """
    plain = text.strip().removesuffix("%").strip().replace("\N{MINUS SIGN}", "-").replace(",", ".")
    typed = Decimal(plain) if AMOUNT.fullmatch(plain) else None
    if typed is None or abs(typed) > LARGEST_PERCENTAGE:
        raise Refused(_("Dit is geen percentage. Schrijf het zo: 2,5."), field=field)
    if typed != round(typed, PERCENTAGE_PLACES):
        raise Refused(_("Een percentage heeft ten hoogste drie cijfers achter de komma."), field=field)
    return typed


def _check_size(draft: Draft) -> None:
    if len(draft.entries) < FEWEST_ENTRIES:
        raise Refused(_("Een boeking heeft minstens twee regels: waar het vandaan komt en waar het heen gaat."))
    if len(draft.entries) > MOST_ENTRIES:
        raise Refused(_("Een boeking heeft ten hoogste {count} regels. Maak er meer van.").format(count=MOST_ENTRIES))


def _check_runs(account: Known, *, on: date) -> None:
    """Refuse a day before an account begins, or after it ended: maybe somebody ended it a moment ago."""
    if account.until is not None and on >= account.until:
        told = _("Op ‘{name}’ kan vanaf {day} niets meer geboekt worden. Kies een eerdere dag, of een andere rekening.")
        raise Refused(told.format(name=account.name, day=account.until.strftime("%d-%m-%Y")), field="on")
    if on < account.begin:
        told = _("Op ‘{name}’ kan pas vanaf {day} iets geboekt worden. Kies een latere dag, of een andere rekening.")
        raise Refused(told.format(name=account.name, day=account.begin.strftime("%d-%m-%Y")), field="on")


def _check_zero(draft: Draft, *, accounts: Mapping[int, Known]) -> None:
    left = sums(draft.entries, accounts=accounts)
    for commodity, amount in left.items():
        if amount != 0:
            raise Refused(
                _("De regels komen niet op nul uit: er is {amount} {commodity} over.").format(
                    amount=Decimal(amount) / HUNDREDTHS, commodity=commodity.value
                )
            )


def sums(entries: Iterable[tuple[int, int]], *, accounts: Mapping[int, Known]) -> dict[Commodity, int]:
    """The sum of entries per commodity, in hundredths."""
    left: Counter[Commodity] = Counter()
    for account_id, amount in entries:
        left[accounts[account_id].commodity] += amount
    return dict(left)


def code_of(*parts: str) -> str:
    """The code of an account from names: what Beancount and hledger both read.

    >>> code_of("Delivered", "Zorgaanbieder De Brug-12", "begeleiding")
    'Delivered:Zorgaanbieder-De-Brug-12:Begeleiding'
    """
    code = ":".join(_capitals(part) for part in parts)
    if len(code) <= LONGEST_CODE:
        return code
    mark = blake2b(code.encode(), digest_size=4).hexdigest()  # two long names that begin alike stay two
    return f"{code[: LONGEST_CODE - len(mark) - 1].rstrip(':-')}-{mark}"


def name_of(*parts: str) -> str:
    """The name of an account from names, each cut off where they do not fit together.

    >>> name_of("De Brug", "begeleiding")
    'De Brug: begeleiding'
    """
    name = ": ".join(parts)
    room = LONGEST_NAME // len(parts) - len(": ")
    return name if len(name) <= LONGEST_NAME else ": ".join(part[:room] for part in parts)


def _capitals(name: str) -> str:
    words = slugify(name).replace("_", "-").split("-")
    return "-".join(word[:1].upper() + word[1:] for word in words if word) or "X"
