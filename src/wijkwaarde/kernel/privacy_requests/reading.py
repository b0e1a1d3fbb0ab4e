"""Reads everything that is stored about one person, by walking all tables to that person; new tables come along by themselves.

It decides no access: who asks for it is for queries. A row is about somebody where it belongs to a case of theirs, or points
at them. What a named rule withholds is counted and not given, and what is told later is not even counted. What is secret the
register says, and nothing else does: a field that is in no register is not given either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db.models import BigIntegerField, BinaryField, F, ForeignKey, Model, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.parties.queries import names_of
from wijkwaarde.kernel.register.reading import Sort, sort_of

PERSON, CASE, USER, MEMBERSHIP = "parties.Person", "cases.Case", "accounts.User", "accounts.Membership"
# The table of who somebody works with is theirs; what they did at work is about others.
ENDS_HERE = frozenset({MEMBERSHIP, "parties.Partnership", "parties.Organisation"})
# The trail holds ids only and is told in words.
NOT_HERE = {"trail.Line": "told as who looked", "trail.Seal": "a sum over a line"}
RESIDENT = "resident"
# From this day on the resident hears of it; until then nothing tells that it is there.
TOLD_FROM = "tell_on"
ABOUT_CASE = "about_case"
PARTICIPANT, ORGANISATION, LINE = "cases.Participant", "parties.Organisation", "plans.PlanLine"

# By table and number: what somebody or something is called.
type Names = dict[tuple[str, int], str]


class WithheldBy(StrEnum):
    """The rules by which something about a case is not given to its resident."""

    SOMEBODY_ELSE = "somebody-else"


@dataclass(frozen=True, slots=True)
class Way:
    """How a row of a table leads to a person: by what is of them as a resident, or by pointing at them.

    `may_be_empty`: a key on the way may be empty, so that this way does not find every row.
    """

    path: str
    is_by_case: bool
    may_be_empty: bool = False

    @property
    def rank(self) -> tuple[bool, int, str]:
        """The lowest is taken: one that finds all rows, then the shortest."""
        return self.may_be_empty, self.path.count("__"), self.path


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one table about a person, by the names of their fields, and how many a rule withholds.

    `cases`: of each row the case that it belongs to, or none.
    """

    label: str
    rows: tuple[dict[str, Any], ...]
    cases: tuple[int | None, ...] = ()
    withheld: tuple[tuple[WithheldBy, int], ...] = ()


def ways() -> dict[str, tuple[Way, ...]]:
    """All tables from which a row leads to a person, with the ways: the surest by a case, and those that point at them."""
    found: dict[str, tuple[Way, ...]] = {
        PERSON: (Way("pk", is_by_case=False),),
        CASE: (Way(RESIDENT, is_by_case=True),),
    }
    fixed = set(found)
    changed = True
    while changed:
        changed = False
        for model in apps.get_models():
            told = () if _label(model) in fixed else _ways_of(model, found=found)
            if told and told != found.get(_label(model)):
                found[_label(model)], changed = told, True
    return {label: told for label, told in found.items() if label not in NOT_HERE}


def _ways_of(model: type[Model], *, found: dict[str, tuple[Way, ...]]) -> tuple[Way, ...]:
    by_case: list[Way] = []
    pointing: list[Way] = []
    for field in _fields(model):
        target = _target(field)
        if target == PERSON:
            mine = by_case if field.name == RESIDENT else pointing
            mine.append(Way(field.name, is_by_case=mine is by_case, may_be_empty=field.null))
        elif target == USER:
            pointing.append(Way(f"{field.name}__person", is_by_case=False))
        elif target and target not in ENDS_HERE | {_label(model)}:
            by_case += _through(field, found.get(target, ()))
    return (*_surest(by_case), *pointing)


def _through(field: Any, told: tuple[Way, ...]) -> list[Way]:
    """The ways of the table that a key points at, from the table with the key."""
    return [
        Way(f"{field.name}__{one.path}", is_by_case=True, may_be_empty=field.null or one.may_be_empty)
        for one in told
        if one.is_by_case
    ]


def _surest(told: list[Way]) -> list[Way]:
    """One way that finds every row; where there is none, the best through each key."""
    best: dict[str, Way] = {}
    for one in sorted(told, key=lambda way: way.rank):
        best.setdefault(one.path.partition("__")[0], one)
    kept = list(best.values())
    return kept[:1] if kept and not kept[0].may_be_empty else kept


def _fields(model: type[Model]) -> list[Any]:
    return list(model._meta.concrete_fields)  # noqa: SLF001 - Django's own name for it


def _label(model: type[Model]) -> str:
    return model._meta.label  # noqa: SLF001 - Django's own name for it


def _target(field: Any) -> str:
    return str(_label(field.related_model)) if isinstance(field, ForeignKey) else ""


def keys_of(label: str) -> dict[str, str]:
    """The fields of a table that point at a row of another, with that other table."""
    return {field.attname: _target(field) for field in _fields(apps.get_model(label)) if _target(field)}


def names_of_members(label: str) -> list[str]:
    """The fields of a table that point at somebody who works for an organisation."""
    return [name for name, target in keys_of(label).items() if target == MEMBERSHIP]


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
    rows: QuerySet[Any] = QuerySet(model=model).filter(about, **inside).exclude(_told_later(model, here, today=today))
    others = _of_others(model, here=here, person_id=person_id)
    count = rows.filter(others).count() if others else 0
    names = [field.attname for field in _fields(model) if is_given(field)]
    given = list(rows.exclude(others).order_by("pk").values(*names, **{ABOUT_CASE: _case_of(model, here)}))
    cases = tuple(row.pop(ABOUT_CASE) for row in given)
    withheld = ((WithheldBy.SOMEBODY_ELSE, count),) if count else ()
    return Part(_label(model), tuple(given), cases, withheld)


def is_given(field: Any) -> bool:
    """Whether a field stands in the rows of a copy: what is no secret; files are read apart."""
    return not _is_secret(field) and not isinstance(field, BinaryField)


def _is_secret(field: Any) -> bool:
    """As the register says it; what is in no register is treated as a secret."""
    return sort_of(_label(field.model), name=field.name, kind=field.get_internal_type()) in (None, Sort.SECRET)


def files_of(part: Part) -> dict[str, dict[str, bytes]]:
    """The files that belong to the rows of a part, by the number of the row and the name of the field."""
    model = apps.get_model(part.label)
    names = [field.attname for field in _fields(model) if isinstance(field, BinaryField) and not _is_secret(field)]
    if not names:
        return {}
    rows: QuerySet[Any] = QuerySet(model=model).filter(pk__in=[row["id"] for row in part.rows])
    return {str(row["id"]): {name: bytes(row[name]) for name in names} for row in rows.values("id", *names)}


def _case_of(model: type[Model], here: tuple[Way, ...]) -> Any:
    """The case of a row, as the way to it says; none where it is of no case."""
    paths = [way.path.removesuffix(RESIDENT).removesuffix("__") or "pk" for way in here if way.is_by_case]
    of_case = [F(path) for path in paths if _end_of(model, path=path) == CASE]
    nothing = Value(None, output_field=BigIntegerField())
    return Coalesce(*of_case, nothing) if of_case else nothing


def _end_of(model: type[Model], *, path: str) -> str:
    """The table at which a path of keys ends."""
    for step in path.split("__") if path != "pk" else []:
        model = model._meta.get_field(step).related_model  # type: ignore[assignment]  # noqa: SLF001 - Django's own name
    return _label(model)


def _told_later(model: type[Model], here: tuple[Way, ...], *, today: date) -> Q:
    """Which rows of this table, or what they belong to, the resident hears of later."""
    later = Q(pk__in=[])
    for way in (one for one in here if one.is_by_case):
        path = way.path.removesuffix(RESIDENT).removesuffix("__")
        end = apps.get_model(_end_of(model, path=path or "pk"))
        if TOLD_FROM in {field.name for field in _fields(end)}:
            later |= Q((f"{path}__{TOLD_FROM}__gt" if path else f"{TOLD_FROM}__gt", today))
    return later


def _of_others(model: type[Model], *, here: tuple[Way, ...], person_id: int) -> Q:
    """Which rows hold what somebody else said of themselves in a case."""
    names = {field.name for field in _fields(model)}
    is_said = "person" in names and any(way.is_by_case for way in here) and _label(model) != "cases.Participant"
    return Q(person__isnull=False) & ~Q(person_id=person_id) if is_said else Q()


def names_in(parts: Iterable[Part], *, by: Actor) -> Names:
    """What the rows of these parts point at, by the names that people use."""
    told = list(parts)
    asked: dict[str, set[int]] = {PARTICIPANT: set(), PERSON: set(), MEMBERSHIP: set(), ORGANISATION: set()}
    for part in told:
        for name, target in keys_of(part.label).items():
            if target in asked:
                asked[target] |= {row[name] for row in part.rows if row.get(name)}
    return (
        {(LINE, row["id"]): row["what"] for part in told if part.label == LINE for row in part.rows}
        | _members(asked[MEMBERSHIP])
        | _participants(asked[PARTICIPANT])
        | {(PERSON, one): name for one, name in names_of(asked[PERSON], by=by).items()}
        | {(ORGANISATION, one.pk): one.name for one in _rows(ORGANISATION, asked[ORGANISATION])}
    )


def _members(found: set[int]) -> Names:
    rows = _rows(MEMBERSHIP, found).select_related("organisation")
    return {(MEMBERSHIP, one.pk): f"{one.name} ({one.organisation.name})" for one in rows}


def _participants(found: set[int]) -> Names:
    rows = _rows(PARTICIPANT, found).select_related("person", "membership")
    return {(PARTICIPANT, one.pk): who.name for one in rows if (who := one.membership or one.person)}


def _rows(label: str, found: set[int]) -> QuerySet[Any]:
    rows: QuerySet[Any] = QuerySet(model=apps.get_model(label))
    return rows.filter(pk__in=found)
