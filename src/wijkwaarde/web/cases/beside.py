"""What the page of a case says about who stands in for a colleague and who represents the resident, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.cases.queries import SeenCase, TakingPart, covers_of
from wijkwaarde.kernel.cases.rules import ADULT, CoverTold, birthday
from wijkwaarde.kernel.cases.terms import Ground, Part
from wijkwaarde.kernel.representations.rules import changes, is_told, may_end
from wijkwaarde.kernel.representations.terms import Change
from wijkwaarde.web.cases.restricted import is_open_to
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


def representative_lines(people: Sequence[TakingPart], *, seen: SeenCase, today: date) -> tuple[BesideLine, ...]:
    """Who reads and writes for the resident, since when, and where that ends by itself soon."""
    there = [one for one in people if one.part == Part.REPRESENTATIVE.value and is_still(one, seen=seen, today=today)]
    told = [_representative_line(one, seen=seen, today=today) for one in there]
    soon = [BesideLine(text) for one in there for text in soon_texts(one, seen=seen, today=today)]
    leaving = [
        _leaving(one, seen=seen) for one in people if one.membership and _leaves(one.membership.until, today=today)
    ]
    return (*told, *soon, *leaving)


def _leaves(until: date | None, *, today: date) -> bool:
    return until is not None and is_told(Change.MEMBERSHIP, until, today=today)


def _leaving(one: TakingPart, *, seen: SeenCase) -> BesideLine:
    assert one.membership is not None
    assert one.membership.until is not None
    words = {
        True: _("{name} werkt hier tot en met {day}. Daarna krijg je een nieuw vast contact."),
        False: _("{name} werkt hier tot en met {day}."),
    }
    is_own_contact = seen.is_resident and one.part == Part.CONTACT.value
    day = near_day(one.membership.until - ONE_DAY)
    return BesideLine(words[is_own_contact].format(name=one.membership.name, day=day))


def is_still(one: TakingPart, *, seen: SeenCase, today: date) -> bool:
    """Whether a parent is one to be shown: the child is no adult yet."""
    born_on = seen.case.resident.born_on
    return one.ground != Ground.PARENT.value or (born_on is not None and today < birthday(born_on, age=ADULT))


def _representative_line(one: TakingPart, *, seen: SeenCase, today: date) -> BesideLine:
    name, day = one.person.name if one.person else "", near_day(one.begin)
    if one.pk == seen.participant.pk:
        words = _("Jij leest en schrijft mee, namens {resident}, sinds {day}.")
    elif not is_open_to(one, seen=seen, today=today):
        words = _("{name} leest en schrijft nu niet mee.")
    else:
        words = _("{name} leest en schrijft mee, namens {resident}, sinds {day}.")
    text = words.format(name=name, resident=seen.case.resident.name, day=day)
    if seen.is_represented and one.pk != seen.participant.pk:
        return BesideLine(text)
    return BesideLine(text, "", _where(one, seen=seen), _("Stoppen of veranderen"))


def _where(one: TakingPart, *, seen: SeenCase) -> str:
    ground = Ground(one.ground)
    is_self = seen.is_resident and not seen.is_represented
    is_contact = seen.part is Part.CONTACT and seen.stand_in_id is None
    if is_self and ground is Ground.PARENT:
        return reverse("share_with_parent", args=[seen.case.key, one.pk])
    if may_end(ground, is_self=is_self, is_own=one.pk == seen.participant.pk, is_contact=is_contact):
        return reverse("end_representation", args=[seen.case.key, one.pk])
    return ""


def soon_texts(one: TakingPart, *, seen: SeenCase, today: date) -> list[str]:
    """What changes by itself soon for who represents the resident, in a sentence each."""
    born_on = seen.case.resident.born_on
    found = changes(Ground(one.ground), born_on=born_on, begin=one.begin, until=one.until)
    return [_soon(one, change=change, on=on, seen=seen) for change, on in found if is_told(change, on, today=today)]


def _soon(one: TakingPart, *, change: Change, on: date, seen: SeenCase) -> str:
    is_self = seen.is_resident and not seen.is_represented
    words = {
        (Change.ASKED_TOO, True): _("Op {day} word je 12. Dan beslis je zelf mee."),
        (Change.ASKED_TOO, False): _(
            "Op {day} wordt {resident} 12. Dan beslist {resident} mee. Vraag het dus ook aan {resident}."
        ),
        (Change.DECIDES, True): _("Op {day} word je 16. Dan beslis je zelf. Jij kiest wat {name} nog ziet."),
        (Change.DECIDES, False): _(
            "Op {day} wordt {resident} 16. Dan beslist {resident} zelf, en kiest wat {name} nog ziet."
        ),
        (Change.ADULT, True): _("Op {day} word je 18. Dan leest {name} niet meer mee. Dat gaat vanzelf."),
        (Change.ADULT, False): _("Op {day} wordt {resident} 18. Dan stopt het meelezen vanzelf."),
        (Change.TERM, True): _("Tot en met {last} leest {name} mee. Daarna stopt dat vanzelf."),
        (Change.TERM, False): _("Tot en met {last} leest {name} mee. Daarna stopt dat vanzelf."),
    }
    name = one.person.name if one.person else ""
    told = {"day": near_day(on), "last": near_day(on - ONE_DAY), "resident": seen.case.resident.name, "name": name}
    return words[change, is_self].format(**told)
