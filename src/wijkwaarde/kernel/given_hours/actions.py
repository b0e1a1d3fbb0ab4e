"""Writes given hours: opens an activity, books the hours of a month, and undoes what was a mistake."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.errors import NotFound, Refused
from wijkwaarde.kernel.given_hours import rules
from wijkwaarde.kernel.given_hours.queries import ROOT, booked_for, may_undo, named, pursuit_for
from wijkwaarde.kernel.ledger.actions import name_account, open_account, post, reverse
from wijkwaarde.kernel.ledger.models import Account
from wijkwaarde.kernel.ledger.queries import closed_until
from wijkwaarde.kernel.ledger.rules import Draft, code_of
from wijkwaarde.kernel.ledger.terms import AccountKind, Because, BookingKind, Commodity
from wijkwaarde.kernel.parties.models import Organisation

FIRST_DAY, UNDONE = date(2000, 1, 1), "undone"


@transaction.atomic
def open_pursuit(organisation_id: int, *, name: str, by: Actor) -> int:
    """Open an activity of an organisation, and give its account; one that is there is found. Errors: Refused, NotFound."""
    rules.check_opens(by.role)
    rules.check_name(name)
    party = Organisation.objects.filter(partnership_id=by.inside, pk=organisation_id).first()
    if party is None:
        raise NotFound("organisation", object_id=organisation_id)
    there = named(name, organisation_id=party.pk, by=by)
    if there is not None:
        return there
    place, told = f"{party.name}-{party.pk}", {"begin": FIRST_DAY, "organisation_id": party.pk, "by": by}
    _opened(AccountKind.INCOME, code=code_of(ROOT, place), name=party.name, told=told)
    for number in count(1):  # names of which a code keeps the same, such as two in Arabic, are two activities
        code = code_of(ROOT, place, name if number == 1 else f"{name} {number}")
        account = _opened(AccountKind.EXPENSE, code=code, name=name, told=told)
        if account.name == name:
            return account.pk
    raise AssertionError("there is always a next number")


@transaction.atomic
def name_pursuit(account_id: int, *, name: str, by: Actor) -> None:
    """Call an activity otherwise; its hours and its code in the books stay. Errors: Refused, NotFound."""
    rules.check_opens(by.role)
    found = pursuit_for(account_id, by=by)
    rules.check_name(name)
    if named(name, organisation_id=found.organisation_id, by=by) not in {None, account_id}:
        raise Refused(_("Deze naam is er al."), field="name")
    name_account(account_id, by=by, name=name)


def _opened(kind: AccountKind, *, code: str, name: str, told: dict[str, object]) -> Account:
    return open_account(kind=kind, commodity=Commodity.HOUR, code=code, name=name, **told)  # type: ignore[arg-type]


@transaction.atomic
def give_hours(account_id: int, *, month: date, hours: int, by: Actor, request_key: UUID, now: datetime) -> int:
    """Book the hours that were given to an activity in a month; the same form again gives the booking that is there.

    Errors: Refused, NotFound.
    """
    found, today = pursuit_for(account_id, by=by), timezone.localdate(now)
    rules.check_told(hours, month=month, today=today)
    given = Account.objects.get(
        partnership_id=by.inside,
        kind=AccountKind.INCOME.value,
        commodity=Commodity.HOUR.value,
        organisation_id=found.organisation_id,
        code__startswith=f"{ROOT}:",
    )
    entries = ((found.account_id, hours), (given.pk, -hours))
    on = rules.booked_on(month, today=today, closed_until=closed_until(by=by))
    reference = f"{ROOT}-{month:%Y-%m}"
    return post(Draft(on, BookingKind.HOURS, Because.DOCUMENT, reference, entries, request_key), by=by, now=now)


@transaction.atomic
def undo_hours(booking_id: int, *, by: Actor, now: datetime) -> None:
    """Undo a booking of hours on the same day, the controller always; said again it is as it was. Errors: Refused, NotFound."""
    found, today = booked_for(booking_id, by=by), timezone.localdate(now)
    if not may_undo(found, by=by, today=today):
        raise Refused(_("Dit kan alleen op dezelfde dag, door wie het invulde. Vraag het daarna de controller."))
    on = max(found.on, closed_until(by=by) or found.on)  # as early as the books allow: in the year that it was of
    reverse(found.pk, by=by, on=on, key=uuid5(found.key, UNDONE), now=now)
