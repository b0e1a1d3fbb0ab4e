"""Writes reminders: makes those that are due, and sends one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.utils import timezone

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.actions import tell_one
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.measurements.models import CURRENT, SAYS_NO, Measurement, NoMarks
from wijkwaarde.kernel.measurements.terms import Moment
from wijkwaarde.kernel.reminders.models import Reminder
from wijkwaarde.kernel.reminders.queries import asked_today, with_marks
from wijkwaarde.kernel.reminders.terms import APART, STALE

# Sends one neutral mail to an address.
type Letter = Callable[[str], None]
FIRST, SECOND = 1, 2


def make_due_reminders(*, by: Actor, now: datetime) -> int:
    """Make the reminders that are due for residents who log in; how many. Made twice at once they are made once.

    The second comes a week after the first was sent.
    """
    today = timezone.localdate(now)
    asks = asked_today(by=by, today=today)
    made = _due(asks, now=now, today=today)
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    for one in made:
        by.record(Act.WRITE, "reminder", object_id=None, subjects=[one.person_id], purpose=Purpose.TASK)
    return len(made)


def _due(asks: Mapping[int, tuple[Moment, date]], *, now: datetime, today: date) -> list[Reminder]:
    """The reminders to make of these cases: to residents who gave no mark for the moment that is asked, and did not say no."""
    before = Reminder.objects.filter(case=OuterRef("pk"), person=OuterRef("resident_id"))
    found = with_marks(Case.objects.filter(pk__in=list(asks)), person="resident_id").annotate(
        made=ArraySubquery(before.values("moment")),
        first_sent=ArraySubquery(before.filter(number=FIRST, told_at__lte=now - APART).values("moment")),
        second_made=ArraySubquery(before.filter(number=SECOND).values("moment")),
    )
    due = []
    for case in found.order_by("pk"):
        moment = asks[case.pk][0].value
        number = FIRST if moment not in case.made else SECOND
        waits = number == SECOND and (moment not in case.first_sent or moment in case.second_made)
        if not (case.says_no or waits or moment in case.given):
            due.append(_reminder(case, moment=moment, number=number, today=today))
    return due


def _reminder(case: Case, *, moment: str, number: int, today: date) -> Reminder:
    return Reminder(
        partnership_id=case.partnership_id,
        case=case,
        person_id=case.resident_id,
        moment=moment,
        number=number,
        made_on=today,
    )


def send_next_reminder(*, by: Actor, letter: Letter, now: datetime) -> bool:
    """Send one reminder that still matters: no mark yet, no no, not done, not old; whether there was one to send.

    It is noted with the mail, so that two workers never send the same. A worker that is killed between both sends twice:
    better than never. A mail that fails is tried again, no longer than the reminder is of use.
    """
    today = timezone.localdate(now)
    whose = {"case": OuterRef("case"), "person": OuterRef("person")}
    given = Measurement.objects.filter(CURRENT, moment=OuterRef("moment"), **whose)
    no = NoMarks.objects.filter(SAYS_NO, **whose)
    waiting = Reminder.objects.filter(
        ~Exists(given),
        ~Exists(no),
        partnership_id=by.inside,
        case__closed_on__isnull=True,
        case__unmeasured_on__isnull=True,
        person__user__is_active=True,
        made_on__gt=today - STALE,
    )
    return tell_one(waiting.select_related("person__user"), send=lambda one: letter(one.person.user.email), now=now)
