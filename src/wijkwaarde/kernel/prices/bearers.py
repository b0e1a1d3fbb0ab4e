"""The reference list of who pays under which law; which organisation stands behind a bearer is not here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from wijkwaarde.kernel.documents import read_document

REFERENCE = Path(__file__).with_name("bearers.toml")


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who pays: the slug in files, the names on screens, the law, and the first day of it."""

    slug: str
    nl: str
    en: str
    law: str
    first_day: date

    def name(self, language: str) -> str:
        """The name on a screen in English, or in Dutch for every other language: so it is called in letters too."""
        return self.en if language.startswith("en") else self.nl


def bearer_words() -> dict[str, str]:
    """Every way to write a bearer, without capitals, with its slug: the slug itself, and its two names.

    >>> bearer_words()["gemeente (wmo)"]
    'municipality-wmo'
    """
    known = bearers().values()
    return {name.casefold(): one.slug for one in known for name in (one.en, one.nl, one.slug)}


@cache
def bearers() -> dict[str, Bearer]:
    """Every bearer by its slug, in the order of the reference list."""
    rows = read_document(REFERENCE).data["bearer"]
    return {row["slug"]: Bearer(row["slug"], row["nl"], row["en"], row["law"], row["from"]) for row in rows}
