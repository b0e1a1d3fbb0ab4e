"""Books what happened, undoes it with a new booking, opens accounts and closes periods; nothing booked is ever changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.ledger import rules
from wijkwaarde.kernel.ledger.models import Account, Booking, Closing
from wijkwaarde.kernel.ledger.queries import booking_for, closed_until, known_accounts
from wijkwaarde.kernel.ledger.rules import Draft
from wijkwaarde.kernel.ledger.terms import AccountKind, Because, BookingKind, Commodity

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
def post(draft: Draft, *, by: Actor, now: datetime) -> int:
    """Book what happened and give its id; the same key said again gives the booking that is there.

    Errors: Refused for what cannot be booked or for another booking under this key; NotFound.
    """
    return post_all([draft], by=by, now=now)[0]


@transaction.atomic
def post_all(drafts: Sequence[Draft], *, by: Actor, now: datetime) -> list[int]:
    """Book many at once, all or none, and give their ids in order; see `post`."""
    for kind in {draft.kind for draft in drafts}:
        rules.check_writes(by.role, kind=kind, is_command=_is_command(by))
    accounts = known_accounts({account for draft in drafts for account, _amount in draft.entries}, by=by)
    closed = closed_until(by=by)
    for draft in drafts:
        if draft.kind is BookingKind.REVERSAL:
            raise NotFound("booking")
        rules.check_draft(draft, accounts=accounts, closed_until=closed)
    commodities = {account_id: known.commodity.value for account_id, known in accounts.items()}
    return [_written(draft, commodities, by=by, now=now) for draft in drafts]


@transaction.atomic
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
    accounts = known_accounts({account for account, _amount in entries}, by=by)
    draft = Draft(on, BookingKind.REVERSAL, Because.BOOKING, f"booking-{found.pk}", entries, key)
    rules.check_draft(draft, accounts=accounts, closed_until=closed_until(by=by))
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


def _written(
    draft: Draft, commodities: dict[int, str], *, by: Actor, now: datetime, reverses: int | None = None
) -> int:
    with connection.cursor() as cursor:
        cursor.execute(POST, _values(draft, commodities, by=by, now=now, reverses=reverses))
        found = cursor.fetchone()
    if found is None:
        return _earlier(draft, by=by)
    by.record(Act.WRITE, "booking", object_id=found[0], subjects=[])
    return int(found[0])


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
