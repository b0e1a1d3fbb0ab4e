"""What a name of a person or an organisation may be; texts of people, tidied the same way everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import category, normalize

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.parties.terms import Channel

# Of the invisible signs, these join letters in Arabic, Persian and emoji; the others only hide something.
JOINERS = "\u200c\u200d"
LINE_BREAK = "\n"
# What other systems end a line with, and what they leave a gap with.
BREAKS = re.compile("\r\n|[\r\x85\u2028\u2029]")
GAPS = re.compile("[\t\v\f]")
HIDDEN = ("Cc", "Cf", "Cs")


def tidied(text: str, *, lines: bool = False) -> str:
    """A text as it is kept: composed letters, no signs that steer or hide, no space around; line breaks if `lines`.

    >>> tidied("  A\\x00mina\\t "), tidied("een\\r\\ntwee", lines=True), tidied("een\\ntwee")
    ('Amina', 'een\\ntwee', 'een twee')
    """
    broken = BREAKS.sub(LINE_BREAK, text)
    # What hides is left out before letters are composed: it may have stood between a letter and its accent.
    kept = "".join(sign for sign in GAPS.sub(" ", broken) if may_stay(sign))
    plain = normalize("NFC", kept)
    return plain.strip() if lines else " ".join(plain.split())


def may_stay(sign: str) -> bool:
    """Whether a sign can be read, or joins what can be."""
    return sign == LINE_BREAK or sign in JOINERS or category(sign) not in HIDDEN


def may_be_name(name: str) -> bool:
    """Whether there is a letter or a digit in it, so that it can be read aloud."""
    return any(sign.isalnum() for sign in name)


def check_may_be_name(name: str) -> None:
    """Refuse a name of spaces or signs only."""
    if not may_be_name(name):
        raise Refused(_("Schrijf een naam met letters."), field="name")


@dataclass(frozen=True, slots=True)
class Reach:
    """How somebody wants to be reached: the way, a phone number, and through whom or to which address."""

    channel: Channel = Channel.CALL
    phone: str = ""
    via: str = ""


def check_reach(reach: Reach) -> Reach:
    """The way to reach somebody as it is kept. Errors: Refused when what that way needs is missing."""
    kept = Reach(reach.channel, tidied(reach.phone), tidied(reach.via))
    if kept.phone and not any(sign.isdecimal() for sign in kept.phone):
        raise Refused(_("Dit is geen telefoonnummer. Schrijf het met cijfers."), field="phone")
    if kept.channel in {Channel.CALL, Channel.TEXT} and not kept.phone:
        raise Refused(_("Schrijf een telefoonnummer op, of kies een andere manier."), field="phone")
    if kept.channel is Channel.LETTER and not kept.via:
        raise Refused(_("Schrijf op naar welk adres de brief gaat."), field="via")
    if kept.channel is Channel.THROUGH and not kept.via:
        raise Refused(_("Schrijf op via wie we contact zoeken."), field="via")
    return kept
