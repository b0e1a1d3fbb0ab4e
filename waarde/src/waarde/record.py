"""A saved analysis: the case with all its prices as plain data, so that it can be recomputed years later."""

from __future__ import annotations

import dataclasses
import types
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.metadata import version
from typing import Any, Union, get_args, get_origin, get_type_hints

from waarde.errors import WaardeError
from waarde.situations import Case

FORMAT = 1
VERSION = version("waarde")
AS_IT_IS = (str, float, int, bool)


def to_record(case: Case, *, draws: int, seed: int) -> dict[str, Any]:
    """The inputs of an analysis with prices, edition, version of waarde, draws and seed, as plain data.

    Values that are the default of their field are left out; `from_record` puts them back.

    >>> from waarde.situations import PriceListUsed
    >>> record = to_record(Case("coffee", PriceListUsed("own", "1")), draws=100, seed=1)
    >>> record["inputs"], record["draws"]
    ({'name': 'coffee', 'price_list': {'name': 'own', 'edition': '1'}}, 100)
    """
    return {"format": FORMAT, "waarde": VERSION, "draws": draws, "seed": seed, "inputs": _plain(case)}


def from_record(record: dict[str, Any]) -> tuple[Case, int, int]:
    """The case, draws and seed of a saved analysis. Errors: record-unreadable, and those of the case.

    >>> from waarde.situations import PriceListUsed
    >>> case = Case("coffee", PriceListUsed("own", "1"))
    >>> from_record(to_record(case, draws=100, seed=1)) == (case, 100, 1)
    True
    """
    try:
        if record["format"] == FORMAT:
            return _typed(Case, record["inputs"]), int(record["draws"]), int(record["seed"])
    except WaardeError:
        raise
    except (KeyError, TypeError, AttributeError, ValueError) as cause:
        raise WaardeError("record-unreadable", where="record", got=str(cause)) from cause
    raise WaardeError("record-unreadable", where="record", got=f"format {record['format']}")


def _plain(value: Any) -> Any:
    if value is None or type(value) in AS_IT_IS:
        return value
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if not dataclasses.is_dataclass(value):
        return value
    told = ((name, default, getattr(value, name)) for name, default in _defaults(value.__class__))
    return {name: _plain(content) for name, default, content in told if content != default}


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _typed(wanted: Any, data: Any) -> Any:
    origin = get_origin(wanted)
    if origin in (Union, types.UnionType):
        kinds = [kind for kind in get_args(wanted) if kind is not type(None)]
        return None if data is None else _typed(kinds[0], data)
    if origin is tuple:
        return tuple(_typed(get_args(wanted)[0], one) for one in data)
    if isinstance(wanted, type) and dataclasses.is_dataclass(wanted):
        hints = _hints(wanted)
        return wanted(**{name: _typed(hints[name], content) for name, content in data.items()})
    if wanted is date:
        return date.fromisoformat(data)
    if isinstance(wanted, type) and issubclass(wanted, StrEnum):
        return wanted(data)
    return data
