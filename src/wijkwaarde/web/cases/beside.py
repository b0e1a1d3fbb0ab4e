"""What the page of a case says about who stands in for a colleague and who represents the resident, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.queries import SeenCase, TakingPart, covers_of
from wijkwaarde.kernel.cases.rules import CoverTold
from wijkwaarde.web.format import near_day

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class BesideLine:
    """A sentence, with whom to call and where to say something about it."""

    text: str
    phone: str = ""
    url: str = ""
    label: str = ""


def cover_lines(people: Sequence[TakingPart], *, seen: SeenCase, by: Actor, today: date) -> tuple[BesideLine, ...]:
    """Who stands in for whom, or will: told from the day it is decided."""
    covers = covers_of(people)
    absent = [one for one in people if one.pk in covers]
    told = [_cover_line(one, cover=covers[one.pk], seen=seen, by=by, today=today) for one in absent]
    return tuple(line for line in told if line is not None)


def _cover_line(one: TakingPart, *, cover: CoverTold, seen: SeenCase, by: Actor, today: date) -> BesideLine | None:
    absent = one.membership.name if one.membership else ""
    first, last = near_day(cover.begin), near_day(cover.until - ONE_DAY)
    if seen.stand_in_id and cover.pk == seen.cover_id:
        return BesideLine(_("Jij vervangt {absent} tot en met {last}.").format(absent=absent, last=last))
    if cover.said_no:
        return _refused(cover, absent=absent, seen=seen, by=by)
    if one.membership_id == by.membership_id:
        words = _("Van {first} tot en met {last} vervangt {name} jou.")
    else:
        words = _("Van {first} tot en met {last} vervangt {name} {absent}.")
    text = words.format(first=first, last=last, name=cover.name, absent=absent)
    phone = cover.phone if cover.begin <= today else ""
    return BesideLine(text, phone, _answer(cover, seen=seen), _("Liever niet?"))


def _refused(cover: CoverTold, *, absent: str, seen: SeenCase, by: Actor) -> BesideLine | None:
    if seen.is_resident:
        text = _("Je wilde liever niet dat {name} {absent} vervangt. Heb je iemand nodig? Bel dan:")
        told = text.format(name=cover.name, absent=absent)
        return BesideLine(told, by.partnership_phone, _answer(cover, seen=seen), _("Toch wel?"))
    if by.membership_id == seen.participant.membership_id and absent == by.name:
        return BesideLine(_("De bewoner wil liever niet dat {name} jou vervangt.").format(name=cover.name))
    return None


def _answer(cover: CoverTold, *, seen: SeenCase) -> str:
    return reverse("cover_answer", args=[seen.case.key, cover.pk]) if seen.is_resident else ""
