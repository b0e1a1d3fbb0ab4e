"""The register in words: a card for each activity, and the same with every field as tables to save."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from wijkwaarde.kernel.activities.queries import Own
from wijkwaarde.kernel.register.reading import Sort, activities, grounds, tables
from wijkwaarde.kernel.retention.queries import Term
from wijkwaarde.web.format import day
from wijkwaarde.web.retention.wording import months_words, rule_name, start_words
from wijkwaarde.web.saves.book import Book, Cell, Table


@dataclass(frozen=True, slots=True)
class Fact:
    """One answer of article 30, with its question."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ActivityCard:
    """One activity: its name, what it is for, and the other answers."""

    key: str
    name: str
    purpose: str
    facts: tuple[Fact, ...]
    is_confirmed: bool = False
    head: str = ""
    why: str = ""


def activity_cards(own: Mapping[str, Own]) -> list[ActivityCard]:
    """All activities in which something about people is kept, in their order."""
    kept = {table.activity for table in tables().values() if _sorts(table.activity)}
    return [_card(one) for one in own.values() if one.activity.key in kept]


def _card(own: Own) -> ActivityCard:
    one, facts = own.activity, tuple(Fact(name, text) for name, text in _answers(own))
    return ActivityCard(one.key, one.name, one.purpose, facts, own.is_confirmed)


def version_cards(found: Sequence[Own], *, is_inside: bool) -> list[ActivityCard]:
    """All versions of one activity; who wrote them is told to who works here."""
    return [replace(_card(one), head=_head(one, is_inside=is_inside), why=_why(one)) for one in found]


def _head(own: Own, *, is_inside: bool) -> str:
    one = own.version
    if one is None:
        return _("Zoals het product het voorstelt")
    if one.written_by is None:
        return _("Versie {number}, overgenomen van het product, sinds {day}").format(
            number=one.number, day=day(one.since)
        )
    who = one.written_by.name if is_inside else _("het privacycontact")
    return _("Versie {number}, van {who}, sinds {day}").format(number=one.number, who=who, day=day(one.since))


def _why(own: Own) -> str:
    return "" if own.version is None else own.version.why


def open_words(own: Mapping[str, Own]) -> str:
    """How many of the activities nobody of the partnership confirmed yet."""
    cards = activity_cards(own)
    left = len([one for one in cards if not one.is_confirmed])
    if not left:
        return _("Alles is nagekeken.")
    return _("Van {all} verwerkingen zijn er {left} nog niet nagekeken.").format(all=len(cards), left=left)


def _checked(own: Own) -> str:
    one = own.version
    if one is None or one.checked_on is None:
        return _("nog niet door een functionaris")
    return _("door {who}, op {day}").format(who=one.checked_by, day=day(one.checked_on))


def _answers(own: Own) -> list[tuple[str, str]]:
    one = own.activity
    return [
        (_("Over wie"), one.people),
        (_("Welke gegevens"), ", ".join(sort_words(sort) for sort in Sort if sort in _sorts(one.key))),
        (_("Wie zorgt ervoor"), one.controller),
        (_("Waarom het mag"), one.ground),
        (_("Wat over gezondheid gaat"), one.exception),
        (_("Wie krijgt het"), one.receives),
        (_("Hoe lang"), one.term),
        (_("Waar dit staat"), one.source),
        (_("Nagekeken"), _checked(own)),
    ]


def _sorts(activity: str) -> set[Sort]:
    mine = [table for table in tables().values() if table.activity == activity]
    return {one.sort for table in mine for one in (table.rest, *table.fields.values())} - {Sort.NONE}


def sort_words(sort: Sort) -> str:
    """What a field tells, in words."""
    return {
        Sort.NONE: _("niets over een mens"),
        Sort.PERSONAL: _("gewone gegevens"),
        Sort.SPECIAL: _("wat de wet extra beschermt, zoals gezondheid"),
        Sort.THIRD_PARTY: _("gegevens over een ander"),
        Sort.SECRET: _("geheimen om mee in te loggen"),
    }[sort]


def _row(own: Own) -> tuple[Cell, ...]:
    """One activity for a file: every answer, the words of the law, its version and who confirmed it."""
    one, version = own.activity, own.version
    law = grounds().get(one.law)
    told = (law.article, law.text) if law else ("", "")
    since = (version.number, version.since) if version else ("", "")
    answers = (text for _name, text in _answers(own))
    return one.key, one.name, one.purpose, *answers, *told, *since, _("ja") if own.is_confirmed else _("nee")


def register_book(own: Mapping[str, Own], terms: Sequence[Term]) -> Book:
    """The activities as they held on a day, the terms, and what every stored field is."""
    named = activities()
    answers = [_row(one) for one in own.values()]
    heads = (
        *(name for name, _text in _answers(next(iter(own.values())))),
        *(_("Artikel"), _("In de woorden van de wet"), _("Versie"), _("Sinds"), _("Nagekeken door ons")),
    )
    fields = [
        (
            table.label,
            name,
            sort_words(told.sort),
            told.why,
            named[table.activity].name,
            ", ".join(named[table.activity].rules),
        )
        for table in tables().values()
        for name, told in ((_("alle andere velden"), table.rest), *table.fields.items())
    ]
    kept = [
        (one.key.value, rule_name(one.key), start_words(one), months_words(one.months), one.since, one.source)
        for one in terms
    ]
    return Book(
        "verwerkingsregister",
        (
            Table(_("Verwerkingen"), (_("Sleutel"), _("Naam"), _("Waarvoor"), *heads), answers),
            Table(
                _("Bewaartermijnen"),
                (_("Sleutel"), _("Regel"), _("Telt vanaf"), _("Hoe lang"), _("Geldt sinds"), _("Bron")),
                kept,
            ),
            Table(
                _("Gegevens"),
                (_("Tabel"), _("Veld"), _("Soort"), _("Waarom niet persoonlijk"), _("Verwerking"), _("Regels")),
                fields,
            ),
        ),
    )
