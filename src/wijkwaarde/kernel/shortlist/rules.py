"""Decides who looks after the shortlist, and which price the words of an agreement mean; it asks no database."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from waarde import PriceItem
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.parties.rules import tidied
from wijkwaarde.kernel.shortlist.terms import MOST_PRICES, SHORTEST_WORD

KEEPERS = (Role.MANAGER.value, Role.CONTROLLER.value)


@dataclass(frozen=True, slots=True)
class ShortPrice:
    """A price on the shortlist: its row, the stored price with its id, and the words it is known by."""

    pk: int
    price_id: int
    price: PriceItem
    words: tuple[str, ...]
    position: int | None
    version: int


def may_keep(*, role: str, is_command: bool) -> bool:
    """Whether somebody changes the shortlist: managers, controllers and commands."""
    return is_command or role in KEEPERS


def check_may_keep(*, role: str, is_command: bool) -> None:
    """Refuse who does not look after the shortlist."""
    if not may_keep(role=role, is_command=is_command):
        raise Refused(_("Alleen een manager of controller verandert deze lijst."))


def check_room(count: int) -> None:
    """Refuse one more than fit."""
    if count >= MOST_PRICES:
        raise Refused(
            _("De lijst is vol: er passen {most} prijzen in. Haal er eerst een weg.").format(most=MOST_PRICES)
        )


def words_in(text: str) -> tuple[str, ...]:
    """The words that stand in a text with commas, without doubles.

    >>> words_in("Huisarts,  dokter , huisarts")
    ('huisarts', 'dokter')
    """
    return tuple(dict.fromkeys(word for part in text.split(",") if (word := tidied(part).casefold())))


def check_words(text: str) -> str:
    """The words of a price as they are kept. Errors: Refused when one is so short that it stands in every text."""
    words = words_in(text)
    for word in words:
        if len(word) < SHORTEST_WORD:
            told = _("'{word}' is te kort: dan past de prijs bij bijna elke afspraak. Schrijf een langer woord.")
            raise Refused(told.format(word=word), field="words")
    return ", ".join(words)


def meant_by(text: str, *, among: Sequence[ShortPrice]) -> PriceItem | None:
    """The price of which a word begins one of the words of a text; of several the longest word, then the first price.

    >>> from waarde import Source, Unit
    >>> arts = PriceItem("HA", "Huisarts", 32.04, Unit.CONTACT, "health-insurer", Source("example"))
    >>> short = ShortPrice(1, 1, arts, ("huisarts",), 1, 1)
    >>> meant_by("Naar de huisartsenpost", among=[short]) == arts, meant_by("De arts", among=[short])
    (True, None)
    """
    plain = tidied(text).casefold()
    found = [
        (-len(word), place, one.price) for place, one in enumerate(among) for word in one.words if _begins(word, plain)
    ]
    return min(found, key=lambda one: one[:2])[2] if found else None


def _begins(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}", text) is not None
