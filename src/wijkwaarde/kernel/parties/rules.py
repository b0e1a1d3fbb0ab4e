"""What a name of a person or an organisation may be; texts of people, tidied the same way everywhere."""

from __future__ import annotations

from unicodedata import category, normalize

from django.utils.translation import gettext as _

from wijkwaarde.kernel.errors import Refused

# Of the invisible signs, these join letters in Arabic, Persian and emoji; the others only hide something.
JOINERS = "\u200c\u200d"
LINE_BREAK = "\n"


def tidied(text: str, *, lines: bool = False) -> str:
    """A text as it is kept: composed letters, no signs that steer or hide, no space around; line breaks if `lines`.

    >>> tidied("  A\\x00mina\\t "), tidied("een\\r\\ntwee", lines=True), tidied("een\\ntwee")
    ('Amina', 'een\\ntwee', 'een twee')
    """
    plain = normalize("NFC", text).replace("\r\n", LINE_BREAK).replace("\r", LINE_BREAK)
    if not lines:
        plain = " ".join(plain.split())
    kept = (sign for sign in plain if sign in JOINERS or sign == LINE_BREAK or category(sign) not in ("Cc", "Cf", "Cs"))
    return "".join(kept).strip()


def may_be_name(name: str) -> bool:
    """Whether there is a letter or a digit in it, so that it can be read aloud."""
    return any(sign.isalnum() for sign in name)


def check_may_be_name(name: str) -> None:
    """Refuse a name of spaces or signs only."""
    if not may_be_name(name):
        raise Refused(_("Schrijf een naam met letters."), field="name")
