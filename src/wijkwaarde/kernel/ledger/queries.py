"""Reads the books: accounts, bookings, what is on each account and whether everything sums to zero."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.db.models import Max, Min, Prefetch, Q, QuerySet, Sum
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
    HUNDREDTHS,
    LARGEST_AMOUNT,
    OF_A_YEAR,
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
    """What is on an account, in hundredths: what was on it, what came in (debit) and went out (credit), and what that leaves.

    What was received and spent begins anew each year: of that nothing was on it.
    """

    account_id: int
    kind: AccountKind
    commodity: Commodity
    code: str
    name: str
    debit: int
    credit: int
    before: int = 0

    @property
    def amount(self) -> int:
        """What was on it, and debit minus credit."""
        return self.before + self.debit - self.credit


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """All accounts on which something was booked; per commodity the differences sum to zero, or something is wrong.

    `earlier` is per commodity what the years before came to: what was spent in them, minus what was received.
    """

    rows: tuple[Balance, ...]
    earlier: Mapping[Commodity, int] = field(default_factory=dict)

    @property
    def left(self) -> dict[Commodity, int]:
        """Per commodity what does not cancel out: zero everywhere, always."""
        sums = Counter({one: self.earlier.get(one, 0) for one in Commodity})
        for row in self.rows:
            sums[row.commodity] += row.amount
        return {one: sums[one] for one in Commodity}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which bookings somebody asked for; what is empty or None does not matter.

    `words` stand in a reference or in the name of an account, or are the amount of an entry.
    """

    words: str = ""
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


def booked_years(*, by: Actor) -> range:
    """The years of the books: from that of the first booking up to that of the last. Errors: NotFound for who reads none."""
    _check(by)
    found = Booking.objects.filter(partnership_id=by.inside).aggregate(first=Min("on"), last=Max("on"))
    return range(found["first"].year, found["last"].year + 1) if found["first"] else range(0)


def trial_balance(*, by: Actor, begin: date | None = None, until: date | None = None) -> TrialBalance:
    """What is on each account, of all days before `until`, and what moved since `begin`. Errors: NotFound for who reads no books."""
    _check(by)
    rows = tuple(_balances(by.inside, begin=begin, until=until))
    earlier = Counter[Commodity]()
    for one in rows:
        earlier[one.commodity] += one.before if one.kind in OF_A_YEAR else 0
    told = (replace(one, before=0) if one.kind in OF_A_YEAR else one for one in rows)
    return TrialBalance(tuple(one for one in told if one.before or one.debit or one.credit), earlier)


def balance_of(one: Account, *, by: Actor, begin: date | None = None, until: date | None = None) -> Balance:
    """The same of one account. Errors: NotFound for who reads no books."""
    _check(by)
    (found,) = _balances(by.inside, begin=begin, until=until, account=one)
    return replace(found, before=0) if found.kind in OF_A_YEAR else found


def _balances(
    partnership_id: int, *, begin: date | None, until: date | None, account: Account | None = None
) -> Iterator[Balance]:
    """One reading of the index of the entries, whatever is asked; an account without any comes with nothing."""
    which = Q() if account is None else Q(account=account)
    since = _days(begin, until=None)
    summed = (
        Entry.objects.filter(which, _days(None, until=until), partnership_id=partnership_id)
        .order_by()
        .values("account_id")
        .annotate(
            total=Coalesce(Sum("amount"), 0),
            debit=Coalesce(Sum("amount", filter=since & Q(amount__gt=0)), 0),
            credit=Coalesce(Sum("amount", filter=since & Q(amount__lt=0)), 0),
        )
    )
    by_account = {one["account_id"]: one for one in summed}
    nothing = {"total": 0, "debit": 0, "credit": 0}
    used = Account.objects.filter(partnership_id=partnership_id, pk__in=list(by_account))
    rows: Iterable[Account] = [account] if account else used.order_by("kind", "code", "commodity")
    for one in rows:
        found = by_account.get(one.pk, nothing)
        yield Balance(
            account_id=one.pk,
            kind=AccountKind(one.kind),
            commodity=Commodity(one.commodity),
            code=one.code,
            name=one.name,
            debit=int(found["debit"]),
            credit=-int(found["credit"]),
            before=int(found["total"] - found["debit"] - found["credit"]),
        )


def bookings(asked: Asked, *, by: Actor, page: int = 1) -> tuple[list[Booking], int]:
    """A page of bookings with their entries, the newest first, and how many there are; after the last page the last.

    Errors: NotFound.
    """
    _check(by)
    found = Booking.objects.filter(_wanted(asked, partnership_id=by.inside), partnership_id=by.inside)
    count = found.count()
    first = min(page - 1, max(count - 1, 0) // BOOKINGS_A_PAGE) * BOOKINGS_A_PAGE
    keys = found.order_by("-on", "-pk").values("pk")[first : first + BOOKINGS_A_PAGE]
    newest_first = _whole(Booking.objects.filter(partnership_id=by.inside, pk__in=keys)).order_by("-on", "-pk")
    return list(newest_first), count


def booking_for(booking_id: int, *, by: Actor) -> Booking:
    """One booking with its entries, and what it undoes or was undone by. Errors: NotFound, also for who reads no books."""
    _check(by)
    found = _whole(Booking.objects.filter(partnership_id=by.inside, pk=booking_id)).first()
    if found is None:
        raise NotFound("booking", object_id=booking_id)
    return found


def _whole(rows: QuerySet[Booking]) -> QuerySet[Booking]:
    entries = Prefetch("entries", Entry.objects.select_related("account"))
    return rows.select_related("reverses", "reversed_by").prefetch_related(entries)


def _wanted(asked: Asked, *, partnership_id: int) -> Q:
    days = _days(asked.begin, until=asked.until)
    wanted = days
    if asked.kind is not None:
        wanted &= Q(kind=asked.kind.value)
    entries = Entry.objects.filter(days, partnership_id=partnership_id)
    if asked.account_id is not None:
        wanted &= Q(pk__in=entries.filter(account_id=asked.account_id).values("booking_id"))
    if asked.words:
        says = entries.filter(_says(asked.words, partnership_id=partnership_id))
        wanted &= Q(reference__icontains=asked.words) | Q(pk__in=says.values("booking_id"))
    return wanted


def _days(begin: date | None, *, until: date | None) -> Q:
    return (Q() if begin is None else Q(on__gte=begin)) & (Q() if until is None else Q(on__lt=until))


def _says(words: str, *, partnership_id: int) -> Q:
    """Entries on an account with these words in its name, or of this amount, in or out."""
    named = Account.objects.filter(partnership_id=partnership_id, name__icontains=words)
    said = rules.number(words.replace("\N{EURO SIGN}", ""))
    cents = 0 if said is None or abs(said) > LARGEST_AMOUNT else int(said * HUNDREDTHS)
    return Q(account__in=list(named.values_list("pk", flat=True))) | Q(amount__in=[cents, -cents])


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


def journal(asked: Asked, *, by: Actor) -> Iterator[Booked]:
    """Bookings with their entries, the oldest first, as a journal tells them. Errors: NotFound for who reads no books."""
    _check(by)
    found = Booking.objects.filter(_wanted(asked, partnership_id=by.inside), partnership_id=by.inside)
    oldest_first = found.order_by("on", "pk")
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
