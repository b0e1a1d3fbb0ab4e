"""Decides who may represent a resident, on which ground, and who may end it; it asks no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.rules import ADULT, DECIDES_ALONE, birthday
from wijkwaarde.kernel.cases.terms import CHOSEN, Ground
from wijkwaarde.kernel.errors import Refused
from wijkwaarde.kernel.representations.terms import A_WEEK, ASKED_TOO, BY_AGE, TOLD_BEFORE, Change, Step

AGES = {Change.ASKED_TOO: ASKED_TOO, Change.DECIDES: DECIDES_ALONE, Change.ADULT: ADULT}
# A worker that was away tells of the day itself so long after it.
STILL_TOLD = A_WEEK


@dataclass(frozen=True, slots=True)
class ForChild:
    """A question that a parent asks for their child; `child_knows` is asked of a child of twelve and older."""

    name: str
    born_on: date
    words: str
    has_authority: bool
    child_knows: bool = False


@dataclass(frozen=True, slots=True)
class NewRepresentative:
    """Who will represent a resident, and why; `saw_document`: the fixed contact saw it on paper, today."""

    name: str
    email: str
    ground: Ground
    saw_document: bool = False
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that changes by itself on a day, whom it is about, and who is told: ids of persons and of memberships.

    `began` is None where it is told however late somebody began, as a birthday is.
    """

    change: Change
    on: date
    began: date | None
    about: tuple[int, ...] = ()
    participant_id: int | None = None
    cover_id: int | None = None
    membership_id: int | None = None
    persons: tuple[int, ...] = ()
    members: tuple[int, ...] = ()

    @property
    def fact(self) -> tuple[Change, date, int | None, int | None, int | None]:
        """What it is, whoever is told."""
        return self.change, self.on, self.participant_id, self.cover_id, self.membership_id


def check_child(new: ForChild, *, today: date) -> None:
    """Refuse a parent without authority, a child who decides alone, and one of twelve or older who does not know."""
    if not new.has_authority:
        raise Refused(
            _("Alleen wie het gezag heeft, vraagt voor een kind. Bel ons, dan zoeken we samen."), field="authority"
        )
    if new.born_on > today:
        raise Refused(_("Deze dag moet nog komen. Kies de geboortedag."), field="born_on")
    if today >= birthday(new.born_on, age=DECIDES_ALONE):
        text = _("Vanaf 16 jaar vraagt je kind het zelf. Samen met jou mag ook.")
        raise Refused(text, field="born_on")
    if today >= birthday(new.born_on, age=ASKED_TOO) and not new.child_knows:
        raise Refused(_("Vanaf 12 jaar beslist je kind mee. Vraag het eerst."), field="child_knows")


def ends_on(ground: Ground, *, born_on: date | None, last_day: date | None = None) -> date | None:
    """The first day that somebody no longer represents: for a parent the eighteenth birthday, for others the day after the last."""
    if ground is not Ground.PARENT or born_on is None:
        return None if last_day is None else last_day + timedelta(days=1)
    return birthday(born_on, age=ADULT)


def may_name(ground: Ground, *, is_self: bool, is_parent: bool, is_contact: bool) -> bool:
    """Whether somebody names who represents the resident.

    The resident names whom they choose, a parent names the other parent, and the fixed contact whoever shows it on paper.
    """
    if is_contact:
        return ground is not Ground.HELPER
    return (is_parent and ground is Ground.PARENT) or (is_self and ground in CHOSEN)


def check_new(new: NewRepresentative, *, is_contact: bool, born_on: date | None, today: date) -> None:
    """Refuse a contact who saw no document, and a parent of somebody who is no child, or whose birthday nobody knows."""
    if is_contact and not new.saw_document:
        raise Refused(_("Bekijk eerst het papier waar dit op staat. Zet dan hier het vinkje."), field="saw_document")
    if new.last_day is not None and (new.last_day <= today or new.ground is Ground.PARENT):
        text = _("Bij een ouder stopt het vanzelf op de 18e verjaardag. Laat de dag leeg.")
        late = _("Kies een dag na vandaag, of laat de dag leeg.")
        raise Refused(text if new.ground is Ground.PARENT else late, field="last_day")
    if new.ground is Ground.PARENT and (born_on is None or today >= birthday(born_on, age=DECIDES_ALONE)):
        raise Refused(_("Dit kan alleen bij een kind dat jonger is dan 16 jaar."), field="ground")


def may_end(ground: Ground, *, is_self: bool, is_own: bool, is_contact: bool) -> bool:
    """Whether somebody ends it: who represents always may, the resident whom they chose, the fixed contact what was on paper."""
    return is_own or (is_self and ground in CHOSEN) or (is_contact and ground not in CHOSEN)


def told_before(change: Change) -> timedelta:
    """How long before it somebody is told."""
    return TOLD_BEFORE if change in BY_AGE else A_WEEK


def is_told(change: Change, on: date, *, today: date) -> bool:
    """Whether a change that comes by itself is near enough to say so."""
    return today < on <= today + told_before(change)


def changes(
    ground: Ground, *, born_on: date | None, begin: date, until: date | None
) -> tuple[tuple[Change, date], ...]:
    """What changes by itself for who represents a resident, and on which days; nothing after it ended.

    >>> changes(Ground.PARENT, born_on=date(2012, 2, 29), begin=date(2026, 1, 1), until=date(2030, 3, 1))
    ((<Change.DECIDES: 'decides'>, datetime.date(2028, 2, 29)), (<Change.ADULT: 'adult'>, datetime.date(2030, 3, 1)))
    """
    if ground is not Ground.PARENT:
        return () if until is None else ((Change.TERM, until),)
    if born_on is None:
        return ()
    days = ((change, birthday(born_on, age=age)) for change, age in AGES.items())
    return tuple((change, on) for change, on in days if begin < on and (until is None or on <= until))


def due_step(one: Ending, *, was_told: bool, today: date) -> Step | None:
    """Which notice of it is due today.

    Of the day itself is told what was told before; else it was somebody's own act, or shorter than the notice.

    >>> one = Ending(Change.TERM, date(2026, 12, 8), date(2026, 1, 1))
    >>> [due_step(one, was_told=True, today=date(2026, 11, 30) + timedelta(days=days)) for days in (0, 1, 8, 15)]
    [None, <Step.BEFORE: 'before'>, <Step.DAY: 'day'>, None]
    """
    before = told_before(one.change)
    if today < one.on:
        is_late = one.began is not None and one.began > one.on - before
        return Step.BEFORE if today >= one.on - before and not is_late else None
    return Step.DAY if today < one.on + STILL_TOLD and (was_told or one.began is None) else None
