"""Reads of whom a mark is asked and not given yet, on a day; it remembers nothing, and knows no mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.cases.models import Case, Share
from wijkwaarde.kernel.cases.queries import note_search_about, takes_part_today
from wijkwaarde.kernel.cases.rules import months_after
from wijkwaarde.kernel.cases.terms import SHOWN_AT_ONCE, Extent, Part
from wijkwaarde.kernel.measurements.models import CURRENT, SAYS_NO, Measurement, NoMarks
from wijkwaarde.kernel.measurements.rules import Course
from wijkwaarde.kernel.measurements.terms import FOLLOW_UP_MONTHS, SIX_WEEKS, Moment
from wijkwaarde.kernel.plans.terms import FIRST_VERSION
from wijkwaarde.kernel.reminders.models import Reminder
from wijkwaarde.kernel.reminders.rules import asked_on
from wijkwaarde.kernel.reminders.terms import AFTER_THE_QUESTION, ASKED_FOR, STALE

# Half a year after the last of a month is up to so many days earlier in its month.
SHORTER_MONTH = timedelta(days=3)
ALL = Value(value=True)
LOGS_IN = Q(resident__user__is_active=True)
CARER = "informal_carers__"
KNOWN = ("given", "says_no", "logs_in", "unsent")
RESIDENTS = ("pk", "key", "resident__name", "resident__phone", "carer", "relation", "resident_id", *KNOWN)
CARERS = (
    *("pk", "key", f"{CARER}person__name", f"{CARER}person__phone", "carer", "relation", f"{CARER}person_id"),
    *KNOWN,
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


def asked_today(
    cases: QuerySet[Any], *, today: date, of: str = "", only: Exists | Value = ALL
) -> dict[int, tuple[Moment, date]]:
    """Of these cases those in which a mark is asked these days: for which moment, and since when, by their key.

    `of` leads from the rows to the case, as `case__`; `only` is looked up for the few alone, as a column. Only what runs:
    after the end nobody is asked.
    """
    versions = f"{of}plan__versions"
    with_first = cases.annotate(
        first=FilteredRelation(versions, condition=Q((f"{versions}__number", FIRST_VERSION))), only=only
    ).filter(_near(today, of=of), (f"{of}closed_on__isnull", True))
    found = with_first.values_list(f"{of}pk", f"{of}opened_on", "first__agreed_on", "only")
    asked = {
        pk: asked_on(today, course=Course(opened_on, agreed_on)) for pk, opened_on, agreed_on, holds in found if holds
    }
    return {pk: one for pk, one in asked.items() if one is not None}


def _near(today: date, *, of: str) -> Q:
    """The condition that the days are near those on which a mark is asked; the rule has the last word."""
    began, half_a_year = today - ASKED_FOR, -FOLLOW_UP_MONTHS[0]
    follow_up = (months_after(began, months=half_a_year), months_after(today, months=half_a_year) + SHORTER_MONTH)
    opened = (f"{of}opened_on__range", (began - AFTER_THE_QUESTION, today - AFTER_THE_QUESTION))
    return (
        Q(opened, first__agreed_on__isnull=True)
        | Q(first__agreed_on__range=(began - SIX_WEEKS, today - SIX_WEEKS))
        | Q(first__agreed_on__range=follow_up)
    )


def with_marks(cases: QuerySet[Case], *, person: str) -> QuerySet[Any]:
    """These cases with the moments for which somebody gave a mark, and whether they want to be asked for none."""
    whose = {"case": OuterRef("pk"), "person": OuterRef(person)}
    given, no = Measurement.objects.filter(CURRENT, **whose), NoMarks.objects.filter(SAYS_NO, **whose)
    return cases.annotate(given=ArraySubquery(given.values("moment")), says_no=Exists(no))


def to_ask(*, by: Actor, today: date) -> tuple[list[ToAsk], bool]:
    """Whom the actor asks for a mark as their fixed contact, the longest open first; and whether there are more.

    Residents who log in are not among them, as long as their mail arrives. Noted for the trail. The few cases first: in one
    question with everybody in them the database plans longer than it runs.
    """
    mine = takes_part_today(by=by, today=today).filter(part=Part.CONTACT.value)
    shared = Share.objects.filter(running(today), participant=OuterRef("pk"), extent=Extent.WHAT.value)
    asks = asked_today(mine, today=today, of="case__", only=Exists(shared))
    found = [] if not asks else _still_to_ask(asks, today=today)
    found.sort(key=lambda one: (one[0].since, one[0].case_key, one[0].carer_id is None, one[0].carer_id or 0))
    shown = found[:SHOWN_AT_ONCE]
    note_search_about(by, residents=[person_id for _one, person_id in shown])
    return [one for one, _person_id in shown], len(found) > SHOWN_AT_ONCE


def _still_to_ask(asks: Mapping[int, tuple[Moment, date]], *, today: date) -> list[tuple[ToAsk, int]]:
    """Who in these cases gave no mark for the moment that is asked, said no to none, and gets no mail that asks; each with their id."""
    found = []
    for pk, key, name, phone, carer_id, relation, person_id, given, says_no, logs_in, unsent in _people(
        asks, today=today
    ):
        moment, since = asks[pk]
        hears = logs_in and moment.value not in unsent
        if not (says_no or hears or moment.value in given):
            found.append((ToAsk(key, name, phone, moment, since, carer_id, relation), person_id))
    return found


def _people(cases: Iterable[int], *, today: date) -> Iterable[tuple[Any, ...]]:
    """Everybody who is asked for marks in these cases, the residents and who cares along, in one query."""
    old = Reminder.objects.filter(told_at__isnull=True, made_on__lte=today - STALE)
    mails = old.filter(case=OuterRef("pk"), person=OuterRef("resident_id"))
    found = Case.objects.filter(pk__in=list(cases))
    residents = with_marks(found, person="resident_id").annotate(
        carer=Value(None, output_field=models.BigIntegerField()),
        relation=Value(""),
        logs_in=Coalesce(F("resident__user__is_active"), Value(value=False)),
        unsent=ArraySubquery(mails.values("moment")),
    )
    carers = with_marks(found.filter(running(today, of=CARER)), person=f"{CARER}person_id").annotate(
        carer=F(f"{CARER}pk"),
        relation=F(f"{CARER}relation"),
        logs_in=Value(value=False),
        unsent=Value([], output_field=ArrayField(models.CharField())),
    )
    people: QuerySet[Any, tuple[Any, ...]] = residents.values_list(*RESIDENTS)
    return people.union(carers.values_list(*CARERS), all=True)
