"""Reads the activities and what every stored field is from the files beside it; it asks no database."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.conf import settings

HERE = Path(__file__).parent
PAGE = "verwerkingsregister"
BESIDE = {"activity", "rest"}
# A field of one of these may hold anything that somebody types or sends, so it stands in the register by its own name.
FREE = frozenset(
    {
        "ArrayField",
        "BinaryField",
        "CharField",
        "EmailField",
        "FileField",
        "JSONField",
        "SlugField",
        "TextField",
        "URLField",
    }
)


class Sort(StrEnum):
    """What a field tells: nothing about anybody, something, something that the law protects more, or about somebody else.

    What is secret lets somebody in who has it, or is made of what does: it stands in no file that anybody gets.
    """

    NONE = "none"
    PERSONAL = "personal"
    SPECIAL = "special"
    THIRD_PARTY = "third-party"
    SECRET = "secret"  # noqa: S105 - a word of a list


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that is done with data about people, as GDPR article 30 asks it; `checked` None: nobody confirmed it yet.

    `law` is the key of what the law says the ground is; `ground` says it in own words.
    """

    key: str
    name: str
    purpose: str
    people: str
    controller: str
    law: str
    ground: str
    exception: str
    receives: str
    term: str
    rules: tuple[str, ...]
    source: str
    checked: date | None
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Classified:
    """What a field is, and why where it tells nothing."""

    sort: Sort
    why: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What is stored in a model (`app.Model`): of which activity, by field what it is, and what all other fields are.

    Texts and files have their name in `fields`; keys, days, numbers and yes or no are what `rest` says.
    """

    label: str
    activity: str
    rest: Classified
    fields: dict[str, Classified]


@cache
def activities() -> dict[str, Activity]:
    """All activities by key, in the order of the file."""
    found = tomllib.loads((HERE / "activities.toml").read_text(encoding="utf-8"))
    return {key: _activity(key, told) for key, told in found.items()}


def _activity(key: str, told: dict[str, object]) -> Activity:
    many = {"rules", "kinds"}
    texts = {name: str(value) for name, value in told.items() if name not in {*many, "checked"}}
    lists = {name: tuple(map(str, value)) for name, value in told.items() if name in many and isinstance(value, list)}
    checked = str(told["checked"])
    return Activity(key=key, **texts, **lists, checked=date.fromisoformat(checked) if checked else None)  # type: ignore[arg-type]  # the names of the file are those of the class, which says so when one is not


@dataclass(frozen=True, slots=True)
class LegalGround:
    """Why the law lets somebody use data about people: where it stands, in a word, and in the words of the law."""

    key: str
    article: str
    name: str
    text: str


@cache
def grounds() -> dict[str, LegalGround]:
    """All grounds of the law by key, in the order of the law."""
    found = tomllib.loads((HERE / "grounds.toml").read_text(encoding="utf-8"))
    return {key: LegalGround(key, told["article"], told["name"], told["text"]) for key, told in found.items()}


@cache
def tables() -> dict[str, Table]:
    """What every table is, by `app.Model`, from the files in `fields/`: one per app."""
    found = {}
    for file in sorted((HERE / "fields").glob("*.toml")):
        for model, told in tomllib.loads(file.read_text(encoding="utf-8")).items():
            fields = {name: _classified(value) for name, value in told.items() if name not in BESIDE}
            label = f"{file.stem}.{model}"
            found[label] = Table(label, told["activity"], _classified(told["rest"]), fields)
    return found


def sort_of(label: str, *, name: str, kind: str) -> Sort | None:
    """What a field of `app.Model` is; `kind` is Django's word for its type. None: in no register, so nobody knows."""
    told = tables().get(label)
    if told is None or (kind in FREE and name not in told.fields):
        return None
    return told.fields.get(name, told.rest).sort


def _classified(value: str) -> Classified:
    """`none: a word of a list` is nothing personal, for that reason."""
    word, _colon, why = value.partition(": ")
    return Classified(Sort(word), why)


@cache
def _by_kind() -> dict[str, Activity]:
    return {kind: one for one in activities().values() for kind in one.kinds}


def activity_of(kind: str) -> Activity:
    """The activity that a word of the trail belongs to. Errors: KeyError for a word that no activity names."""
    return _by_kind()[kind]


def activity_uri(kind: str) -> str:
    """Where the activity of a word of the trail stands, for logs that others read. Errors: KeyError, as `activity_of`."""
    return f"{settings.SITE}/{PAGE}#{activity_of(kind).key}"
