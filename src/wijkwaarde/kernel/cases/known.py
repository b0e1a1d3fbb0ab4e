"""Reads whom somebody knows already, when a question comes in for a person; it looks only at whom the actor sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Right

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.queries import TakingPart, note_search_about, sees_today
from wijkwaarde.kernel.cases.terms import DIGITS_THAT_TELL, SHOWN_AT_ONCE
from wijkwaarde.kernel.errors import NotFound

KNOWN = ("case__resident_id", "case__resident__name", "case__resident__phone")
LAST_DIGITS = Right(
    Func(F("case__resident__phone"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace"),
    DIGITS_THAT_TELL,
    output_field=CharField(),
)


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody whom the actor knows already: their key, name and phone number."""

    person_id: int
    name: str
    phone: str


def look_alikes(*, by: Actor, today: date, name: str, phone: str) -> list[Known]:
    """People with this name or number among those in whose case the actor takes part; nobody else is looked at."""
    digits = "".join(sign for sign in phone if sign.isdecimal())[-DIGITS_THAT_TELL:]
    alike = Q(case__resident__name__iexact=name)
    if len(digits) == DIGITS_THAT_TELL:
        alike |= Q(digits=digits)
    found = sees_today(by=by, today=today).annotate(digits=LAST_DIGITS).filter(alike)
    return _known(found, by=by)


def known_person(person_id: int, *, by: Actor, today: date) -> Known:
    """Somebody in whose case the actor takes part. Errors: NotFound."""
    found = _known(sees_today(by=by, today=today).filter(case__resident_id=person_id), by=by)
    if not found:
        raise NotFound("person", object_id=person_id)
    return found[0]


def _known(taking: QuerySet[TakingPart], *, by: Actor) -> list[Known]:
    rows = taking.order_by("case__resident__name").values_list(*KNOWN).distinct()
    found = [Known(*row) for row in rows[:SHOWN_AT_ONCE]]
    note_search_about(by, residents=[one.person_id for one in found])
    return found
