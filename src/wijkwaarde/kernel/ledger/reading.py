"""What the books and a journal say of each other: accounts and bookings as plain values; it asks no database and no program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Place, Problem
from wijkwaarde.kernel.journals.journal import Journal, Moving, Opening
from wijkwaarde.kernel.ledger.terms import (
    HUNDREDTHS,
    LONGEST_NAME,
    ROOTS,
    AccountKind,
    Because,
    BookingKind,
    Commodity,
)

KINDS = {root: kind for kind, root in ROOTS.items()}
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Opened:
    """An account without its id; `organisation` is its name, and `place` where a file first names it."""

    kind: AccountKind
    commodity: Commodity
    code: str
    name: str
    begin: date
    until: date | None = None
    organisation: str = ""
    product: str = ""
    source: str = ""
    place: Place | None = None

    @property
    def account(self) -> str:
        """Its whole name in a journal, behind its root; one in euros and one in hours may share it."""
        return f"{ROOTS[self.kind]}:{self.code}"

    @property
    def tags(self) -> dict[str, str]:
        """What a journal says of it, under names that end in what it counts."""
        told = {
            "name": self.name,
            "begin": self.begin.isoformat(),
            "until": self.until.isoformat() if self.until else "",
            "organisation": self.organisation,
            "product": self.product,
            "source": self.source,
        }
        return {f"{name}-{self.commodity.value.lower()}": value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True)
class Booked:
    """A booking with its accounts by their whole names, and the hundredths of each entry, in order.

    `number` is its id here, 0 where it has none yet. `reverses` is the key of the booking that it undoes.
    """

    number: int
    key: UUID
    on: date
    kind: BookingKind
    because: Because
    reference: str
    reverses: UUID | None
    entries: tuple[tuple[str, Commodity, int], ...]

    @property
    def undone(self) -> tuple[tuple[str, Commodity, int], ...]:
        """The entries of what would undo it."""
        return tuple((account, commodity, -amount) for account, commodity, amount in self.entries)


@dataclass(frozen=True, slots=True)
class FromFile:
    """A booking that was read, and where it stands."""

    place: Place
    booked: Booked


def openings(accounts: Iterable[Opened]) -> Iterator[Opening]:
    """Accounts as a journal opens them: those that share a name together."""
    in_order = sorted(accounts, key=lambda one: (one.account, one.commodity))
    for account, found in groupby(in_order, key=lambda one: one.account):
        group = list(found)
        ends = [one.until for one in group if one.until is not None]
        yield Opening(
            account=account,
            commodities=tuple(one.commodity.value for one in group),
            begin=min(one.begin for one in group),
            until=max(ends) if len(ends) == len(group) else None,
            tags={name: value for one in group for name, value in one.tags.items()},
        )


def moving(one: Booked) -> Moving:
    """A booking as a journal tells it, with all that is known of it."""
    undone = {"reverses": str(one.reverses)} if one.reverses else {}
    tags = {
        "id": str(one.number),
        "key": str(one.key),
        "kind": one.kind.value,
        "because": one.because.value,
        "reference": one.reference,
        **undone,
    }
    entries = tuple((account, commodity.value, amount * CENT) for account, commodity, amount in one.entries)
    return Moving(one.on, f"{one.kind.value} {one.reference}", tags, entries)


def bookings_in(journal: Journal) -> list[FromFile]:
    """The bookings of a file, in its order. Errors: Problem at the line of the first that is none of ours."""
    return [_from_file(one, place=Place(journal.file, line=one.line)) for one in journal.movings]


def accounts_in(journal: Journal, *, bookings: Iterable[FromFile], today: date) -> list[Opened]:
    """The accounts of a file: those that it opens, and those that it only books on. Errors: Problem."""
    told = {one.account: one for one in journal.openings}
    first: dict[tuple[str, str], FromFile] = {}
    for one in sorted(bookings, key=lambda read: read.booked.on):
        for name, commodity, _amount in one.booked.entries:
            first.setdefault((name, commodity), one)
    known = set(Commodity)
    unused = {(one.account, word) for one in journal.openings for word in one.commodities if word in known}
    return [
        _account(
            name,
            commodity=commodity,
            told=told.get(name),
            first=first.get((name, commodity)),
            file=journal.file,
            today=today,
        )
        for name, commodity in sorted(unused | first.keys())
    ]


def bad(place: Place, *, what: str, expected: str = "") -> Problem:
    """What to raise about something in a file that cannot be booked."""
    return Problem(
        what,
        place=place,
        expected=expected or _("een boeking die hier kan."),
        remedy=_("Verbeter deze regel. Er is niets geboekt."),
    )


def _from_file(one: Moving, *, place: Place) -> FromFile:
    kind = _word(BookingKind, tags=one.tags, name="kind", place=place)
    booked = Booked(
        number=0,
        key=_key(one, name="key", place=place),
        on=one.on,
        kind=kind,
        because=_word(Because, tags=one.tags, name="because", place=place),
        reference=one.tags.get("reference", ""),
        reverses=_key(one, name="reverses", place=place) if kind is BookingKind.REVERSAL else None,
        entries=tuple(_entry(entry, place=place) for entry in one.entries),
    )
    return FromFile(place, booked)


def _entry(entry: tuple[str, str, Decimal], *, place: Place) -> tuple[str, Commodity, int]:
    account, commodity, amount = entry
    if commodity not in set(Commodity):
        what = _("Op rekening '{account}' staat een bedrag in {found}.").format(account=account, found=commodity)
        raise bad(place, what=what, expected=_("EUR of HOUR."))
    exact = amount * HUNDREDTHS
    if exact != int(exact) or not exact:
        what = _("Op rekening '{account}' staat {found}.").format(account=account, found=amount)
        raise bad(
            place, what=what, expected=_("een bedrag dat niet 0 is, met ten hoogste twee cijfers achter de punt.")
        )
    return account, Commodity(commodity), int(exact)


def _word[Word: StrEnum](words: type[Word], *, tags: Mapping[str, str], name: str, place: Place) -> Word:
    found = tags.get(name, "")
    if found not in set(words):
        what = _("Bij '{name}' staat '{found}'.").format(name=name, found=found)
        raise bad(place, what=what, expected=", ".join(one.value for one in words) + ".")
    return words(found)


def _key(one: Moving, *, name: str, place: Place) -> UUID:
    found = one.tags.get(name, "")
    try:
        return UUID(found)
    except ValueError as error:
        what = _("Bij '{name}' staat '{found}'.").format(name=name, found=found)
        raise bad(place, what=what, expected=_("een sleutel (UUID), voor elke boeking een andere.")) from error


def _account(
    name: str, *, commodity: str, told: Opening | None, first: FromFile | None, file: str, today: date
) -> Opened:
    place = first.place if first else Place(file)
    root, _colon, code = name.partition(":")
    if root not in KINDS:
        what = _("De rekening '{name}' heeft een onbekend begin.").format(name=name)
        raise bad(place, what=what, expected=", ".join(KINDS) + ".")
    said = _said(told, commodity=commodity, place=place)
    begin = _day(said.get("begin", ""), place=place) or (told.begin if told else None)
    return Opened(
        kind=KINDS[root],
        commodity=Commodity(commodity),
        code=code,
        name=said.get("name") or code,
        begin=begin or (first.booked.on if first else today),
        until=_day(said.get("until", ""), place=place) or (told.until if told else None),
        organisation=said.get("organisation", ""),
        product=said.get("product", ""),
        source=said.get("source", ""),
        place=place,
    )


def _said(told: Opening | None, *, commodity: str, place: Place) -> dict[str, str]:
    """What a file says of an account in one commodity. Errors: Problem for a text that is too long."""
    end = f"-{commodity.lower()}"
    said = {name.removesuffix(end): value for name, value in (told.tags if told else {}).items() if name.endswith(end)}
    for name, value in said.items():
        if len(value) > LONGEST_NAME:
            what = _("Bij '{name}' staat een tekst van {count} tekens.").format(name=name, count=len(value))
            raise bad(place, what=what, expected=_("hooguit {limit} tekens.").format(limit=LONGEST_NAME))
    return said


def _day(text: str, *, place: Place) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        what = _("Hier staat de dag '{found}'.").format(found=text)
        raise bad(place, what=what, expected=_("een dag zoals 2026-01-31.")) from error
