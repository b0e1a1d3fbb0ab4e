"""What the pages say while a resident asked to use their data less: who still opens the plan, since when, and who does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.queries import SeenCase, TakingPart
from wijkwaarde.kernel.cases.rules import decides_by_law
from wijkwaarde.kernel.cases.terms import Ground, Part
from wijkwaarde.web.format import near_day


@dataclass(frozen=True, slots=True)
class RestrictedNotice:
    """The notice on top of a page."""

    title: str
    text: str


def restricted_notice(people: Sequence[TakingPart], *, seen: SeenCase, today: date) -> RestrictedNotice | None:
    """Who still opens this case; None where everybody who takes part does."""
    since = seen.case.resident.restricted_on
    if since is None:
        return None
    there = [one for one in people if one.part == Part.REPRESENTATIVE.value]
    told = [_about(one, seen=seen, today=today) for one in there]
    return _notice(since, is_own=seen.is_resident and not seen.is_represented, more=told)


def own_restricted_notice(since: date | None) -> RestrictedNotice | None:
    """The same above a list of one's own questions."""
    return None if since is None else _notice(since, is_own=True, more=[])


def _notice(since: date, *, is_own: bool, more: Sequence[str]) -> RestrictedNotice:
    words = {
        True: _("Alleen jij en je vaste contact kunnen nu bij je plan."),
        False: _("Alleen de bewoner en het vaste contact kunnen nu bij het plan."),
    }
    return RestrictedNotice(words[is_own], " ".join([_("Dat is zo sinds {day}.").format(day=near_day(since)), *more]))


def _about(one: TakingPart, *, seen: SeenCase, today: date) -> str:
    """What it means for somebody who represents the resident."""
    if one.pk == seen.participant.pk:
        words = _("Jij kunt er ook bij, want jij beslist voor {resident}.")
    elif not is_open_to(one, seen=seen, today=today):
        words = _("{name} leest nu ook niet mee.")
    elif seen.is_resident and not seen.is_represented:
        words = _("{name} kan er ook bij, want {name} beslist voor je.")
    else:
        words = _("{name} kan er ook bij, want {name} beslist voor {resident}.")
    return words.format(name=one.person.name if one.person else "", resident=seen.case.resident.name)


def is_open_to(one: TakingPart, *, seen: SeenCase, today: date) -> bool:
    """Whether somebody who represents the resident opens the case now."""
    resident = seen.case.resident
    if resident.restricted_on is None:
        return True
    return decides_by_law(ground=Ground(one.ground), born_on=resident.born_on, today=today)
