"""Names on this page for slugs: situations, who pays, moments and people of an example; no sentences and no figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from waarde import Situation, Unit
from wijkwaarde.kernel.prices.bearers import bearers
from wijkwaarde.kernel.words import WORDS, word
from wijkwaarde.web import format as formats

AFTER = re.compile(r"(\d+)-(weeks|months)\Z")
MOMENTS: dict[str, Promise | str] = {
    "before": _("vooraf"),
    "after": _("achteraf"),
    "follow-up": _("na een half jaar tot een jaar"),
}
EURO = "EUR"
PEOPLE: dict[str, Promise | str] = {"mother": _("moeder"), "father": _("vader"), "resident": _("bewoner")}


def situation(slug: str) -> str:
    """A situation as the name of a bar or a column."""
    return formats.sentence(word(Situation(slug)))


def slug_word(slug: str, terms: type[StrEnum]) -> str:
    """The word for a slug of these terms; a slug nobody knows is shown as it is.

    >>> from waarde import Unit
    >>> slug_word("nonsense", Unit)
    'nonsense'
    """
    known = {term.value: term for term in terms if term in WORDS}
    return word(known[slug]) if slug in known else slug


def money_of(result: Mapping[str, Any]) -> formats.Money:
    """How the amounts of an analysis are written: in the currency of its prices."""
    return formats.Money((result.get("price_list") or {}).get("currency") or EURO)


def unit(slug: str, *, money: formats.Money) -> str:
    """The word for a unit; what is counted in money itself is named by its own currency.

    >>> unit("euro", money=formats.Money("EUR")), unit("euro", money=formats.Money("GBP"))
    ('euro', 'GBP')
    """
    return money.currency if slug == Unit.EURO and money.currency != EURO else slug_word(slug, Unit)


def bearer_names() -> dict[str, str]:
    """The name of every bearer by its slug, in the language of the reader, with a capital."""
    language = get_language() or formats.DUTCH
    return {slug: formats.sentence(bearer.name(language)) for slug, bearer in bearers().items()}


def moment(slug: str) -> str:
    """The moment of a mark: 'before' and '6-weeks' in words, anything else as it was written.

    >>> moment("6-weeks"), moment("bij de tweede tafel")
    ('na 6 weken', 'bij de tweede tafel')
    """
    match = AFTER.match(slug)
    if match is None:
        return str(MOMENTS.get(slug, slug))
    count = int(match.group(1))
    if match.group(2) == "weeks":
        return ngettext("na {count} week", "na {count} weken", count).format(count=count)
    return ngettext("na {count} maand", "na {count} maanden", count).format(count=count)


def person(name: str) -> str:
    """Who gave a mark: a word for 'mother' and the like, a name as it is."""
    return formats.sentence(str(PEOPLE.get(name, name)))
