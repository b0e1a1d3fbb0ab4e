"""Reads of whom a mark is asked and not given yet, on a day; it remembers nothing, and knows no mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.asked_often import asked_often, is_one_of
from wijkwaarde.kernel.cases.models import Case, Share
from wijkwaarde.kernel.cases.queries import note_search_about, takes_part_today
from wijkwaarde.kernel.cases.rules import months_after
from wijkwaarde.kernel.cases.terms import SHOWN_AT_ONCE, Extent, Part
from wijkwaarde.kernel.measurements.models import CURRENT, SAYS_NO, Measurement, NoMarks
from wijkwaarde.kernel.measurements.rules import Course
from wijkwaarde.kernel.measurements.terms import FOLLOW_UP_MONTHS, SIX_WEEKS, Moment
from wijkwaarde.kernel.reminders.models import Reminder
from wijkwaarde.kernel.reminders.rules import asked_on
from wijkwaarde.kernel.reminders.terms import AFTER_THE_QUESTION, ASKED_FOR, STALE

# Half a year after the last of a month is up to so many days earlier in its month.
SHORTER_MONTH = timedelta(days=3)
FIRST_LOOK = 4 * SHOWN_AT_ONCE
COURSE = ("pk", "opened_on", "plan_agreed_on")
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


def asked_today(*, by: Actor, today: date) -> dict[int, tuple[Moment, date]]:
    """The cases of residents who log in and are asked for a mark these days: for which moment, since when, by their key."""
    cases = Case.objects.filter(LOGS_IN, partnership_id=by.inside)
    return _asked(_near(cases, near=_days_near(today)).values_list(*COURSE), today=today)


def _asked(rows: Iterable[tuple[Any, ...]], *, today: date) -> dict[int, tuple[Moment, date]]:
    """Of cases with their course those that are asked these days; the rule has the last word."""
    asked = {pk: asked_on(today, course=Course(opened_on, agreed_on)) for pk, opened_on, agreed_on in rows}
    return {pk: one for pk, one in asked.items() if one is not None}


def _days_near(today: date) -> tuple[date, ...]:
    """From when until when a mark is asked these days: of what was opened then, and of what was first agreed then or then."""
    began, half_a_year = today - ASKED_FOR, -FOLLOW_UP_MONTHS[0]
    follow_up = (months_after(began, months=half_a_year), months_after(today, months=half_a_year) + SHORTER_MONTH)
    opened = (began - AFTER_THE_QUESTION, today - AFTER_THE_QUESTION)
    return (*opened, began - SIX_WEEKS, today - SIX_WEEKS, *follow_up)


def _near[One: models.Model](rows: QuerySet[One], *, near: Sequence[date], of: str = "") -> QuerySet[One]:
    """Those whose case runs and is near a day on which a mark is asked; `of` leads from the rows to the case, as `case__`."""
    opened, agreed = f"{of}opened_on__range", f"{of}plan_agreed_on"
    start = Q((opened, near[:2]), (f"{agreed}__isnull", True))
    later = Q((f"{agreed}__range", near[2:4])) | Q((f"{agreed}__range", near[4:]))
    return rows.filter(start | later, (f"{of}closed_on__isnull", True), (f"{of}unmeasured_on__isnull", True))


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
    mine = _near_mine(by=by, today=today, near=_days_near(today))
    asks = _asked([(*course,) for *course, is_shared in mine if is_shared], today=today)
    # The longest open alone, as a rule: of most cases no more is shown.
    order, found = sorted(asks, key=lambda pk: (asks[pk][1], pk)), list[tuple[ToAsk, int]]()
    for keys in (order[:FIRST_LOOK], order[FIRST_LOOK:]):
        if keys and len(found) <= SHOWN_AT_ONCE:
            found += _still_to_ask({key: asks[key] for key in keys}, today=today)
    shown = found[:SHOWN_AT_ONCE]
    note_search_about(by, residents=[person_id for _one, person_id in shown])
    return [one for one, _person_id in shown], len(found) > SHOWN_AT_ONCE


@asked_often
def _near_mine(*, by: Actor, today: date, near: tuple[date, ...]) -> QuerySet[Any, tuple[Any, ...]]:
    """The cases near such a day of which the actor is the fixed contact, with their course, and whether they read them."""
    mine = takes_part_today(by=by, today=today).filter(part=Part.CONTACT.value)
    shared = Share.objects.filter(running(today), participant=OuterRef("pk"), extent=Extent.WHAT.value)
    found = _near(mine, near=near, of="case__").annotate(is_shared=Exists(shared))
    return found.values_list("case_id", "case__opened_on", "case__plan_agreed_on", "is_shared")


def _still_to_ask(asks: Mapping[int, tuple[Moment, date]], *, today: date) -> list[tuple[ToAsk, int]]:
    """Who in these cases gave no mark for the moment that is asked, said no to none, and gets no mail that asks, each with their id; the longest open first."""
    found = []
    everybody = _people(cases=list(asks), today=today, stale=today - STALE)
    people = sorted(everybody, key=lambda one: (asks[one[0]][1], one[0], one[4] or 0))
    for pk, key, name, phone, carer_id, relation, person_id, given, says_no, logs_in, unsent in people:
        moment, since = asks[pk]
        hears = logs_in and moment.value not in unsent
        if not (says_no or hears or moment.value in given):
            found.append((ToAsk(key, name, phone, moment, since, carer_id, relation), person_id))
    return found


@asked_often
def _people(*, cases: list[int], today: date, stale: date) -> QuerySet[Any, tuple[Any, ...]]:
    """Everybody who is asked for marks in these cases, the residents and who cares along, in one query."""
    old = Reminder.objects.filter(told_at__isnull=True, made_on__lte=stale)
    mails = old.filter(case=OuterRef("pk"), person=OuterRef("resident_id"))
    found = Case.objects.filter(is_one_of("pk", cases))
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
