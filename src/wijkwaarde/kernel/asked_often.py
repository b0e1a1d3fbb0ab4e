"""Questions to the database that every page asks: Django writes their SQL once, and after that only the values are new.

For a page that asks ten small questions, writing the SQL costs more than the answers. `asked_often` turns a function that
gives a QuerySet into one that gives its rows:

    @asked_often
    def _lights(*, by: Actor, today: date) -> QuerySet[PilotLight]:
        return PilotLight.objects.filter(keeper_id=by.membership_id, next_on__lte=today)

Values are days, keys, whole numbers, lists of those, and who acts; of everything else (a word, yes or no, None) each value has
SQL of its own. A value reaches the SQL as it is: what is derived from one is refused at the first call, and is passed by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import connections
from django.db.models import BigIntegerField, BooleanField, F, Func, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

from wijkwaarde.kernel.access import Actor

# What stands for a value while the SQL is written. It is written twice, with other stand-ins: so what is derived is seen.
STAND_INS: dict[type, Callable[[int], Any]] = {
    int: lambda number: 2_100_000_000 + number,
    date: lambda number: date(7001, 1, 1) + timedelta(days=number),
    UUID: lambda number: UUID(int=(0xA5 << 120) + number),
    list: lambda number: [2_100_000_000 + number],
}
FIRST = (0, 1_000)
IDS = ("membership_id", "person_id", "partnership_id")
# What Django keeps beside the SQL for making rows; it has no public name.
HOW_ROWS_ARE_MADE = ("_iterable_class", "_fields", "_prefetch_related_lookups")
NUMBERS = ArrayField(BigIntegerField())


def asked_often[**P, Row](question: Callable[P, QuerySet[Any, Row]]) -> Callable[P, list[Row]]:
    """The rows of a question, with SQL that is written at the first call. Errors: TypeError for a value that is derived."""
    written: dict[Any, _Written] = {}

    @wraps(question)
    def rows(*_none: P.args, **kwargs: P.kwargs) -> list[Row]:
        shape = tuple((name, _shape(value)) for name, value in kwargs.items())
        if shape not in written:
            written[shape] = _write(question, kwargs)
        return written[shape].ask([one for value in kwargs.values() for one in _values(value)])

    return rows


def is_one_of(column: str, keys: Sequence[int] | QuerySet[Any, Any]) -> Func:
    """The condition that a column is one of these keys, as one value: `__in` would be other SQL for each number of them.

    Of a QuerySet the keys are found once, as an array, and indexes still lead to the rows.
    """
    found = ArraySubquery(keys) if isinstance(keys, QuerySet) else Value(list(keys), output_field=NUMBERS)
    every = Func(found, function="ANY")
    return Func(F(column), every, template="%(expressions)s", arg_joiner=" = ", output_field=BooleanField())


@dataclass(frozen=True, slots=True)
class _Written:
    """A question with its SQL: its parameters, and by their place which of the values of a call comes there."""

    rows: QuerySet[Any, Any]
    compiler: SQLCompiler
    sql: str
    params: tuple[Any, ...]
    places: dict[int, int]

    def ask(self, values: Sequence[Any]) -> list[Any]:
        """The rows with these values."""
        params = list(self.params)
        for place, index in self.places.items():
            stood = self.params[place]
            # Django tells the width of a number by a type of its own.
            params[place] = type(stood)(values[index]) if isinstance(stood, int) else values[index]
        compiler = copy(self.compiler)
        compiler.connection = connections[self.rows.db]
        compiler.as_sql = lambda *_args, **_kwargs: (self.sql, tuple(params))  # type: ignore[method-assign]
        query = copy(self.rows.query)
        query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]
        found: QuerySet[Any, Any] = QuerySet(model=self.rows.model, query=query, using=self.rows.db)
        for name in HOW_ROWS_ARE_MADE:
            setattr(found, name, getattr(self.rows, name))
        return list(found)


def _shape(value: Any) -> Any:
    """What the SQL depends on: a value itself, or only its type where it is one that changes. Errors: TypeError for free text."""
    if isinstance(value, Actor):
        return (*(getattr(value, name) is None for name in IDS), value.stands_in, value.role)
    if isinstance(value, tuple):
        return tuple(_shape(one) for one in value)
    if type(value) is str:
        raise TypeError("what somebody typed would have SQL of its own each time")
    return type(value) if type(value) in STAND_INS else value


def _values(value: Any) -> list[Any]:
    """The values of an argument that change, in a fixed order."""
    if isinstance(value, Actor):
        return [one for one in (getattr(value, name) for name in IDS) if one is not None]
    if isinstance(value, tuple):
        return [one for each in value for one in _values(each)]
    return [value] if type(value) in STAND_INS else []


def _write(question: Callable[..., QuerySet[Any, Any]], kwargs: dict[str, Any]) -> _Written:
    one, two = (_with_stand_ins(question, kwargs, first=first) for first in FIRST)
    same = (place in one.places or one.params[place] == two.params[place] for place in range(len(one.params)))
    if one.sql != two.sql or one.places != two.places or not all(same):
        raise TypeError(f"{question.__qualname__}: something in it is derived from a value; pass that by itself")
    return one


def _with_stand_ins(question: Callable[..., QuerySet[Any, Any]], kwargs: dict[str, Any], *, first: int) -> _Written:
    made: list[Any] = []
    rows = question(**{name: _stand_in(value, made=made, first=first) for name, value in kwargs.items()})
    compiler = rows.query.get_compiler(using=rows.db)
    sql, params = compiler.as_sql()
    places = {place: made.index(param) for place, param in enumerate(params) if param in made}
    return _Written(rows, compiler, sql, tuple(params), places)


def _stand_in(value: Any, *, made: list[Any], first: int) -> Any:
    """What stands for an argument; what stands for its values is kept in `made`, in the order of `_values`."""
    if isinstance(value, Actor):
        ids = {name: getattr(value, name) for name in IDS if getattr(value, name) is not None}
        return replace(value, **{name: _stand_in(one, made=made, first=first) for name, one in ids.items()})
    if isinstance(value, tuple):
        return tuple(_stand_in(one, made=made, first=first) for one in value)
    if type(value) not in STAND_INS:
        return value
    made.append(STAND_INS[type(value)](first + len(made)))
    return made[-1]
