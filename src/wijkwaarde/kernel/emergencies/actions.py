"""Writes emergency access: looks for somebody, opens it, notes a call, stops it, reviews it, and tells who has to know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.actions import tell_one
from wijkwaarde.kernel.accounts.models import Membership, User
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.cases.queries import works
from wijkwaarde.kernel.cases.terms import Manner
from wijkwaarde.kernel.emergencies import rules
from wijkwaarde.kernel.emergencies.models import BreakGlass, EmergencyMiss, EmergencyNote, EmergencyNotice
from wijkwaarde.kernel.emergencies.queries import (
    Emergency,
    contacts_of,
    may_judge,
    person_wanted,
    reviewers,
    runs,
    standing_in,
    takes_part,
    to_review,
)
from wijkwaarde.kernel.emergencies.rules import NewEmergency, Review, Wanted
from wijkwaarde.kernel.emergencies.terms import AN_HOUR, KIND, Verdict
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.parties.models import Person

# Sends one neutral mail to an address.
type Letter = Callable[[str], None]


@transaction.atomic
def look_for(wanted: Wanted, *, by: Actor, now: datetime) -> Person | None:
    """The resident who is looked for; None for who is not there and who may not be found, and that is counted.

    Errors: Refused for who looked too often, or takes part already; NotFound for who may not open it at all.
    """
    me = _me(by=by, today=timezone.localdate(now))
    rules.check_misses(EmergencyMiss.objects.filter(membership=me, at__gt=now - AN_HOUR).count())
    found = person_wanted(wanted, by=by)
    if found is None:
        EmergencyMiss.objects.create(partnership_id=by.inside, membership=me, at=now)
    elif takes_part(found.pk, by=by, today=timezone.localdate(now)):
        raise Refused(_("Je doet al mee bij deze bewoner. Kijk bij Mijn mensen."))
    subjects = [] if found is None else [found.pk]
    by.record(Act.SEARCH, KIND, object_id=None, subjects=subjects, purpose=Purpose.EMERGENCY)
    return found


def _me(*, by: Actor, today: date) -> Membership:
    """Who may open it, locked: one form of one member at a time. Errors: NotFound."""
    if not rules.may_open(role=by.role):
        raise NotFound(KIND)
    mine = Membership.objects.select_for_update(no_key=True).filter(running(today), pk=by.membership_id or 0)
    found = mine.first()
    if found is None:
        raise NotFound(KIND)
    return found


@transaction.atomic
def break_glass(new: NewEmergency, *, by: Actor, request_key: UUID, now: datetime) -> Emergency:
    """Open it from now on; the same form again, and a second one while the first is open, give what there is. Errors: Refused, NotFound."""
    today = timezone.localdate(now)
    me = _me(by=by, today=today)
    reason = rules.check_reason(new.reason, field="reason")
    mine = BreakGlass.objects.filter(opened_by=me, partnership_id=by.inside)
    made = mine.filter(request_key=request_key).first() or mine.filter(runs(now), resident_id=new.resident_id).first()
    if made is not None:
        return made
    if not Case.objects.filter(resident_id=new.resident_id, partnership_id=by.inside).exists():
        raise NotFound(KIND)
    opened = BreakGlass.objects.create(
        partnership_id=by.inside,
        resident_id=new.resident_id,
        opened_by=me,
        danger=new.danger.value,
        reason=reason,
        opened_at=now,
        opened_on=today,
        ends_at=rules.ends_at(now),
        is_wait_asked=new.ask_to_wait,
        tell_on=rules.tell_on(opened_on=today, is_wait_asked=new.ask_to_wait),
        review_before=rules.review_before(today),
        request_key=request_key,
    )
    _notify(opened, by=by, today=today)
    _record(Act.BREAK_GLASS, opened, by=by, purpose=Purpose.EMERGENCY)
    return opened


def _notify(opened: BreakGlass, *, by: Actor, today: date) -> None:
    """Who gets a mail: the contact and who reviews at once, and the resident who logs in, from the day that they are told."""
    contacts = contacts_of(opened.resident_id, today=today).filter(works(today)).values_list("membership_id", flat=True)
    members = {one.pk for one in reviewers(opened, by=by, today=today)} | {pk for pk in contacts if pk}
    told = [
        EmergencyNotice(partnership_id=by.inside, emergency=opened, membership_id=one, from_on=today)
        for one in sorted(members - {opened.opened_by_id})
    ]
    if User.objects.filter(person_id=opened.resident_id).exists():
        told.append(
            EmergencyNotice(
                partnership_id=by.inside, emergency=opened, person_id=opened.resident_id, from_on=opened.tell_on
            )
        )
    EmergencyNotice.objects.bulk_create(told)


@transaction.atomic
def note_spoken(emergency_id: int, *, by: Actor, manner: Manner, request_key: UUID, now: datetime) -> EmergencyNote:
    """Note that the actor spoke with the resident, or tried; the same tap again does nothing. Errors: NotFound when it is over."""
    mine = BreakGlass.objects.filter(runs(now), opened_by_id=by.membership_id or 0, partnership_id=by.inside)
    found = mine.select_for_update(no_key=True).filter(pk=emergency_id).first()
    if found is None:
        raise NotFound(KIND, object_id=emergency_id)
    note, is_new = EmergencyNote.objects.get_or_create(
        partnership_id=by.inside,
        emergency=found,
        request_key=request_key,
        defaults={"at": now, "manner": manner.value},
    )
    if is_new:
        _record(Act.WRITE, found, by=by, purpose=Purpose.EMERGENCY)
    return note


@transaction.atomic
def stop(emergency_id: int, *, by: Actor, now: datetime) -> Emergency:
    """End it at once; what is over stays so. Errors: NotFound for who may not."""
    standing = standing_in(emergency_id, by=by, today=timezone.localdate(now))
    found = BreakGlass.objects.select_for_update(no_key=True).get(pk=emergency_id)
    if found.stopped_at is None and found.ends_at > now:
        found.stopped_at, found.stopped_by_id = max(now, found.opened_at), by.membership_id
        found.save(update_fields=["stopped_at", "stopped_by"])
        _record(Act.WRITE, found, by=by, purpose=standing.purpose)
    return found


@transaction.atomic
def review(emergency_id: int, told: Review, *, by: Actor, now: datetime) -> Emergency:
    """Say whether it was right; on the same day the same person may say it again. What was not right ends at once.

    Errors: Refused; Stale when somebody said so meanwhile; NotFound for who does not review it.
    """
    to_review(emergency_id, by=by, today=timezone.localdate(now))
    sentence = rules.check_reason(told.sentence, field="sentence")
    found = BreakGlass.objects.select_for_update(no_key=True).get(pk=emergency_id)
    _check_again(found, told, by=by, now=now)
    found.verdict, found.sentence = told.verdict.value, sentence
    found.reviewed_at, found.reviewed_by_id, found.version = now, by.membership_id, told.version + 1
    found.save(update_fields=["verdict", "sentence", "reviewed_at", "reviewed_by", "version"])
    _record(Act.WRITE, found, by=by, purpose=Purpose.TASK)
    return stop(emergency_id, by=by, now=now) if told.verdict is Verdict.WRONG else found


def _check_again(found: BreakGlass, told: Review, *, by: Actor, now: datetime) -> None:
    if found.version != told.version:
        saved = {"verdict": found.verdict, "sentence": found.sentence}
        raise Stale(_("Iemand zei hier net al iets over. Kijk eerst wat er staat."), saved=saved, version=found.version)
    if not may_judge(found, by=by, today=timezone.localdate(now)):
        raise Refused(_("Dit is al nagekeken."))


@transaction.atomic
def tell_later(emergency_id: int, *, by: Actor, until: date, reason: str, now: datetime) -> Emergency:
    """Let the resident read of it from a later day on, because telling now is a danger. Errors: Refused, NotFound."""
    today = timezone.localdate(now)
    to_review(emergency_id, by=by, today=today)
    found = BreakGlass.objects.select_for_update(no_key=True).get(pk=emergency_id)
    rules.check_silence(until, opened_on=found.opened_on, is_told=found.tell_on <= today, today=today)
    found.wait_reason = rules.check_reason(reason, field="wait_reason")
    found.tell_on, found.wait_by_id = until, by.membership_id
    found.save(update_fields=["tell_on", "wait_reason", "wait_by"])
    _tell_from(found, on=until)
    _record(Act.WRITE, found, by=by, purpose=Purpose.TASK)
    return found


@transaction.atomic
def tell_now(emergency_id: int, *, by: Actor, now: datetime) -> Emergency:
    """Let the resident read of it from today on. Errors: NotFound."""
    today = timezone.localdate(now)
    to_review(emergency_id, by=by, today=today)
    found = BreakGlass.objects.select_for_update(no_key=True).get(pk=emergency_id)
    if found.tell_on > today:
        found.tell_on = today
        found.save(update_fields=["tell_on"])
        _tell_from(found, on=today)
        _record(Act.WRITE, found, by=by, purpose=Purpose.TASK)
    return found


def _tell_from(found: BreakGlass, *, on: date) -> None:
    EmergencyNotice.objects.filter(emergency=found, person__isnull=False).update(from_on=on)


def note_known(found: Sequence[Emergency], *, by: Actor, now: datetime) -> None:
    """Note that a fixed contact, or who stands in for them, has the page before them that tells of these."""
    for one in found:
        EmergencyNotice.objects.update_or_create(
            partnership_id=by.inside,
            emergency=one,
            membership_id=by.membership_id or 0,
            defaults={"seen_at": now},
            # Who knows it needs no mail about it.
            create_defaults={"seen_at": now, "told_at": now, "from_on": timezone.localdate(now)},
        )


def tell_next(*, by: Actor, letter: Letter, now: datetime) -> bool:
    """Write to one of those who have to know and were not told yet; whether there was one."""
    waiting = EmergencyNotice.objects.filter(partnership_id=by.inside, from_on__lte=timezone.localdate(now))
    told = waiting.select_related("person__user", "membership__user")
    return tell_one(told, send=lambda one: letter(_address(one)), now=now)


def _address(one: EmergencyNotice) -> str:
    if one.membership is not None:
        return one.membership.user.email
    assert one.person is not None, "the database sees to it"
    return one.person.user.email


def _record(act: Act, one: BreakGlass, *, by: Actor, purpose: Purpose) -> None:
    by.record(act, KIND, object_id=one.pk, subjects=[one.resident_id], purpose=purpose)
