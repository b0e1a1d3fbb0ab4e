"""Reads everything that is stored about one person, by walking all tables to that person; new tables come along by themselves.

It decides no access: who asks for it is for queries. A row is about somebody where it belongs to a case of theirs, or points
at them. What a named rule withholds is counted and not given.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db.models import BinaryField, ForeignKey, Model, Q, QuerySet

PERSON, CASE, USER, MEMBERSHIP = "parties.Person", "cases.Case", "accounts.User", "accounts.Membership"
# The table of who somebody works with is theirs; what they did at work is about others.
ENDS_HERE = frozenset({MEMBERSHIP, "parties.Partnership", "parties.Organisation"})
# The trail holds ids only and is told in words; the rest are keys to get in, and tell nothing about anybody.
NOT_HERE = {
    "trail.Line": "told as who looked",
    "trail.Seal": "a sum over a line",
    "mfa.Authenticator": "a secret to log in with",
}
SECRET = frozenset(
    {
        "password",
        "token_hash",
        "session_key",
        "session_data",
        "request_key",
        "tries",
        "tried_at",
        "version",
        "partnership",
    }
)


class WithheldBy(StrEnum):
    """The rules by which something about a case is not given to its resident."""

    SOMEBODY_ELSE = "somebody-else"
    SAFETY = "safety"


@dataclass(frozen=True, slots=True)
class Way:
    """How a row of a table leads to a person: by a case of theirs, or by pointing at them."""

    path: str
    is_by_case: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table about a person, by the names of their fields, and how many a rule withholds."""

    label: str
    rows: tuple[dict[str, Any], ...]
    withheld: tuple[tuple[WithheldBy, int], ...] = ()


def ways() -> dict[str, tuple[Way, ...]]:
    """All tables from which a row leads to a person, with the ways: the shortest by a case, and those that point at them."""
    models = {_label(one): one for one in apps.get_models()}
    found: dict[str, tuple[Way, ...]] = {PERSON: (Way("pk", is_by_case=False),)}
    found[CASE] = (Way("resident", is_by_case=True),)
    changed = True
    while changed:
        changed = False
        for label, model in models.items():
            told = _ways_of(model, found=found) if label not in (PERSON, CASE) else found[label]
            if told and len(told) > len(found.get(label, ())):
                found[label], changed = told, True
    return {label: told for label, told in found.items() if label not in NOT_HERE}


def _ways_of(model: type[Model], *, found: dict[str, tuple[Way, ...]]) -> tuple[Way, ...]:
    by_case: list[str] = []
    pointing: list[str] = []
    for field in _fields(model):
        target = _target(field)
        if target == PERSON:
            pointing.append(field.name)
        elif target == USER:
            pointing.append(f"{field.name}__person")
        elif target and target not in ENDS_HERE:
            by_case += [f"{field.name}__{one.path}" for one in found.get(target, ()) if one.is_by_case]
    shortest = sorted(by_case, key=lambda path: (path.count("__"), path))[:1]
    return (*(Way(path, is_by_case=True) for path in shortest), *(Way(path, is_by_case=False) for path in pointing))


def _fields(model: type[Model]) -> list[Any]:
    return list(model._meta.concrete_fields)  # noqa: SLF001 - Django's own name for it


def _label(model: type[Model]) -> str:
    return model._meta.label  # noqa: SLF001 - Django's own name for it


def _target(field: Any) -> str:
    return str(_label(field.related_model)) if isinstance(field, ForeignKey) else ""


def names_of_members(label: str) -> list[str]:
    """The fields of a table that point at somebody who works for an organisation."""
    return [field.attname for field in _fields(apps.get_model(label)) if _target(field) == MEMBERSHIP]


def everything_about(person_id: int, *, partnership_id: int, today: date) -> list[Part]:
    """All rows about this person in a partnership, table by table; a table without any is left out."""
    parts = (_part(label, told, person_id=person_id, today=today) for label, told in _here(partnership_id))
    return [part for part in parts if part.rows or part.withheld]


def _here(partnership_id: int) -> Iterator[tuple[type[Model], tuple[tuple[Way, ...], dict[str, int]]]]:
    for label, told in ways().items():
        model = apps.get_model(label)
        names = {field.name for field in _fields(model)}
        yield model, (told, {"partnership_id": partnership_id} if "partnership" in names else {})


def _part(model: type[Model], told: tuple[tuple[Way, ...], dict[str, int]], *, person_id: int, today: date) -> Part:
    here, inside = told
    about = Q(pk__in=[])
    for way in here:
        about |= Q((way.path, person_id))
    rows: QuerySet[Any] = QuerySet(model=model).filter(about, **inside).order_by("pk")
    rule, hidden = _withheld(model, here=here, person_id=person_id, today=today)
    names = [field.attname for field in _fields(model) if _is_shown(field)]
    count = rows.filter(hidden).count() if rule else 0
    given = rows.exclude(hidden) if rule else rows
    withheld = ((rule, count),) if rule and count else ()
    return Part(_label(model), tuple(given.values(*names)), withheld)


def _is_shown(field: Any) -> bool:
    return field.name not in SECRET and not isinstance(field, BinaryField)


def _withheld(model: type[Model], *, here: tuple[Way, ...], person_id: int, today: date) -> tuple[WithheldBy | None, Q]:
    """By which rule rows of this table are withheld, and which rows: what somebody else said of themselves, and a danger."""
    names = {field.name for field in _fields(model)}
    if {"tell_on", "resident"} <= names:
        return WithheldBy.SAFETY, Q(tell_on__gt=today)
    is_said = "person" in names and any(way.is_by_case for way in here) and _label(model) != "cases.Participant"
    if is_said:
        return WithheldBy.SOMEBODY_ELSE, Q(person__isnull=False) & ~Q(person_id=person_id)
    return None, Q()
