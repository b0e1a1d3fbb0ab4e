"""The register in words: a card for each activity, and the same with every field as tables to save."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from wijkwaarde.kernel.register.reading import Activity, Sort, activities, tables
from wijkwaarde.kernel.retention.queries import Term
from wijkwaarde.web.format import day
from wijkwaarde.web.retention.wording import months_words, rule_name, start_words
from wijkwaarde.web.saves.book import Book, Table


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


def activity_cards() -> list[ActivityCard]:
    """All activities in which something about people is kept, in their order."""
    kept = {table.activity for table in tables().values() if _sorts(table.activity)}
    return [_card(one) for one in activities().values() if one.key in kept]


def _card(one: Activity) -> ActivityCard:
    return ActivityCard(one.key, one.name, one.purpose, tuple(Fact(name, text) for name, text in _answers(one)))


def _answers(one: Activity) -> list[tuple[str, str]]:
    return [
        (_("Over wie"), one.people),
        (_("Welke gegevens"), ", ".join(sort_words(sort) for sort in Sort if sort in _sorts(one.key))),
        (_("Wie zorgt ervoor"), one.controller),
        (_("Waarom het mag"), one.ground),
        (_("Wat over gezondheid gaat"), one.exception),
        (_("Wie krijgt het"), one.receives),
        (_("Hoe lang"), one.term),
        (_("Waar dit staat"), one.source),
        (_("Nagekeken"), day(one.checked) if one.checked else _("nog niet door een functionaris")),
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


def register_book(terms: Sequence[Term]) -> Book:
    """The activities, the terms, and what every stored field is."""
    named = activities()
    answers = [(one.key, one.name, one.purpose, *(text for _name, text in _answers(one))) for one in named.values()]
    heads = tuple(name for name, _text in _answers(next(iter(named.values()))))
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
