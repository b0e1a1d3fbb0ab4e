"""Decides who may say that people are done, and on which days somebody keeps an eye; it asks no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from waarde import HelpSource
from wijkwaarde.kernel.cases.rules import months_after
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.endings.terms import LONGEST_LIGHT_MONTHS, LONGEST_TAKEAWAY, MONTHS, Often
from wijkwaarde.kernel.errors import Refused


@dataclass(frozen=True, slots=True)
class NewLight:
    """Who will keep an eye: somebody who takes part (`keeper_id`), or a name; how often, and until which day."""

    often: Often
    until: date
    keeper_id: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Together:
    """What the fixed contact notes when it was decided together: on which day, and who heard it."""

    on: date
    heard_by: str


@dataclass(frozen=True, slots=True)
class NewEnding:
    """What somebody fills in: a sentence to take along, who keeps an eye (None: nobody), which agreements stay.

    `together` is None where the resident says it, or where it is only proposed.
    """

    takeaway: str = ""
    light: NewLight | None = None
    staying: frozenset[int] = frozenset()
    together: Together | None = None


def may_propose(*, part: Part, may_read: bool) -> bool:
    """Whether somebody may say that it may be done: the resident, and the fixed contact who reads the case."""
    return part is Part.RESIDENT or (part is Part.CONTACT and may_read)


def check_may_close(*, part: Part, together: Together | None) -> None:
    """Refuse who is not the resident, unless the contact notes what was decided together."""
    if part is Part.RESIDENT:
        return
    if together is None:
        raise Refused(_("De bewoner zelf zegt: we zijn klaar. Of noteer wat jullie samen besloten."), field="how")


def check_ending(new: NewEnding, *, opened_on: date, today: date) -> None:
    """Refuse a sentence that is too long, days that cannot be, and a decision that nobody heard."""
    if len(new.takeaway) > LONGEST_TAKEAWAY:
        raise Refused(_("Dit is te lang. Eén zin is genoeg."), field="takeaway")
    if new.together is not None:
        _check_together(new.together, opened_on=opened_on, today=today)
    if new.light is not None:
        _check_light(new.light, today=today)


def _check_together(told: Together, *, opened_on: date, today: date) -> None:
    if told.on > today:
        raise Refused(_("Deze dag komt nog. Kies vandaag of een dag die is geweest."), field="decided_on")
    if told.on < opened_on:
        raise Refused(_("Toen was de vraag er nog niet. Kies een latere dag."), field="decided_on")
    if not told.heard_by:
        raise Refused(_("Schrijf op wie erbij was."), field="heard_by")


def _check_light(light: NewLight, *, today: date) -> None:
    if light.keeper_id is None and not light.name:
        raise Refused(_("Kies of schrijf wie contact houdt."), field="keeper")
    if light.until <= today:
        raise Refused(_("Deze dag is al begonnen of geweest. Kies een dag vanaf morgen."), field="until")
    if light.until > months_after(today, months=LONGEST_LIGHT_MONTHS):
        raise Refused(_("Dat is te lang. Kies een dag binnen twee jaar."), field="until")


def check_same_day(day: date | None, *, today: date) -> None:
    """Refuse to take back what is of another day."""
    if day != today:
        raise Refused(_("Dit kan alleen op dezelfde dag. De bewoner kan altijd terugkomen."))


@dataclass(frozen=True, slots=True)
class Burning:
    """A pilot light that burns: from which day, how often, and its last day."""

    since: date
    often: Often
    until: date

    def days(self) -> list[date]:
        """The days on which somebody asks how it goes, in order.

        >>> [str(day) for day in Burning(date(2026, 1, 31), Often.QUARTER, date(2026, 8, 1)).days()]
        ['2026-04-30', '2026-07-31']
        """
        step = MONTHS[self.often]
        found = (months_after(self.since, months=step * count) for count in range(1, LONGEST_LIGHT_MONTHS + 1))
        return [day for day in found if day <= self.until]

    def due(self, today: date, *, last_on: date | None) -> date | None:
        """The day that has come and on which nobody asked yet, the last one when there are more; none after the last day.

        >>> light = Burning(date(2026, 1, 1), Often.MONTH, date(2026, 12, 31))
        >>> light.due(date(2026, 3, 1), last_on=date(2026, 2, 3))
        datetime.date(2026, 3, 1)
        >>> light.due(date(2026, 2, 28), last_on=date(2026, 2, 3)) is None
        True
        """
        if today > self.until:
            return None
        come = [day for day in self.days() if day <= today]
        return come[-1] if come and (last_on is None or last_on < come[-1]) else None

    def coming(self, today: date) -> date | None:
        """The next day after today."""
        return next((day for day in self.days() if day > today), None)


def goes_on_by_itself(source: HelpSource) -> bool:
    """Whether an agreement probably goes on when a plan is done: what people do for themselves and each other.

    >>> goes_on_by_itself(HelpSource.OWN_NETWORK), goes_on_by_itself(HelpSource.TAILORED)
    (True, False)
    """
    return source not in (HelpSource.EXISTING, HelpSource.TAILORED)
