"""Makes log-ins, memberships and duties, and ends them; writes to members about what they were not told yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.accounts.models import Duty, Membership, PrivacyContact, User
from wijkwaarde.kernel.accounts.terms import MOST_TRIES, TRY_AGAIN_AFTER, Role
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.parties.models import Organisation, Person
from wijkwaarde.kernel.parties.rules import check_may_be_name, tidied


@dataclass(frozen=True, slots=True)
class NewMember:
    """Who is invited: name, job and phone as residents will see them."""

    email: str
    name: str
    job: str
    role: Role = Role.PROFESSIONAL
    phone: str = ""


def add_user(email: str, *, person: Person | None = None) -> User:
    """The user with this address, made without a usable password when there is none yet."""
    user, is_new = User.objects.get_or_create(email=email.strip().lower(), defaults={"person": person})
    if is_new:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


def set_password(*, user: User, password: str) -> None:
    """Give a user a password."""
    user.set_password(password)
    user.save(update_fields=["password"])


def invite_member(new: NewMember, *, by: Actor, organisation: Organisation, today: date) -> Membership:
    """Make a membership from today on, and the log-in that goes with it. Errors: Refused when there is one already."""
    check_may_be_name(new.name)
    try:
        with transaction.atomic():
            made = Membership.objects.create(
                partnership_id=by.inside,
                organisation=organisation,
                user=add_user(new.email),
                role=new.role.value,
                name=tidied(new.name),
                job=tidied(new.job),
                phone=new.phone,
                begin=today,
            )
    except IntegrityError as error:
        raise Refused(_("Dit e-mailadres hoort al bij een lid van deze organisatie."), field="email") from error
    by.record(Act.WRITE, "membership", object_id=made.pk, subjects=[])
    return made


def end_membership(*, by: Actor, email: str, today: date, on: date | None = None) -> int:
    """End the running memberships of a user in the actor's partnership from a day on, or today; how many ended.

    A membership that begins later than that day is made never to have run. Duties that go with it end too.
    """
    last = on or today
    mine = Membership.objects.filter(partnership_id=by.inside, user__email=email.strip().lower())
    running = list(mine.filter(until__isnull=True) | mine.filter(until__gt=today))
    for membership in running:
        membership.until = max(last, membership.begin)
        membership.save(update_fields=["until"])
        by.record(Act.WRITE, "membership", object_id=membership.pk, subjects=[])
    duties = Duty.objects.filter(membership__in=running)
    duties.filter(begin__gte=last).delete()
    duties.filter(until__isnull=True).update(until=last)
    duties.filter(until__gt=last).update(until=last)
    _stop_privacy(PrivacyContact.objects.filter(membership__in=running), today=last)
    return len(running)


def put_on_duty(*, by: Actor, membership: Membership, today: date) -> Duty:
    """Make this member the fixed contact of new questions from today on; who was on duty before stops."""
    others = Duty.objects.filter(partnership_id=by.inside)
    others.filter(begin__gte=today).delete()
    others.filter(until__isnull=True).update(until=today)
    others.filter(until__gt=today).update(until=today)
    return Duty.objects.create(partnership_id=by.inside, membership=membership, begin=today)


def name_privacy_contact(*, by: Actor, membership: Membership, today: date) -> PrivacyContact:
    """Let this member answer from today on what residents ask about their data; who did so before stops."""
    _stop_privacy(PrivacyContact.objects.filter(partnership_id=by.inside), today=today)
    made = PrivacyContact.objects.create(partnership_id=by.inside, membership=membership, begin=today)
    by.record(Act.WRITE, "privacy contact", object_id=made.pk, subjects=[])
    return made


def _stop_privacy(rows: QuerySet[PrivacyContact], *, today: date) -> None:
    rows.filter(begin__gte=today).delete()
    rows.filter(Q(until__isnull=True) | Q(until__gt=today)).update(until=today)


def tell_one(waiting: QuerySet[Any], *, send: Callable[[Any], None], now: datetime) -> bool:
    """Write about one of these rows (each with told_at, tries and tried_at) that nobody was told of yet; whether there was one to write about.

    The row stays locked until it is noted, so two workers never tell the same. A worker that is killed between the mail
    and the note tells twice: better than never. A mail that fails is tried again after a while, and stops nobody else's.
    """
    due = Q(tried_at__isnull=True) | Q(tried_at__lt=now - TRY_AGAIN_AFTER)
    left = waiting.filter(due, told_at__isnull=True, tries__lt=MOST_TRIES)
    one = left.select_for_update(skip_locked=True, of=("self",)).order_by("tries", "pk").first()
    if one is None:
        return False
    try:
        send(one)
        one.told_at = now
    except OSError:  # what a mail server refuses, too: SMTPException is one
        one.tries, one.tried_at = one.tries + 1, now
    one.save(update_fields=["told_at", "tries", "tried_at"])
    return True
