"""Books what happened, undoes it with a new booking, opens accounts and closes periods; nothing booked is ever changed."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.errors import NotFound, Place, Refused
from wijkwaarde.kernel.journals.journal import Journal
from wijkwaarde.kernel.ledger import rules
from wijkwaarde.kernel.ledger.models import Account, Booking, Closing
from wijkwaarde.kernel.ledger.queries import BookedRow, booked_under, bookings_for, books_for, closed_until
from wijkwaarde.kernel.ledger.reading import Booked, FromFile, Opened, accounts_in, bad, bookings_in
from wijkwaarde.kernel.ledger.rules import Draft
from wijkwaarde.kernel.ledger.terms import BOOKINGS_A_PIECE, AccountKind, Because, BookingKind, Commodity
from wijkwaarde.kernel.parties.actions import add_organisation

# One way to the database and back, however many there are (migration 0005).
POST = "SELECT key, id FROM ledger_post(%s, %s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Taken:
    """How many accounts and bookings a file has, and how many of those bookings were there already."""

    accounts: int
    bookings: int
    known: int


@transaction.atomic
def open_account(
    *,
    by: Actor,
    kind: AccountKind,
    commodity: Commodity,
    code: str,
    name: str,
    begin: date,
    organisation_id: int | None = None,
    product: str = "",
    source: str = "",
) -> Account:
    """Open an account, or find it where it was opened already. Errors: Refused; NotFound for who keeps no books."""
    rules.check_keeps(by.role, is_command=_is_command(by))
    rules.check_code(code)
    made, is_new = Account.objects.get_or_create(
        partnership_id=by.inside,
        kind=kind.value,
        commodity=commodity.value,
        code=code,
        defaults={
            "name": name,
            "begin": begin,
            "organisation_id": organisation_id,
            "product": product,
            "source": source,
        },
    )
    if is_new:
        by.record(Act.WRITE, "account", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def name_account(account_id: int, *, by: Actor, name: str) -> None:
    """Mend what an account is called on a page; its code stays, and so does what it counts. Errors: NotFound."""
    rules.check_keeps(by.role, is_command=_is_command(by))
    account = Account.objects.select_for_update().filter(partnership_id=by.inside, pk=account_id).first()
    if account is None:
        raise NotFound("account", object_id=account_id)
    if account.name != name:
        Account.objects.filter(pk=account.pk).update(name=name)
        by.record(Act.WRITE, "account", object_id=account.pk, subjects=[])


@transaction.atomic
def end_account(account_id: int, *, by: Actor, until: date) -> None:
    """From this day on nothing is booked on an account. Errors: Refused where something was; NotFound."""
    rules.check_keeps(by.role, is_command=_is_command(by))
    account = Account.objects.select_for_update().filter(partnership_id=by.inside, pk=account_id).first()
    if account is None:
        raise NotFound("account", object_id=account_id)
    last = account.entries.aggregate(last=Max("on"))["last"]
    rules.check_ends(until, begin=account.begin, last=last)
    if account.until != until:
        Account.objects.filter(pk=account.pk).update(until=until)
        by.record(Act.WRITE, "account", object_id=account.pk, subjects=[])


def post(draft: Draft, *, by: Actor, now: datetime) -> int:
    """Book what happened and give its id; the same key said again gives the booking that is there.

    Errors: Refused for what cannot be booked or for another booking under this key; NotFound.
    """
    return post_all([draft], by=by, now=now)[0]


def post_all(drafts: Sequence[Draft], *, by: Actor, now: datetime) -> list[int]:
    """Book many at once, all or none, and give their ids in order; see `post`."""
    for kind in {draft.kind for draft in drafts}:
        rules.check_writes(by.role, kind=kind, is_command=_is_command(by))
    if any(draft.kind is BookingKind.REVERSAL for draft in drafts):
        raise NotFound("booking")
    return _booked(drafts, by=by, now=now)


def reverse(booking_id: int, *, by: Actor, on: date, key: UUID, now: datetime) -> int:
    """Undo a booking with a new one that names it, on a day that is open, and give its id. Errors: Refused, NotFound."""
    return reverse_all([booking_id], by=by, on=on, keys=[key], now=now)[0]


def reverse_all(booking_ids: Sequence[int], *, by: Actor, on: date, keys: Sequence[UUID], now: datetime) -> list[int]:
    """Undo many at once, all or none, each under its key, and give the ids of what undoes them in order; see `reverse`."""
    undone = bookings_for(booking_ids, by=by)
    for kind in {one.kind for one in undone}:
        rules.check_writes(by.role, kind=BookingKind(kind), is_command=_is_command(by))
    done = {key: one.reversed_by.pk for key, one in zip(keys, undone, strict=True) if _is_undone(one, key=key)}
    fresh = {key: one for key, one in zip(keys, undone, strict=True) if key not in done}
    for one in fresh.values():
        rules.check_may_reverse(kind=BookingKind(one.kind), is_reversed=hasattr(one, "reversed_by"))
    made = _booked([_undoing(one, on=on, key=key) for key, one in fresh.items()], by=by, now=now)
    done |= dict(zip(fresh, made, strict=True))
    return [done[key] for key in keys]


def _is_undone(one: BookedRow, *, key: UUID) -> bool:
    """Whether this very reversal was asked before."""
    return hasattr(one, "reversed_by") and one.reversed_by.key == key


def _undoing(one: BookedRow, *, on: date, key: UUID) -> Draft:
    entries = tuple((account_id, -amount) for account_id, amount in _entries(one))
    return Draft(on, BookingKind.REVERSAL, Because.BOOKING, f"booking-{one.pk}", entries, key, one.pk)


@transaction.atomic
def close_period(*, by: Actor, until: date, today: date, now: datetime) -> Closing:
    """Close all days before a day, for good. Errors: Refused; NotFound for who keeps no books."""
    rules.check_keeps(by.role, is_command=_is_command(by))
    rules.check_closes(until, closed_until=closed_until(by=by), today=today)
    told = {"closed_at": now, "user_id": by.user_id, "membership_id": by.membership_id}
    made, is_new = Closing.objects.get_or_create(partnership_id=by.inside, until=until, defaults=told)
    if not is_new:  # somebody closed it a moment earlier
        rules.check_closes(until, closed_until=until, today=today)
    by.record(Act.WRITE, "closing", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def take_in(journal: Journal, *, by: Actor, now: datetime) -> Taken:
    """Open the accounts and make the bookings of a file; those with a known key stay as they are. Errors: Problem."""
    rules.check_keeps(by.role, is_command=_is_command(by))
    bookings, today = bookings_in(journal), timezone.localdate(now)
    accounts = accounts_in(journal, bookings=bookings, today=today)
    ids = {(one.account, one.commodity): _opened(one, by=by, today=today) for one in accounts}
    known = booked_under([one.booked.key for one in bookings], by=by)
    fresh = [one for one in bookings if not _is_there(one, known=known)]
    new, back = ([one for one in fresh if (one.booked.reverses is None) is is_new] for is_new in (True, False))
    for piece in batched(new, BOOKINGS_A_PIECE, strict=False):
        _post_those(piece, accounts=ids, by=by, now=now)
    for piece in batched(back, BOOKINGS_A_PIECE, strict=False):
        _reverse_those(piece, by=by, now=now)
    _end_those(accounts, ids=ids, by=by)
    return Taken(len(accounts), len(bookings), len(bookings) - len(fresh))


def _opened(one: Opened, *, by: Actor, today: date) -> int:
    with _at(one.place, account=one.account):
        maker = add_organisation(by=by, name=one.organisation, today=today) if one.organisation else None
        return open_account(
            by=by,
            kind=one.kind,
            commodity=one.commodity,
            code=one.code,
            name=one.name,
            begin=one.begin,
            organisation_id=maker.pk if maker else None,
            product=one.product,
            source=one.source,
        ).pk


def _end_those(accounts: Sequence[Opened], *, ids: dict[tuple[str, Commodity], int], by: Actor) -> None:
    """End what the file ends, in the order in which who books takes accounts, so that the two never wait for each other."""
    for one in sorted(accounts, key=lambda opened: ids[opened.account, opened.commodity]):
        if one.until is not None:
            with _at(one.place, account=one.account):
                end_account(ids[one.account, one.commodity], by=by, until=one.until)


def _is_there(one: FromFile, *, known: dict[UUID, Booked]) -> bool:
    """Whether this very booking is there already. Errors: Problem where another one is there under its key."""
    earlier = known.get(one.booked.key)
    if earlier is None:
        return False
    same = replace(one.booked, number=earlier.number)
    if one.booked.reverses is not None:
        same = replace(same, reference=earlier.reference)  # it names the number that the other has here
    if same != earlier:
        raise bad(one.place, what=_("Onder deze sleutel staat al een andere boeking."))
    return True


def _post_those(
    piece: Sequence[FromFile], *, accounts: dict[tuple[str, Commodity], int], by: Actor, now: datetime
) -> None:
    drafts = [_draft(one.booked, accounts=accounts) for one in piece]
    try:
        post_all(drafts, by=by, now=now)
    except Refused:
        # Which one it was: each alone, up to the one that is refused again.
        for one, draft in zip(piece, drafts, strict=True):
            with _at(one.place):
                post(draft, by=by, now=now)
        raise


def _draft(one: Booked, *, accounts: dict[tuple[str, Commodity], int]) -> Draft:
    entries = tuple((accounts[name, commodity], amount) for name, commodity, amount in one.entries)
    return Draft(one.on, one.kind, one.because, one.reference, entries, one.key)


def _reverse_those(piece: Sequence[FromFile], *, by: Actor, now: datetime) -> None:
    undone = booked_under([one.booked.reverses for one in piece if one.booked.reverses], by=by)
    on_day: dict[date, list[tuple[FromFile, int]]] = defaultdict(list)
    for one in piece:
        target = undone.get(one.booked.reverses) if one.booked.reverses else None
        if target is None or target.undone != one.booked.entries:
            raise bad(one.place, what=_("Dit boekt niet terug wat bij 'reverses' staat."))
        on_day[one.booked.on].append((one, target.number))
    for on, those in on_day.items():
        keys = [one.booked.key for one, _number in those]
        try:
            reverse_all([number for _one, number in those], by=by, on=on, keys=keys, now=now)
        except Refused:
            for one, number in those:
                with _at(one.place):
                    reverse(number, by=by, on=on, key=one.booked.key, now=now)
            raise


@contextmanager
def _at(place: Place | None, *, account: str = "") -> Iterator[None]:
    """What is refused, as a problem of the line where it stands, and of an account where it is about one."""
    try:
        yield
    except Refused as refused:
        what = _("Rekening '{account}': {why}").format(account=account, why=refused.text) if account else refused.text
        raise bad(place or Place(""), what=what) from refused


def _booked(drafts: Sequence[Draft], *, by: Actor, now: datetime) -> list[int]:
    for draft in drafts:
        rules.check_said(draft)
    with transaction.atomic() if len(drafts) > 1 else nullcontext():
        return _written(drafts, by=by, now=now)


def _written(drafts: Sequence[Draft], *, by: Actor, now: datetime) -> list[int]:
    first = {draft.key: draft for draft in reversed(drafts)}
    told = json.dumps([_told(draft) for draft in first.values()])
    with connection.cursor() as cursor:
        cursor.execute(POST, [by.inside, told, now, by.user_id, by.membership_id])
        ids: dict[UUID, int] = dict(cursor.fetchall())
    for booking_id in sorted(ids.values()):
        by.record(Act.WRITE, "booking", object_id=booking_id, subjects=[])
    left = [draft for draft in drafts if draft.key not in ids or draft is not first[draft.key]]
    ids |= _earlier(left, by=by) if left else {}
    return [ids[draft.key] for draft in drafts]


def _told(draft: Draft) -> dict[str, Any]:
    """A draft as `ledger_post` reads it."""
    return {
        "key": str(draft.key),
        "on": draft.on.isoformat(),
        "kind": draft.kind.value,
        "because": draft.because.value,
        "reference": draft.reference,
        "reverses": draft.reverses,
        "entries": draft.entries,
    }


def _earlier(drafts: Sequence[Draft], *, by: Actor) -> dict[UUID, int]:
    """The bookings that are there under these keys. Errors: Refused where it is another one or none could be; NotFound."""
    rows = Booking.objects.filter(partnership_id=by.inside, key__in={draft.key for draft in drafts})
    found = {one.key: one for one in rows.prefetch_related("entries")}
    accounts, closed = books_for({account for draft in drafts for account, _amount in draft.entries}, by=by)
    for draft in drafts:
        earlier = found.get(draft.key)
        if earlier is None:
            rules.check_draft(draft, accounts=accounts, closed_until=closed)
            raise Refused(_("Deze boeking is al teruggeboekt."))
        said = (earlier.on, earlier.kind, earlier.because, earlier.reference, _entries(earlier))
        if said != (draft.on, draft.kind.value, draft.because.value, draft.reference, draft.entries):
            told = _("Onder deze sleutel staat al een andere boeking. Laad de pagina opnieuw en kijk wat er staat.")
            raise Refused(told)
    return {key: one.pk for key, one in found.items()}


def _entries(found: Booking) -> tuple[tuple[int, int], ...]:
    in_order: Iterable[tuple[int, int, int]] = sorted(
        (one.position, one.account_id, one.amount) for one in found.entries.all()
    )
    return tuple((account_id, amount) for _position, account_id, amount in in_order)


def _is_command(by: Actor) -> bool:
    return by.user_id is None and by.membership_id is None and by.person_id is None
