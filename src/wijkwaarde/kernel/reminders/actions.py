"""Writes reminders: makes those that are due, and sends one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from wijkwaarde.kernel.access import Act, Actor, Purpose
from wijkwaarde.kernel.accounts.actions import tell_one
from wijkwaarde.kernel.cases.models import Case
from wijkwaarde.kernel.measurements.models import CURRENT, SAYS_NO, Measurement, NoMarks
from wijkwaarde.kernel.reminders.models import Reminder
from wijkwaarde.kernel.reminders.queries import LOGS_IN, asked_today, still_to_give
from wijkwaarde.kernel.reminders.terms import APART, STALE

# Sends one neutral mail to an address.
type Letter = Callable[[str], None]
FIRST, SECOND = 1, 2


def make_due_reminders(*, by: Actor, now: datetime) -> int:
    """Make the reminders that are due for residents who log in; how many. Made twice at once they are made once.

    The second comes a week after the first was sent.
    """
    today = timezone.localdate(now)
    asked = asked_today(Case.objects.filter(LOGS_IN, partnership_id=by.inside), today=today)
    open_now = still_to_give(asked, person="resident_id")
    before = Reminder.objects.filter(case=OuterRef("pk"), person=OuterRef("resident_id"), moment=OuterRef("asks"))
    sent_before = before.filter(number=FIRST, told_at__lte=now - APART)
    first = open_now.filter(~Exists(before))
    second = open_now.filter(Exists(sent_before), ~Exists(before.filter(number=SECOND)))
    made = _rows(first, number=FIRST, today=today) + _rows(second, number=SECOND, today=today)
    Reminder.objects.bulk_create(made, ignore_conflicts=True)
    for one in made:
        by.record(Act.WRITE, "reminder", object_id=None, subjects=[one.person_id], purpose=Purpose.TASK)
    return len(made)


def _rows(cases: QuerySet[Any], *, number: int, today: date) -> list[Reminder]:
    found = cases.order_by("pk").values_list("partnership_id", "pk", "resident_id", "asks")
    return [
        Reminder(
            partnership_id=partnership_id,
            case_id=case_id,
            person_id=person_id,
            moment=moment,
            number=number,
            made_on=today,
        )
        for partnership_id, case_id, person_id, moment in found
    ]


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
        person__user__is_active=True,
        made_on__gt=today - STALE,
    )
    return tell_one(waiting.select_related("person__user"), send=lambda one: letter(one.person.user.email), now=now)
