"""One table of a case file with typed look-ups: each gives the value, or the problem at its line; no meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from waarde import WaardeError
from wijkwaarde.kernel.documents import LARGEST_NUMBER, Document, KeyPath, at_most
from wijkwaarde.kernel.errors import Place, Problem, did_you_mean
from wijkwaarde.kernel.wording import problem_of
from wijkwaarde.kernel.words import WORDS, read_word

KEYS_OF_ERROR = {
    "number-not-finite": ("quantity", "value"),
    "quantity-not-positive": ("quantity",),
    "periods-out-of-range": ("periods",),
    "periods-without-repetition": ("periods",),
    "end-before-begin": ("to",),
    "date-without-start": ("from",),
    "date-before-start": ("from", "to"),
    "date-after-first-year": ("from",),
    "chance-out-of-range": ("chance",),
    "stop-days-out-of-range": ("stop_days", "stops"),
    "stops-unknown-line": ("stops",),
    "replaces-unknown-line": ("without",),
    "price-negative": ("value",),
    "range-out-of-order": ("value",),
    "price-year-impossible": ("price_year",),
    "band-without-quantity": ("band",),
    "mark-out-of-range": ("mark",),
    "share-out-of-range": ("share",),
    "transfer-to-itself": ("beneficiary",),
    "hours-without-person": ("who",),
    "price-without-quantity": ("price",),
    "line-without-price-or-hours": ("quantity",),
}


@dataclass(frozen=True)
class Table:
    """A table of a document, the path to it, and what stands in it."""

    document: Document
    path: KeyPath
    data: dict[str, Any]

    def place(self, key: str | None = None) -> Place:
        """Where a key stands, or the table itself."""
        return self.document.place(*self.path, *([] if key is None else [key]))

    def check_keys(self, known: Iterable[str]) -> None:
        """Refuse an unknown key, with the known one that looks most like it."""
        self.document.check_keys(self.data, *self.path, known=known)

    def wrong(self, key: str, *, expected: str, remedy: str) -> Problem:
        """The problem that a key holds something else than was expected."""
        return self.document.wrong(*self.path, key, found=self.data[key], expected=expected, remedy=remedy)

    def missing(self, key: str, *, expected: str) -> Problem:
        """The problem that a key is not there."""
        return self.document.missing(*self.path, key, expected=expected)

    def text(self, key: str) -> str:
        """A text without spaces around it; empty when the key is not there."""
        value = self.data.get(key, "")
        if not isinstance(value, str):
            raise self.wrong(key, expected=_("tekst."), remedy=_('Zet er "aanhalingstekens" omheen.'))
        return value.strip()

    def needed_text(self, key: str, *, expected: str) -> str:
        """A text that must be there and must not be empty."""
        if not self.text(key):
            raise self.missing(key, expected=expected)
        return self.text(key)

    def number(self, key: str) -> float | None:
        """A number; None when the key is not there."""
        value = self.data.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            remedy = _("Schrijf het getal zonder aanhalingstekens en met een punt: 12.50.")
            raise self.wrong(key, expected=_("een getal."), remedy=remedy)
        if value is not None and not (isinstance(value, int) or isfinite(value)):
            raise problem_of(WaardeError("number-not-finite", where=key, got=value), place=self.place(key))
        if value is not None and abs(value) > LARGEST_NUMBER:
            raise self.wrong(key, expected=at_most(), remedy=_("Schrijf een kleiner getal."))
        return value

    def needed_number(self, key: str, *, expected: str) -> float:
        """A number that must be there."""
        value = self.number(key)
        if value is None:
            raise self.missing(key, expected=expected)
        return value

    def day(self, key: str) -> date | None:
        """A day; None when the key is not there."""
        value = self.data.get(key)
        if value is not None and (isinstance(value, datetime) or not isinstance(value, date)):
            remedy = _("Schrijf jaar-maand-dag, zonder aanhalingstekens: 2026-12-01.")
            raise self.wrong(key, expected=_("een datum."), remedy=remedy)
        return value

    def flag(self, key: str, *, otherwise: bool) -> bool:
        """True or false; `otherwise` when the key is not there."""
        value = self.data.get(key, otherwise)
        if not isinstance(value, bool):
            raise self.wrong(key, expected=_("true (ja) of false (nee)."), remedy=_("Schrijf true of false."))
        return value

    def term[Term: StrEnum](self, key: str, terms: type[Term]) -> Term | None:
        """One of the terms, by its English slug or its Dutch word; None when the key is not there."""
        if key not in self.data:
            return None
        found = read_word(self.text(key), terms)
        if found is None:
            known = [term.value for term in terms]
            dutch = ", ".join(f"{term.value} ({WORDS[term]})" for term in terms)
            remedy = did_you_mean(self.text(key), [*known, *(WORDS[term] for term in terms)])
            raise self.wrong(
                key, expected=_("een van: {known}.").format(known=dutch), remedy=remedy or _("Kies er een uit.")
            )
        return found

    def names(self, key: str) -> tuple[str, ...]:
        """One text or a list of texts, as a tuple; empty when the key is not there."""
        value = self.data.get(key, [])
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            raise self.wrong(key, expected=_("tekst, of een lijst van teksten."), remedy=_('Schrijf ["een", "twee"].'))
        return tuple(name.strip() for name in names)

    def table(self, key: str) -> Table | None:
        """A table in this one; None when it is not there."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.wrong(key, expected=_("een blok."), remedy=_("Schrijf [{key}].").format(key=key))
        return Table(self.document, (*self.path, key), value)

    def tables(self, key: str) -> list[Table]:
        """The tables of a list in this one; empty when it is not there."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.wrong(key, expected=_("een of meer blokken."), remedy=_("Schrijf [[{key}]].").format(key=key))
        return [Table(self.document, (*self.path, key, place), one) for place, one in enumerate(value)]

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Turn an error of waarde into a problem at the key of this table that it is about."""
        try:
            yield
        except WaardeError as error:
            there = [key for key in KEYS_OF_ERROR.get(error.key, ()) if key in self.data]
            exact = [key for key in there if self.data[key] == error.got]
            key = next(iter(exact or there), None)
            problem = problem_of(error, place=self.place(key))
            if (error.key, key) == ("date-before-start", "to"):
                problem.remedy = _("Laat de regel weg als het al voorbij is, of verander 'to'.")
            raise problem from error


@contextmanager
def collecting(problems: list[Problem]) -> Iterator[None]:
    """Put a problem aside and go on, so that a reader hears about all of them at once."""
    try:
        yield
    except Problem as problem:
        problems.append(problem)
