"""Decides who may see and do what with a case, and by when somebody calls; it asks no database."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.terms import Extent, Part
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.parties.rules import tidied

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def may_see(*, part: Part | None, extent: Extent | None) -> bool:
    """Whether somebody sees that this case is there: access is a running participation and a running share."""
    return part is Part.RESIDENT or (part is not None and extent is not None)


def may_read(*, part: Part | None, extent: Extent | None) -> bool:
    """Whether somebody reads what is written in the case, and not only what they do themselves."""
    return part is Part.RESIDENT or (part is not None and extent is Extent.WHAT)


def may_choose(*, part: Part | None) -> bool:
    """Whether somebody decides who takes part: only the resident does."""
    return part is Part.RESIDENT


def check_may_choose(*, part: Part | None) -> None:
    """Refuse who is not the resident."""
    if not may_choose(part=part):
        raise Refused(_("Alleen de bewoner zelf kiest wie er meedoet."))


def check_may_note_contact(*, part: Part) -> None:
    """Refuse who is not the fixed contact: a call that is noted takes the resident off the contact's list."""
    if part is not Part.CONTACT:
        raise Refused(_("Alleen het vaste contact kan zeggen: ik heb gebeld."))


def check_words(text: str, *, most: int, field: str) -> str:
    """The words as they are kept. Errors: Refused when nothing readable is left, or it is too long."""
    words = tidied(text, lines=True)
    if not any(sign.isprintable() and not sign.isspace() for sign in words):
        raise Refused(_("Schrijf in een paar woorden wat er aan de hand is."), field=field)
    if len(words) > most:
        raise Refused(
            _("Dit is te lang: {count} tekens, en er passen er {most}. Je tekst staat er nog. Maak hem korter.").format(
                count=len(words), most=most
            ),
            field=field,
        )
    return words


def calls_before(*, opened_on: date, working_days: int) -> date:
    """The day before which the contact has called: so many working days (Monday to Friday) after opening, plus one.

    >>> calls_before(opened_on=date(2026, 11, 20), working_days=2)  # a Friday: called on Tuesday at the latest
    datetime.date(2026, 11, 25)
    """
    day, left = opened_on, working_days
    while left:
        day += ONE_DAY
        left -= day.weekday() < SATURDAY
    day += ONE_DAY
    while day.weekday() >= SATURDAY:
        day += ONE_DAY
    return day
