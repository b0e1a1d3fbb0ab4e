"""Who looked, and why, in sentences by day."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act
from wijkwaarde.kernel.cases.queries import Look, Looks
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.web.format import near_day


@dataclass(frozen=True, slots=True)
class LookLine:
    """One line: who, for which organisation, when, and why."""

    who: str
    organisation: str
    time: str
    why: str


@dataclass(frozen=True, slots=True)
class LookDay:
    """The lines of one day."""

    day: str
    lines: tuple[LookLine, ...]


def days_of(looks: Looks) -> tuple[LookDay, ...]:
    """The looks in words; the same thing done more than once in one minute is one line."""
    return tuple(
        LookDay(near_day(day.day), tuple(dict.fromkeys(_line(look) for look in day.looks))) for day in looks.days
    )


def _line(look: Look) -> LookLine:
    time = timezone.localtime(look.at).strftime("%H:%M")
    who = look.name or (_("Wijkwaarde zelf") if look.command else _("Iemand van buiten je plan"))
    return LookLine(who, look.organisation, time, _why(look))


def _why(look: Look) -> str:
    if look.act is Act.DENIED:
        return _("wilde kijken, en kreeg niets te zien.")
    if look.command:
        return _("zette iets voor je klaar.")
    did = {
        Act.READ: _("keek in je plan."),
        Act.WRITE: _("schreef in je plan."),
        Act.SEARCH: _("zag je naam in de lijst van vandaag."),
    }[look.act]
    return f"{did} {_reason(look)}".strip()


def _reason(look: Look) -> str:
    if look.part is Part.CONTACT:
        return _("{name} is jouw vaste contact.").format(name=look.name)
    if look.since is None:
        return ""
    return _("{name} doet mee met je plan sinds {day}.").format(name=look.name, day=near_day(look.since))
