"""Books what happened, undoes it with a new booking, opens accounts and closes periods; nothing booked is ever changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from itertools import batched
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.errors import NotFound, Place, Refused
from wijkwaarde.kernel.journals.journal import Journal
from wijkwaarde.kernel.ledger import rules
from wijkwaarde.kernel.ledger.models import Account, Booking, Closing
from wijkwaarde.kernel.ledger.queries import booked_under, booking_for, books_for, closed_until
from wijkwaarde.kernel.ledger.reading import Booked, FromFile, Opened, accounts_in, bad, bookings_in
from wijkwaarde.kernel.ledger.rules import Draft
from wijkwaarde.kernel.ledger.terms import BOOKINGS_A_PIECE, AccountKind, Because, BookingKind, Commodity
from wijkwaarde.kernel.parties.actions import add_organisation
from wijkwaarde.kernel.trail.actions import write_lines

# The names that the database gives to what it refuses (migrations 0001 and 0003).
IS_CLOSED, IS_REVERSED = "ledger_closed", "ledger_booking_reverses_id_key"
# Booking and entries in one statement: one way to the database and back, and nothing at all where the key is known.
POST = """
WITH booked AS (
    INSERT INTO ledger_booking
        (partnership_id, key, "on", kind, because, reference, reverses_id, size, written_at, user_id, membership_id)
    VALUES (%(inside)s, %(key)s, %(on)s, %(kind)s, %(because)s, %(reference)s, %(reverses)s, %(size)s, %(now)s,
        %(user)s, %(membership)s)
    ON CONFLICT (partnership_id, key) DO NOTHING
    RETURNING id
), entered AS (
    INSERT INTO ledger_entry (partnership_id, booking_id, position, account_id, commodity, "on", amount)
    SELECT %(inside)s, booked.id, e.position, e.account_id, e.commodity, %(on)s, e.amount
    FROM booked, unnest(%(accounts)s::bigint[], %(commodities)s::text[], %(amounts)s::bigint[])
        WITH ORDINALITY AS e (account_id, commodity, amount, position)
)
SELECT id FROM booked
"""
# What is refused only here takes nothing else of the transaction along, and costs no other way to the database and back.
SAVEPOINT = "ledger_post"
POST_OR_NOTHING = f"SAVEPOINT {SAVEPOINT}; {POST}; RELEASE {SAVEPOINT}"


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
    accounts, closed = books_for({account for draft in drafts for account, _amount in draft.entries}, by=by)
    for draft in drafts:
        if draft.kind is BookingKind.REVERSAL:
            raise NotFound("booking")
        rules.check_draft(draft, accounts=accounts, closed_until=closed)
    commodities = {account_id: known.commodity.value for account_id, known in accounts.items()}
    with transaction.atomic() if len(drafts) > 1 else nullcontext():
        return [_written(draft, commodities, by=by, now=now) for draft in drafts]


def reverse(booking_id: int, *, by: Actor, on: date, key: UUID, now: datetime) -> int:
    """Undo a booking with a new one that names it, on a day that is open, and give its id. Errors: Refused, NotFound."""
    found = booking_for(booking_id, by=by)
    kind = BookingKind(found.kind)
    rules.check_writes(by.role, kind=kind, is_command=_is_command(by))
    earlier = Booking.objects.filter(partnership_id=by.inside, reverses=found).first()
    if earlier is not None and earlier.key == key:
        return earlier.pk
    rules.check_may_reverse(kind=kind, is_reversed=earlier is not None)
    entries = tuple((one.account_id, -one.amount) for one in found.entries.order_by("position"))
    accounts, closed = books_for({account for account, _amount in entries}, by=by)
    draft = Draft(on, BookingKind.REVERSAL, Because.BOOKING, f"booking-{found.pk}", entries, key)
    rules.check_draft(draft, accounts=accounts, closed_until=closed)
    commodities = {account_id: known.commodity.value for account_id, known in accounts.items()}
    return _written(draft, commodities, by=by, now=now, reverses=found.pk)


@transaction.atomic
def close_period(*, by: Actor, until: date, today: date, now: datetime) -> Closing:
    """Close all days before a day, for good. Errors: Refused; NotFound for who keeps no books."""
    rules.check_keeps(by.role, is_command=_is_command(by))
    rules.check_closes(until, closed_until=closed_until(by=by), today=today)
    made = Closing.objects.create(
        partnership_id=by.inside, until=until, closed_at=now, user_id=by.user_id, membership_id=by.membership_id
    )
    by.record(Act.WRITE, "closing", object_id=made.pk, subjects=[])
    return made


@transaction.atomic
def take_in(journal: Journal, *, by: Actor, now: datetime) -> Taken:
    """Open the accounts and make the bookings of a file; those with a known key stay as they are. Errors: Problem."""
    rules.check_keeps(by.role, is_command=_is_command(by))
    bookings = bookings_in(journal)
    accounts = accounts_in(journal, bookings=bookings, today=now.date())
    ids = {(one.account, one.commodity): _opened(one, by=by, today=now.date()) for one in accounts}
    known = booked_under([one.booked.key for one in bookings], by=by)
    fresh = [one for one in bookings if not _is_there(one, known=known)]
    new, back = ([one for one in fresh if (one.booked.reverses is None) is is_new] for is_new in (True, False))
    _in_pieces(new, partial(_post_those, accounts=ids, now=now), by=by)
    _in_pieces(back, partial(_reverse_those, now=now), by=by)
    for one in accounts:
        if one.until is not None:
            end_account(ids[one.account, one.commodity], by=by, until=one.until)
    return Taken(len(accounts), len(bookings), len(bookings) - len(fresh))


def _in_pieces(those: Sequence[FromFile], work: Callable[..., None], *, by: Actor) -> None:
    """Do them some hundreds at a time, each with its own lines: noting thousands in one actor takes the square of their time."""
    for piece in batched(those, BOOKINGS_A_PIECE, strict=False):
        part = replace(by, seen=[])
        work(piece, by=part)
        write_lines(by=part)


def _opened(one: Opened, *, by: Actor, today: date) -> int:
    with _at(one.place):
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
    for one in piece:
        target = undone.get(one.booked.reverses) if one.booked.reverses else None
        if target is None or target.undone != one.booked.entries:
            raise bad(one.place, what=_("Dit boekt niet terug wat bij 'reverses' staat."))
        with _at(one.place):
            reverse(target.number, by=by, on=one.booked.on, key=one.booked.key, now=now)


@contextmanager
def _at(place: Place | None) -> Iterator[None]:
    """What is refused, as a problem of the line where it stands."""
    try:
        yield
    except Refused as refused:
        raise bad(place or Place(""), what=refused.text) from refused


def _written(
    draft: Draft, commodities: dict[int, str], *, by: Actor, now: datetime, reverses: int | None = None
) -> int:
    found = _inserted(_values(draft, commodities, by=by, now=now, reverses=reverses))
    if found is None:
        return _earlier(draft, by=by)
    by.record(Act.WRITE, "booking", object_id=found[0], subjects=[])
    return int(found[0])


def _inserted(values: dict[str, Any]) -> tuple[int] | None:
    """The id of a new booking, None where its key is known. Errors: Refused for what somebody did since the rules looked."""
    with connection.cursor() as cursor:
        try:
            cursor.execute(POST_OR_NOTHING, values)
        except IntegrityError as error:
            cursor.execute(f"ROLLBACK TO {SAVEPOINT}")
            name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
            if name == IS_CLOSED:
                told = _("De boeken zijn net gesloten voor deze dag. Boek op een latere dag.")
                raise Refused(told, field="on") from error
            if name == IS_REVERSED:
                raise Refused(_("Deze boeking is al teruggeboekt.")) from error
            raise
        cursor.nextset()
        found: tuple[int] | None = cursor.fetchone()
        return found


def _values(
    draft: Draft, commodities: dict[int, str], *, by: Actor, now: datetime, reverses: int | None
) -> dict[str, Any]:
    return {
        "inside": by.inside,
        "key": draft.key,
        "on": draft.on,
        "kind": draft.kind.value,
        "because": draft.because.value,
        "reference": draft.reference,
        "reverses": reverses,
        "size": len(draft.entries),
        "now": now,
        "user": by.user_id,
        "membership": by.membership_id,
        "accounts": [account_id for account_id, _amount in draft.entries],
        "commodities": [commodities[account_id] for account_id, _amount in draft.entries],
        "amounts": [amount for _account_id, amount in draft.entries],
    }


def _earlier(draft: Draft, *, by: Actor) -> int:
    """The booking that is there under this key. Errors: Refused where it is another one."""
    found = Booking.objects.prefetch_related("entries").get(partnership_id=by.inside, key=draft.key)
    said = (found.on, found.kind, found.because, found.reference)
    if said != (draft.on, draft.kind.value, draft.because.value, draft.reference) or _entries(found) != draft.entries:
        raise Refused(_("Onder deze sleutel staat al een andere boeking. Laad de pagina opnieuw en kijk wat er staat."))
    return found.pk


def _entries(found: Booking) -> tuple[tuple[int, int], ...]:
    in_order: Iterable[tuple[int, int, int]] = sorted(
        (one.position, one.account_id, one.amount) for one in found.entries.all()
    )
    return tuple((account_id, amount) for _position, account_id, amount in in_order)


def _is_command(by: Actor) -> bool:
    return by.user_id is None and by.membership_id is None and by.person_id is None
