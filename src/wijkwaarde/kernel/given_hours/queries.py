"""Reads given hours: the activities with their sums per year, and what somebody told last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, Sum
from django.db.models.functions import ExtractYear
from django.utils import timezone

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.given_hours import rules
from wijkwaarde.kernel.given_hours.terms import SHOWN
from wijkwaarde.kernel.ledger.models import Account, Booking, Entry
from wijkwaarde.kernel.ledger.terms import AccountKind, BookingKind, Commodity
from wijkwaarde.kernel.parties.models import Organisation

# The beginning of the code of every account of an activity; behind it the organisation and the activity.
ROOT = "Given-Hours"


@dataclass(frozen=True, slots=True)
class Pursuit:
    """An activity of an organisation to which hours were given: hundredths by year; `is_told` is whether you tell them."""

    account_id: int
    name: str
    organisation_id: int
    organisation: str
    by_year: dict[int, int]
    is_told: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody told: which activity and month, how many hundredths, and whether it can be undone now."""

    booking_id: int
    name: str
    organisation: str
    month: date
    hours: int
    may_undo: bool


def pursuits(*, by: Actor) -> list[Pursuit]:
    """All activities with their hours per year, by organisation and name (two questions). Errors: NotFound."""
    rules.check_reads(by.role)
    found = Account.objects.filter(
        partnership_id=by.inside,
        kind=AccountKind.EXPENSE.value,
        commodity=Commodity.HOUR.value,
        code__startswith=f"{ROOT}:",
    )
    accounts = list(found.select_related("organisation").order_by("organisation__name", "name"))
    sums: dict[int, dict[int, int]] = {one.pk: {} for one in accounts}
    # What was undone is of no year, also where the month was closed by then and it was undone in the next one.
    stands = Q(booking__reverses__isnull=True, booking__reversed_by__isnull=True)
    entries = Entry.objects.filter(stands, partnership_id=by.inside, account__in=accounts).annotate(
        year=ExtractYear("on")
    )
    for account_id, year, total in entries.values_list("account", "year").annotate(total=Sum("amount")).order_by():
        sums[account_id][year] = total
    return [_pursuit(one, by_year=sums[one.pk], by=by) for one in accounts]


def _pursuit(one: Account, *, by_year: dict[int, int], by: Actor) -> Pursuit:
    name = one.organisation.name if one.organisation else ""
    is_own = one.organisation_id is not None and one.organisation_id == by.organisation_id
    is_told = rules.may_tell(by.role, is_own=is_own)
    return Pursuit(one.pk, one.name, one.organisation_id or 0, name, by_year, is_told)


def pursuit_for(account_id: int, *, by: Actor) -> Pursuit:
    """One activity for who tells its hours. Errors: NotFound."""
    found = next((one for one in pursuits(by=by) if one.account_id == account_id), None)
    if found is None or not found.is_told:
        raise NotFound(rules.KIND, object_id=account_id)
    return found


def named(name: str, *, organisation_id: int, by: Actor) -> int | None:
    """The account of the activity of an organisation that is called so; None where there is none."""
    rows = Account.objects.filter(
        partnership_id=by.inside,
        kind=AccountKind.EXPENSE.value,
        commodity=Commodity.HOUR.value,
        code__startswith=f"{ROOT}:",
        organisation_id=organisation_id,
    )
    return next((pk for pk, there in rows.values_list("pk", "name") if there.casefold() == name.casefold()), None)


def told_last(*, by: Actor, today: date) -> list[Told]:
    """What one told last and did not undo; the controller sees what everybody told. Errors: NotFound."""
    rules.check_reads(by.role)
    rows = Booking.objects.filter(
        partnership_id=by.inside, kind=BookingKind.HOURS.value, reversed_by__isnull=True, reference__startswith=ROOT
    )
    if not rules.may_open(by.role):
        rows = rows.filter(membership_id=by.membership_id or 0)
    newest = rows.prefetch_related("entries__account__organisation").order_by("-pk")[:SHOWN]
    return [_told(one, by=by, today=today) for one in newest]


def booked_for(booking_id: int, *, by: Actor) -> Booking:
    """A booking of given hours. Errors: NotFound."""
    rules.check_reads(by.role)
    rows = Booking.objects.filter(partnership_id=by.inside, kind=BookingKind.HOURS.value, pk=booking_id)
    found = rows.filter(reference__startswith=ROOT).first()
    if found is None:
        raise NotFound(rules.KIND, object_id=booking_id)
    return found


def may_undo(found: Booking, *, by: Actor, today: date) -> bool:
    """Whether somebody can undo this booking today."""
    is_own = found.membership_id is not None and found.membership_id == by.membership_id
    return rules.may_undo(timezone.localdate(found.written_at), today=today, is_own=is_own, role=by.role)


def _told(one: Booking, *, by: Actor, today: date) -> Told:
    entry = next(entry for entry in one.entries.all() if entry.amount > 0)
    place = entry.account.organisation
    undoes = may_undo(one, by=by, today=today)
    month = date.fromisoformat(f"{one.reference.removeprefix(f'{ROOT}-')}-01")
    return Told(one.pk, entry.account.name, place.name if place else "", month, entry.amount, undoes)


def parties(*, by: Actor) -> list[tuple[int, str]]:
    """The organisations for which an activity can be opened, by name. Errors: NotFound."""
    rules.check_opens(by.role)
    return list(Organisation.objects.filter(partnership_id=by.inside).order_by("name").values_list("pk", "name"))
