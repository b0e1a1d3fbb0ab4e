"""Reads the books: accounts, bookings, what is on each account and whether everything sums to zero."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import BigIntegerField, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.ledger import rules
from wijkwaarde.kernel.ledger.models import Account, Booking, Closing, Entry
from wijkwaarde.kernel.ledger.reading import Booked, Opened
from wijkwaarde.kernel.ledger.rules import Known
from wijkwaarde.kernel.ledger.terms import (
    BOOKINGS_A_PAGE,
    BOOKINGS_A_PIECE,
    ROOTS,
    AccountKind,
    Because,
    BookingKind,
    Commodity,
)

# Rows as the pages get them: they read them, and import no model.
type BookedRow = Booking
type AccountRow = Account


@dataclass(frozen=True, slots=True)
class Balance:
    """What is on an account, in hundredths: what came in (debit), what went out (credit), and the difference."""

    account_id: int
    kind: AccountKind
    commodity: Commodity
    code: str
    name: str
    debit: int
    credit: int

    @property
    def amount(self) -> int:
        """Debit minus credit."""
        return self.debit - self.credit


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """All accounts on which something was booked; per commodity the differences sum to zero, or something is wrong."""

    rows: tuple[Balance, ...]

    @property
    def left(self) -> dict[Commodity, int]:
        """Per commodity what does not cancel out: zero everywhere, always."""
        return {one: sum(row.amount for row in self.rows if row.commodity is one) for one in Commodity}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which bookings somebody asked for; what is empty or None does not matter."""

    reference: str = ""
    kind: BookingKind | None = None
    account_id: int | None = None
    begin: date | None = None
    until: date | None = None


def books_for(account_ids: Iterable[int], *, by: Actor) -> tuple[dict[int, Known], date | None]:
    """What the rules need to know of these accounts, without those that are not there, and until when the books are closed."""
    rows = Account.objects.filter(partnership_id=by.inside, pk__in=set(account_ids))
    known = {one.pk: Known(Commodity(one.commodity), one.begin, one.until, one.name) for one in rows}
    return known, closed_until(by=by)


def closed_until(*, by: Actor) -> date | None:
    """The first day on which something may be booked; None where no period was closed."""
    found: date | None = Closing.objects.filter(partnership_id=by.inside).aggregate(last=Max("until"))["last"]
    return found


def accounts(*, by: Actor) -> QuerySet[Account]:
    """All accounts, by root and code. Errors: NotFound for who reads no books."""
    _check(by)
    return Account.objects.filter(partnership_id=by.inside).order_by("kind", "code", "commodity")


def account_for(account_id: int, *, by: Actor) -> Account:
    """One account with whose it is. Errors: NotFound, also for who reads no books."""
    found = accounts(by=by).select_related("organisation").filter(pk=account_id).first()
    if found is None:
        raise NotFound("account", object_id=account_id)
    return found


def on_account(account_id: int, *, by: Actor) -> int:
    """What is on an account, in hundredths: debit minus credit. Errors: NotFound for who reads no books."""
    _check(by)
    entries = Entry.objects.filter(partnership_id=by.inside, account_id=account_id)
    return int(entries.aggregate(total=Sum("amount"))["total"] or 0)


def trial_balance(*, by: Actor, until: date | None = None) -> TrialBalance:
    """What is on each account, of all days before `until`. Errors: NotFound for who reads no books."""
    _check(by)
    return TrialBalance(tuple(_balances(by.inside, until=until)))


def _balances(partnership_id: int, *, until: date | None) -> Iterable[Balance]:
    entries = Entry.objects.filter(partnership_id=partnership_id, account=OuterRef("pk"))
    before = entries if until is None else entries.filter(on__lt=until)
    rows = Account.objects.filter(partnership_id=partnership_id).annotate(
        debit=_sum(before.filter(amount__gt=0)), credit=_sum(before.filter(amount__lt=0))
    )
    for one in rows.filter(~Q(debit=0) | ~Q(credit=0)).order_by("kind", "code", "commodity"):
        yield Balance(
            one.pk,
            AccountKind(one.kind),
            Commodity(one.commodity),
            one.code,
            one.name,
            int(one.debit),
            -int(one.credit),
        )


def _sum(entries: QuerySet[Entry]) -> Coalesce:
    summed = entries.order_by().values("account").annotate(total=Sum("amount")).values("total")
    return Coalesce(Subquery(summed, output_field=BigIntegerField()), 0)


def bookings(asked: Asked, *, by: Actor, page: int = 1) -> tuple[list[Booking], int]:
    """A page of bookings with their entries, the newest first, and how many there are; after the last page the last.

    Errors: NotFound.
    """
    _check(by)
    found = Booking.objects.filter(_wanted(asked), partnership_id=by.inside)
    if asked.account_id is not None:
        found = found.filter(pk__in=Entry.objects.filter(account_id=asked.account_id).values("booking_id"))
    count = found.count()
    first = min(page - 1, max(count - 1, 0) // BOOKINGS_A_PAGE) * BOOKINGS_A_PAGE
    newest_first = found.order_by("-on", "-pk").select_related("reversed_by").prefetch_related("entries__account")
    return list(newest_first[first : first + BOOKINGS_A_PAGE]), count


def _wanted(asked: Asked) -> Q:
    wanted = Q()
    if asked.reference:
        wanted &= Q(reference__icontains=asked.reference)
    if asked.kind is not None:
        wanted &= Q(kind=asked.kind.value)
    if asked.begin is not None:
        wanted &= Q(on__gte=asked.begin)
    if asked.until is not None:
        wanted &= Q(on__lt=asked.until)
    return wanted


def bookings_for(booking_ids: Sequence[int], *, by: Actor) -> list[Booking]:
    """These bookings in this order, with their entries and what reversed them, for who writes or reads them. Errors: NotFound."""
    rows = Booking.objects.filter(partnership_id=by.inside, pk__in=booking_ids)
    found = {one.pk: one for one in rows.select_related("reversed_by").prefetch_related("entries")}
    for booking_id in booking_ids:
        if booking_id not in found:
            raise NotFound("booking", object_id=booking_id)
    return [found[booking_id] for booking_id in booking_ids]


def opened_accounts(*, by: Actor) -> list[Opened]:
    """All accounts as a journal tells them. Errors: NotFound for who reads no books."""
    return [_opened(one) for one in accounts(by=by).select_related("organisation")]


def journal(*, by: Actor) -> Iterator[Booked]:
    """All bookings with their entries, the oldest first, as a journal tells them. Errors: NotFound for who reads no books."""
    _check(by)
    oldest_first = Booking.objects.filter(partnership_id=by.inside).order_by("on", "pk")
    return map(_booked, _told(oldest_first).iterator(chunk_size=BOOKINGS_A_PIECE))


def booked_under(keys: Iterable[UUID], *, by: Actor) -> dict[UUID, Booked]:
    """The bookings under these keys, of those that are there. Errors: NotFound for who reads no books."""
    _check(by)
    found = _told(Booking.objects.filter(partnership_id=by.inside, key__in=list(keys)))
    return {one.key: _booked(one) for one in found.iterator(chunk_size=BOOKINGS_A_PIECE)}


def _told(rows: QuerySet[Booking]) -> QuerySet[Booking]:
    return rows.select_related("reverses").prefetch_related("entries__account")


def _opened(one: Account) -> Opened:
    return Opened(
        kind=AccountKind(one.kind),
        commodity=Commodity(one.commodity),
        code=one.code,
        name=one.name,
        begin=one.begin,
        until=one.until,
        organisation=one.organisation.name if one.organisation else "",
        product=one.product,
        source=one.source,
    )


def _booked(one: Booking) -> Booked:
    in_order = sorted(one.entries.all(), key=lambda entry: entry.position)
    entries = tuple((_account(entry.account), Commodity(entry.commodity), entry.amount) for entry in in_order)
    return Booked(
        number=one.pk,
        key=one.key,
        on=one.on,
        kind=BookingKind(one.kind),
        because=Because(one.because),
        reference=one.reference,
        reverses=one.reverses.key if one.reverses else None,
        entries=entries,
    )


def _account(one: Account) -> str:
    return f"{ROOTS[AccountKind(one.kind)]}:{one.code}"


def _check(by: Actor) -> None:
    if by.user_id is not None or by.membership_id is not None or by.person_id is not None:
        rules.check_reads(by.role)
