"""Decides who may see and do what with a case, and by when somebody calls; it asks no database."""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.cases.terms import (
    CHOSEN,
    DAYS_AGAIN,
    LONGEST_SENTENCE,
    LONGEST_WAIT,
    Again,
    Domain,
    Extent,
    Ground,
    Origin,
    Part,
)
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.parties.rules import Reach, tidied

SATURDAY = 5
# Up to a full stop, or another end of a sentence, with white space behind it.
SENTENCE = re.compile(r".*?[.!?…](?=\s|$)")
ONE_DAY = timedelta(days=1)
MONTHS_A_YEAR = 12
CALLED = Reach()


@dataclass(frozen=True, slots=True)
class Brought:
    """A question that somebody brings in for a resident, who is known (`person_id`) or has a name and a way to be reached.

    `said_yes`: the resident knows of it and agrees; `extent`: what they let the one who asks see, None for nothing.
    """

    words: str
    origin: Origin
    said_yes: bool
    name: str = ""
    reach: Reach = CALLED
    person_id: int | None = None
    stays_contact: bool = False
    extent: Extent | None = None


@dataclass(frozen=True, slots=True)
class CoverTold:
    """A colleague who stands in for a participant, or will; `said_no`: the resident does not want it."""

    pk: int
    name: str
    phone: str
    begin: date
    until: date
    said_no: bool


def cover_told(told: Mapping[str, Any]) -> CoverTold:
    """What a query told about a cover, with days as days."""
    begin, until = date.fromisoformat(told["begin"]), date.fromisoformat(told["until"])
    return CoverTold(told["pk"], told["name"], told["phone"], begin, until, told["said_no"])


ADULT, DECIDES_ALONE = 18, 16
LEAP_DAY = (2, 29)


def birthday(born_on: date, *, age: int) -> date:
    """The day on which somebody becomes so old; who was born on 29 February does on 1 March where that day is missing.

    >>> birthday(date(2008, 2, 29), age=18), birthday(date(2008, 2, 29), age=16)
    (datetime.date(2026, 3, 1), datetime.date(2024, 2, 29))
    """
    year = born_on.year + age
    if (born_on.month, born_on.day) == LEAP_DAY and not isleap(year):
        return date(year, 3, 1)
    return born_on.replace(year=year)


def born_before(today: date, *, age: int) -> date:
    """The last day on which somebody was born who is so old today.

    >>> born_before(date(2026, 2, 28), age=18), born_before(date(2028, 2, 29), age=18)
    (datetime.date(2008, 2, 28), datetime.date(2010, 2, 28))
    """
    year = today.year - age
    if (today.month, today.day) == LEAP_DAY and not isleap(year):
        return date(year, 2, 28)
    return today.replace(year=year)


def decides_by_law(*, ground: Ground | None, born_on: date | None, today: date) -> bool:
    """Whether who represents a resident does so by law: a parent of a child that does not decide alone, and who a judge named.

    They use the rights of the resident. Whom the resident chose does so as long as the resident wants it.
    """
    if ground is not Ground.PARENT:
        return ground is not None and ground not in CHOSEN
    return born_on is not None and today < birthday(born_on, age=DECIDES_ALONE)


def acts_as(
    *,
    part: Part,
    ground: Ground | None,
    born_on: date | None,
    extent: Extent | None,
    today: date,
    is_restricted: bool = False,
) -> Part | None:
    """The part in which somebody acts today; None for who represented the resident and does no longer.

    Who represents somebody acts as they would. A parent does until the child decides alone, sees after that what the child
    shares, and from the eighteenth birthday on nothing. Of a resident who asked for less use (`is_restricted`) only who
    represents them by law does: whom they chose, or share with, waits until they say so again.
    """
    if part is not Part.REPRESENTATIVE:
        return part
    if is_restricted and not decides_by_law(ground=ground, born_on=born_on, today=today):
        return None
    if ground is not Ground.PARENT:
        return Part.RESIDENT
    if born_on is None or today >= birthday(born_on, age=ADULT):
        return None
    if today < birthday(born_on, age=DECIDES_ALONE):
        return Part.RESIDENT
    return Part.REPRESENTATIVE if extent is not None else None


def may_see(*, part: Part | None, extent: Extent | None) -> bool:
    """Whether somebody sees that this case is there: access is a running participation and a running share."""
    return part is Part.RESIDENT or (part is not None and extent is not None)


def opens(*, part: Part, extent: Extent | None, is_restricted: bool) -> bool:
    """Whether a member opens the case: of a resident who asked for less use, only the fixed contact does."""
    return may_see(part=part, extent=extent) and (not is_restricted or part is Part.CONTACT)


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


def check_may_share(*, part: Part | None, until: date | None, today: date) -> None:
    """Refuse who is not the resident, and an end that is not to come."""
    check_may_choose(part=part)
    if until is not None and until <= today:
        raise Refused(_("Deze dag is al geweest. Kies een dag vanaf vandaag."), field="last_day")


def in_order(domains: Iterable[Domain]) -> list[str]:
    """What an extent is about as it is kept: each once, in the order of the list.

    >>> in_order([Domain.HOME, Domain.MONEY, Domain.HOME])
    ['money', 'home']
    """
    chosen = set(domains)
    return [one.value for one in Domain if one in chosen]


def check_domains(*, extent: Extent, domains: Collection[str]) -> None:
    """Refuse a part of the plan that is about nothing, and anything else that is about something."""
    if (extent is Extent.SOME) != bool(domains):
        raise Refused(_("Kies welk deel je wilt laten zien."), field="domains")


def check_whole(*, part: Part, extent: Extent | None) -> None:
    """Refuse to show a part of the plan to who works with all of it: only a professional sees a part."""
    if extent is Extent.SOME and part is not Part.PROFESSIONAL:
        raise Refused(_("Deze persoon ziet het hele plan, of alleen de eigen afspraken. Kies een van die twee."))


def in_one_sentence(words: str) -> str:
    """The first sentence of a question, for who sees a part: the first line up to a full stop, and never much.

    >>> in_one_sentence("Mijn dochter slaapt slecht. En de buren klagen.")
    'Mijn dochter slaapt slecht.'
    >>> in_one_sentence("Lieve mensen\\nIk heb een vraag")
    'Lieve mensen'
    """
    line = words.strip().splitlines()[0].strip() if words.strip() else ""
    found = SENTENCE.match(line)
    first = found.group() if found else line
    return first if len(first) <= LONGEST_SENTENCE else first[: LONGEST_SENTENCE - 1].rstrip() + "…"


def check_may_note_contact(*, part: Part) -> None:
    """Refuse who is not the fixed contact: a call that is noted takes the resident off the contact's list."""
    if part is not Part.CONTACT:
        raise Refused(_("Alleen het vaste contact kan zeggen: ik heb gebeld."))


def may_bring(*, role: str) -> bool:
    """Whether somebody brings in questions for residents: who works with them does."""
    return role == Role.PROFESSIONAL.value


def check_brought(brought: Brought) -> None:
    """Refuse a question for somebody who did not say yes, or that says the resident wrote it."""
    if not brought.said_yes:
        raise Refused(_("Vraag eerst of de bewoner dit wil. Zet dan hier het vinkje."), field="said_yes")
    if brought.origin is Origin.RESIDENT:
        raise Refused(_("Kies waar de vraag binnenkwam."), field="origin")


def check_next(next_on: date, *, today: date) -> None:
    """Refuse a next time that is not in the days to come."""
    if next_on <= today:
        raise Refused(_("Deze dag is al begonnen of geweest. Kies een dag vanaf morgen."), field="next_on")
    if next_on > today + LONGEST_WAIT:
        raise Refused(_("Dat duurt te lang. Kies een dag binnen een jaar."), field="next_on")


def day_of(again: Again, *, today: date) -> date:
    """The day that is meant.

    >>> day_of(Again.WEEK, today=date(2026, 10, 24))  # the clock goes back in between; days are days
    datetime.date(2026, 10, 31)
    """
    return today + DAYS_AGAIN[again] * ONE_DAY


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


def months_after(day: date, *, months: int) -> date:
    """The same day so many months later, or the last of that month where it has no such day.

    >>> months_after(date(2026, 8, 31), months=6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
