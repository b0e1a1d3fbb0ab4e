"""Reads of whom a mark is asked and not given yet, on a day; it remembers nothing, and knows no mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.cases.models import Case, Share
from wijkwaarde.kernel.cases.queries import RUNS, note_search_about, sees_today
from wijkwaarde.kernel.cases.terms import SHOWN_AT_ONCE, Extent, Part
from wijkwaarde.kernel.measurements.models import CURRENT, SAYS_NO, Measurement, NoMarks
from wijkwaarde.kernel.measurements.queries import FIRST_AGREED
from wijkwaarde.kernel.measurements.terms import FOLLOW_UP_MONTHS, SIX_WEEKS, Moment
from wijkwaarde.kernel.reminders.models import Reminder
from wijkwaarde.kernel.reminders.terms import AFTER_THE_QUESTION, ASKED_FOR, STALE

DAY = models.DateField()
# The database ends a month as the rules of measurements do: half a year after 31 August is the last of February.
HALF_A_YEAR_LATER = Func(
    F("agreed"), template=f"(%(expressions)s + interval '{FOLLOW_UP_MONTHS[0]} months')::date", output_field=DAY
)
LOGS_IN = Q(resident__user__is_active=True)
CARER = "informal_carers__"
RESIDENTS = ("key", "resident__name", "resident__phone", "asks", "since", "carer", "relation", "resident_id")
CARERS = (
    *("key", f"{CARER}person__name", f"{CARER}person__phone", "asks", "since"),
    *("carer", "relation", f"{CARER}person_id"),
)


@dataclass(frozen=True, slots=True)
class ToAsk:
    """Somebody whom a fixed contact asks for a mark: who, since which day; `carer_id` and `relation` of who cares along."""

    case_key: UUID
    name: str
    phone: str
    moment: Moment
    since: date
    carer_id: int | None
    relation: str


def asked_today(cases: QuerySet[Case], *, today: date) -> QuerySet[Any]:
    """Of these cases those in which a mark is asked these days: for which moment (`asks`), and since when (`since`).

    Only what runs: after the end nobody is asked.
    """
    found = (
        cases.filter(closed_on__isnull=True)
        .annotate(agreed=Subquery(FIRST_AGREED))
        .annotate(
            first_from=_later(F("opened_on"), days=AFTER_THE_QUESTION.days),
            second_from=_later(F("agreed"), days=SIX_WEEKS.days),
            third_from=HALF_A_YEAR_LATER,
        )
    )
    first = Q(agreed__isnull=True) & _these_days("first_from", today=today)
    kinds = (
        (first, Moment.BEFORE, "first_from"),
        (_these_days("second_from", today=today), Moment.SIX_WEEKS, "second_from"),
        (_these_days("third_from", today=today), Moment.FOLLOW_UP, "third_from"),
    )
    words = models.CharField()
    asks = models.Case(*(When(on, then=Value(moment.value)) for on, moment, _since in kinds), output_field=words)
    since = models.Case(*(When(on, then=F(name)) for on, _moment, name in kinds), output_field=DAY)
    return found.annotate(asks=asks, since=since).filter(asks__isnull=False)


def _later(day: F, *, days: int) -> Func:
    return Func(day, template=f"(%(expressions)s + {days})", output_field=DAY)


def _these_days(name: str, *, today: date) -> Q:
    return Q((f"{name}__lte", today), (f"{name}__gt", today - ASKED_FOR))


def still_to_give(asked: QuerySet[Any], *, person: str) -> QuerySet[Any]:
    """Of these cases those in which somebody gave no mark for the moment that is asked, and did not say no to it."""
    given = Measurement.objects.filter(CURRENT, case=OuterRef("pk"), person=OuterRef(person), moment=OuterRef("asks"))
    no = NoMarks.objects.filter(SAYS_NO, case=OuterRef("pk"), person=OuterRef(person))
    return asked.filter(~Exists(given), ~Exists(no))


def to_ask(*, by: Actor, today: date) -> tuple[list[ToAsk], bool]:
    """Whom the actor asks for a mark as their fixed contact, the longest open first, in one query; and whether there are more.

    Residents who log in are not among them, as long as their mail arrives. Noted for the trail.
    """
    shared = Share.objects.filter(running(today), participant=OuterRef("pk"), extent=Extent.WHAT.value)
    mine = sees_today(by=by, today=today).filter(RUNS, Exists(shared), part=Part.CONTACT.value)
    asked = asked_today(Case.objects.filter(pk__in=mine.values("case")), today=today)
    nobody = Value(None, output_field=models.BigIntegerField())
    residents = still_to_give(asked, person="resident_id").filter(~LOGS_IN | _unsent(today))
    residents = residents.annotate(carer=nobody, relation=Value(""))
    caring = asked.filter(running(today, of=CARER))
    carers = still_to_give(caring, person=f"{CARER}person_id")
    carers = carers.annotate(carer=F(f"{CARER}pk"), relation=F(f"{CARER}relation"))
    every = residents.values_list(*RESIDENTS).union(carers.values_list(*CARERS), all=True)
    found = list(every.order_by("since", "key", "carer")[: SHOWN_AT_ONCE + 1])
    shown = found[:SHOWN_AT_ONCE]
    note_search_about(by, residents=[person_id for *_columns, person_id in shown])
    people = [
        ToAsk(key, name, phone, Moment(moment), since, carer_id, relation)
        for key, name, phone, moment, since, carer_id, relation, _person_id in shown
    ]
    return people, len(found) > SHOWN_AT_ONCE


def _unsent(today: date) -> Exists:
    """The condition that the mail to the resident was given up."""
    old = Reminder.objects.filter(told_at__isnull=True, made_on__lte=today - STALE)
    return Exists(old.filter(case=OuterRef("pk"), person=OuterRef("resident_id"), moment=OuterRef("asks")))
