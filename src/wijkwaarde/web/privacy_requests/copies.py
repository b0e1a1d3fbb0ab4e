"""Everything about one person as a document to read, by their own questions first; what only a machine reads stands at the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.kernel.privacy_requests.queries import PersonCopy
from wijkwaarde.kernel.privacy_requests.reading import CASE, MEMBERSHIP, PARTICIPANT, PERSON, Names, Part, keys_of
from wijkwaarde.web.format import day, trimmed
from wijkwaarde.web.looks.panels import organisations_of
from wijkwaarde.web.privacy_requests.copy_lists import Meanings, fixed_words
from wijkwaarde.web.privacy_requests.copy_words import TECHNICAL, field_words, rule_words, table_words
from wijkwaarde.web.sessions.device import in_words

VERSION = "plans.PlanVersion"
# The words with which a row begins; all else stands under them.
HEADS: dict[str, tuple[str, ...]] = {
    "cases.Participant": ("person_id", "membership_id", "part"),
    "cases.Share": ("participant_id", "extent"),
    "cases.ContactNote": ("on", "manner"),
    "carers.InformalCarer": ("person_id", "relation"),
    "round_tables.RoundTable": ("starts_at", "kind"),
    "round_tables.Seat": ("participant_id", "name", "answer"),
    "plans.PlanVersion": ("number",),
    "plans.PlanLine": ("what",),
    "plans.LineNote": ("line_id", "state"),
    "plans.PlanCheck": ("on", "answer"),
    "statements.Statement": ("line_id",),
    "barriers.Barrier": ("rule",),
    "own_costs.OwnCost": ("what",),
    "endings.PilotLight": ("name", "keeper_id"),
    "measurements.Measurement": ("moment", "mark"),
    "consents.Consent": ("subject", "says_yes"),
    "consents.SecrecyRelease": ("name", "organisation_id"),
    "retention.CaseRule": ("rule",),
    "flows.EstimateLine": ("name",),
    "flows.Flow": ("name",),
    "micro_analysis.MicroAnalysis": ("title",),
    "privacy_requests.PrivacyRequest": ("asked_on", "kind"),
    "emergencies.BreakGlass": ("opened_at", "danger"),
    "web_sessions.Session": ("device",),
    "mfa.Authenticator": ("type",),
}
# What people wrote is read on a line of its own, and so is any text of so many signs.
WRITTEN = frozenset({"words", "wants", "cans", "needs", "feared", "text", "answer", "reason", "takeaway", "back_words"})
LONG = 60


class Place(StrEnum):
    """Where a table stands: within a question, or in a chapter of its own."""

    QUESTION = "question"
    PEOPLE = "people"
    PLAN = "plan"
    MARKS = "marks"
    YES = "yes"
    ME = "me"
    ASKED = "asked"
    KEPT = "kept"


# By the app of the table, or by the table where that is not enough; what is nowhere here is kept besides.
PLACES = {
    "cases": Place.PEOPLE,
    "cases.Case": Place.QUESTION,
    "cases.ContactNote": Place.PLAN,
    "carers": Place.PEOPLE,
    "representations": Place.PEOPLE,
    "plans": Place.PLAN,
    "photos": Place.PLAN,
    "round_tables": Place.PLAN,
    "statements": Place.PLAN,
    "barriers": Place.PLAN,
    "endings": Place.PLAN,
    "own_costs": Place.PLAN,
    "measurements": Place.MARKS,
    "consents": Place.YES,
    "parties": Place.ME,
    "accounts": Place.ME,
    "account": Place.ME,
    "identities": Place.ME,
    "mfa": Place.ME,
    "web_sessions": Place.ME,
    "privacy_requests": Place.ASKED,
}


@dataclass(frozen=True, slots=True)
class Fact:
    """What one field says."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One row in words: what it begins with, short facts, and long texts."""

    head: str
    facts: tuple[Fact, ...]
    texts: tuple[Fact, ...]

    @property
    def is_told(self) -> bool:
        """Whether anything in it is for people."""
        return bool(self.head or self.facts or self.texts)


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one table, as people call them."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Some groups under one heading; a section without a title has none."""

    title: str
    groups: tuple[Group, ...]

    @property
    def is_one(self) -> bool:
        """Whether its own title says enough."""
        return bool(self.title) and len(self.groups) == 1


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of the document that stands in the table of contents."""

    key: str
    title: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class CopyDocument:
    """Everything about one person: chapters to read, and per table the lines that mean something to a machine only."""

    title: str
    made: str
    leads: tuple[str, ...]
    withheld: tuple[str, ...]
    contents: str
    chapters: tuple[Chapter, ...]
    technical: str
    left_out: str


def document_of(copy: PersonCopy, *, names: Names, today: date) -> CopyDocument:
    """The document, in the language of the reader."""
    reader = _Reader(names=names | _versions(copy) | _oneself(copy))
    told = [(part, row, case) for part in copy.parts for row, case in zip(part.rows, part.cases, strict=True)]
    cases = [row for part, row, _case in told if part.label == CASE]
    chapters = [_of_case(one, told=told, reader=reader) for one in cases]
    rest = [(part, row) for part, row, case in told if case is None]
    chapters += [_looks(copy, today=today), *_others(rest, reader=reader)]
    return CopyDocument(
        title=_("Alles wat er over mij staat"),
        made=_("Dit stond er op {day}.").format(day=day(today)),
        leads=(
            _("Wijkwaarde maakte dit voor jou. Klopt er iets niet? Zeg het ons bij Mijn gegevens."),
            _("Soms hoor je iets later, omdat het nu gevaar kan geven. Dan staat het hier ook pas later."),
        ),
        withheld=tuple(rule_words()[rule] for rule in copy.withheld),
        contents=_("Wat staat waar?"),
        chapters=tuple(one for one in chapters if one.sections),
        technical=_("Voor de computer"),
        left_out=_("De computer houdt alles bij elkaar met nummers. Die staan in het bestand (json)."),
    )


def _versions(copy: PersonCopy) -> Names:
    """Of which plan something is, where there is more than one."""
    rows = [row for part in copy.parts if part.label == VERSION for row in part.rows]
    return {(VERSION, row["id"]): _("plan {number}").format(number=row["number"]) for row in rows if len(rows) > 1}


def _oneself(copy: PersonCopy) -> Names:
    """Who reads is called by no name."""
    mine = {row["id"] for part in copy.parts if part.label == PERSON for row in part.rows}
    parts = [row for part in copy.parts if part.label == PARTICIPANT for row in part.rows if row["person_id"] in mine]
    return {(PERSON, one): _("jij") for one in mine} | {(PARTICIPANT, row["id"]): _("jij") for row in parts}


def _of_case(case: dict[str, Any], *, told: list[Any], reader: _Reader) -> Chapter:
    """A question with all that belongs to it, in the order in which it goes."""
    mine = [(part, row) for part, row, about in told if about == case["id"]]
    titles = {
        Place.QUESTION: _("Wat je vroeg en wilt"),
        Place.PEOPLE: _("Wie er meedoet"),
        Place.PLAN: _("Je plan, en wat er gebeurde"),
        Place.MARKS: _("Je cijfers"),
        Place.YES: _("Waar je ja of nee op zei"),
        Place.KEPT: _("Wat er nog bij hoort"),
    }
    title = _("Je vraag van {day}").format(day=day(case["opened_on"]))
    sections = [Section(words, reader.groups(mine, place=place)) for place, words in titles.items()]
    return Chapter(f"vraag-{case['id']}", title, tuple(one for one in sections if one.groups))


def _others(rest: list[tuple[Part, dict[str, Any]]], *, reader: _Reader) -> list[Chapter]:
    """What is of no question."""
    titles = {
        Place.ASKED: _("Wat je vroeg over je gegevens"),
        Place.ME: _("Wie je bent en hoe je inlogt"),
        Place.KEPT: _("Wat we verder bewaren"),
    }
    # What belongs to a question in which somebody only takes part, is kept besides.
    found = {place: reader.groups(rest, place=place, also=place is Place.KEPT) for place in titles}
    return [
        Chapter(place.value, titles[place], (Section("", _once(groups, title=titles[place])),) if groups else ())
        for place, groups in found.items()
    ]


def _once(groups: tuple[Group, ...], *, title: str) -> tuple[Group, ...]:
    """A group that is called as its chapter has no heading of its own."""
    return tuple(replace(one, title="") if one.title == title else one for one in groups)


def _looks(copy: PersonCopy, *, today: date) -> Chapter:
    """Who looked, by organisation: what each of them did, with the last time."""
    days = organisations_of(copy.looks, today=today)
    groups = tuple(
        Group(
            one.day, tuple(Item(line.who, (Fact(_("Laatst"), line.time),), (Fact("", line.why),)) for line in one.lines)
        )
        for one in days
    )
    return Chapter("wie-keek", _("Wie er keek, en waarom"), (Section("", groups),) if groups else ())


def _place(label: str) -> Place:
    return PLACES.get(label) or PLACES.get(label.partition(".")[0]) or Place.KEPT


class _Reader:
    """Rows in words: names instead of numbers, days and words of fixed lists as people say them."""

    def __init__(self, *, names: Names) -> None:
        self.names, self.tables, self.fields, self.lists = names, table_words(), field_words(), fixed_words()

    def groups(
        self, found: Iterable[tuple[Part, dict[str, Any]]], *, place: Place, also: bool = False
    ) -> tuple[Group, ...]:
        """The rows that stand in this place, by table; `also` those that have no other place outside a question."""
        by_table: dict[str, list[Item]] = {}
        for part, row in found:
            here = _place(part.label)
            if here is place or (also and here not in (Place.ASKED, Place.ME)):
                by_table.setdefault(part.label, []).append(self.item(part.label, row=row))
        told = {label: tuple(one for one in items if one.is_told) for label, items in by_table.items()}
        return tuple(Group(self.tables.get(label, _plain_name(label)), items) for label, items in told.items() if items)

    def item(self, label: str, *, row: dict[str, Any]) -> Item:
        """One row in words."""
        said = {name: self.said(label, name=name, value=value) for name, value in row.items()}
        heads = [name for name in HEADS.get(label, ()) if said.get(name)]
        head = ": ".join(said[name] for name in heads)
        facts = {
            name: Fact(self.fields.get(name, _plain_name(name)), text)
            for name, text in said.items()
            if text and name not in heads and not (name == "person_id" and text == _("jij"))
        }
        long = {name for name, one in facts.items() if name in WRITTEN or len(one.text) >= LONG or "\n" in one.text}
        return Item(
            head[:1].upper() + head[1:],
            tuple(one for name, one in facts.items() if name not in long),
            tuple(one for name, one in facts.items() if name in long),
        )

    def said(self, label: str, *, name: str, value: Any) -> str:
        """What one field says; nothing where it is empty, or means something to a machine only."""
        if value in (None, "", []) or is_technical(label, name=name):
            return ""
        target = keys_of(label).get(name)
        if target is not None:
            return self.names.get((target, value), "")
        if (label, name) == (VERSION, "number"):
            return _("plan {number}").format(number=value)
        words = self.lists.get(f"{label}.{name}")
        if isinstance(value, list):
            return ", ".join(_meant(one, words=words) for one in value)
        return _meant(value, words=words) if words is not None else _value(name, value=value)


def is_technical(label: str, *, name: str) -> bool:
    """Whether a field means something to a machine only: a number of a row, or what counts the tries of a mail."""
    target = keys_of(label).get(name)
    called = {PARTICIPANT, PERSON, MEMBERSHIP, VERSION, "parties.Organisation", "plans.PlanLine"}
    if target is not None:
        return target not in called or name in {"holds_for_id", "resident_id"}
    return (label, name) != (VERSION, "number") and (name in TECHNICAL or name.endswith("_id"))


def _meant(value: Any, *, words: Meanings | None) -> str:
    return (words or {}).get(str(value), str(value))


def _value(name: str, *, value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else ""
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return f"{day(local.date())}, {local:%H:%M}"
    if isinstance(value, date):
        return day(value)
    if isinstance(value, float):
        return trimmed(value)
    return in_words(value) if name == "device" else str(value)


def _plain_name(name: str) -> str:
    return name.rsplit(".", maxsplit=1)[-1].removesuffix("_id").replace("_", " ").capitalize()
