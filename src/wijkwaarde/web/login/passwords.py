"""Which passwords are too easy: known ones with something around them, one thing over and over, or what anybody can look up."""

from __future__ import annotations

import re
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.kernel.accounts.queries import standings_of
from wijkwaarde.web.shell import NAME

LOOKALIKES = str.maketrans("013457@$!", "oleastasi")
FEWEST_SIGNS = 5
SHORTEST_WORD = 4
# What may stand around a well-known password before it is one of its own.
OWN_LETTERS = 8


class TooEasy:
    """Looks in Django's list of leaked passwords, on this machine: no password is sent anywhere."""

    def __init__(self) -> None:
        self.known = CommonPasswordValidator().passwords

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse. Errors: ValidationError, which says what is wrong."""
        plain = password.casefold().strip()
        if len(set(plain)) < FEWEST_SIGNS or _is_repeated(plain):
            raise ValidationError(_("Hier staat steeds hetzelfde. Kies een paar woorden die niets met elkaar hebben."))
        if self._is_known(plain):
            raise ValidationError(_("Dit wachtwoord is bekend bij inbrekers. Kies een paar woorden achter elkaar."))
        if found := next((word for word in words_about(user) if word in plain), ""):
            raise ValidationError(_("Laat “{word}” weg. Dat kan iemand raden.").format(word=found))

    def get_help_text(self) -> str:
        """Said beside the field already."""
        return ""

    def _is_known(self, plain: str) -> bool:
        """Whether it is a well-known one, with signs for letters and a year or so around it."""
        letters = plain.translate(LOOKALIKES)
        cores = {plain, letters, plain.strip("0123456789!?.*#-_ "), letters.strip("!?.*#-_ ")}
        return any(core in self.known for core in cores if len(core) + OWN_LETTERS >= len(plain) or core == plain)


def words_about(user: Any) -> set[str]:
    """What others know: the address, the site, the partnership and the organisation, by word."""
    told = [NAME]
    if user is not None and user.pk:
        told.append(user.email.partition("@")[0])
        for one in standings_of(user.pk, today=timezone.localdate()):
            told += [one.partnership, one.organisation or ""]
    words = {word for text in told for word in re.findall(r"\w+", text.casefold())}
    return {word for word in words if len(word) >= SHORTEST_WORD and not word.isdecimal()}


def _is_repeated(plain: str) -> bool:
    """Whether it is one short piece over and over."""
    return re.fullmatch(r"(.{1,6}?)\1{2,}.{0,5}", plain) is not None
