"""Reads endings: what is proposed, what holds and what was before, and on whom of the actor an eye is to be kept today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.asked_often import asked_often, is_one_of
from wijkwaarde.kernel.cases.models import ContactNote, Participant
from wijkwaarde.kernel.cases.queries import REACHED, SeenCase, note_search_about, sees_today, takes_part_today, works
from wijkwaarde.kernel.cases.terms import SHOWN_AT_ONCE, Part
from wijkwaarde.kernel.endings.models import Ending, PilotLight
from wijkwaarde.kernel.endings.rules import Burning
from wijkwaarde.kernel.endings.terms import MOST_SHOWN, Often

# Rows as the pages get them: they read them, and import no model.
type SeenEnding = Ending
type SeenLight = PilotLight

LIGHT = (
    *("since", "often", "until", "last_on", "is_keeper", "has_keeper", "is_contact"),
    *("case__key", "case__resident__name", "case__resident__phone", "case__resident_id"),
)
WITH_PEOPLE = ("light__keeper__membership", "said_by__membership", "proposed_by__membership")


@dataclass(frozen=True, slots=True)
class SeenEndings:
    """The endings of a case as somebody sees them: what is proposed, what holds, and everything that was, newest first."""

    proposed: Ending | None
    holds: Ending | None
    every: tuple[Ending, ...]

    @property
    def light(self) -> PilotLight | None:
        """Who keeps an eye now, or would after what is proposed."""
        ending = self.holds or self.proposed
        return None if ending is None else light_of(ending)

    @property
    def before(self) -> tuple[Ending, ...]:
        """What was done once and is so no more."""
        return tuple(one for one in self.every if one.closed_on is not None and one != self.holds)


def endings_of(seen: SeenCase, *, today: date) -> SeenEndings:
    """The endings of a case, in one query: all that was, for the resident; for others only what is proposed or holds."""
    found = Ending.objects.filter(case=seen.case).annotate(keeper_runs=_keeper_runs("light__keeper", today=today))
    rows = list(found.select_related(*WITH_PEOPLE).order_by("-pk")[:MOST_SHOWN])
    proposed = next((one for one in rows if one.closed_on is None and one.taken_back_on is None), None)
    holds = next((one for one in rows if is_holding(one)), None)
    shown = (one for one in rows if seen.is_resident or one in (proposed, holds) or one.reopened_on)
    return SeenEndings(proposed, holds, tuple(shown))


def is_holding(ending: SeenEnding) -> bool:
    """Whether people are done by this ending, now."""
    return ending.closed_on is not None and ending.taken_back_on is None and ending.reopened_on is None


def light_of(ending: SeenEnding) -> PilotLight | None:
    """Who keeps an eye after it."""
    found: PilotLight | None = getattr(ending, "light", None)
    return found


def still_keeps(ending: SeenEnding) -> bool:
    """Whether who would keep an eye still takes part and works here; a name that takes no part is taken at its word."""
    light = light_of(ending)
    return light is not None and (light.keeper_id is None or bool(vars(ending)["keeper_runs"]))


def burning(light: SeenLight) -> Burning | None:
    """The days of a pilot light; none while it is proposed, or after it stopped."""
    if light.since is None or light.ended_on is not None:
        return None
    return Burning(light.since, Often(light.often), light.until)


def _keeper_runs(keeper: str, *, today: date) -> Exists:
    return Exists(Participant.objects.filter(works(today), pk=OuterRef(keeper)))


@dataclass(frozen=True, slots=True)
class LightDue:
    """Somebody on whom an eye is kept and whose day has come: the key of their case, who, which number, how often, which day."""

    case_key: UUID
    name: str
    phone: str
    often: Often
    day: date


def lights_due(*, by: Actor, today: date) -> tuple[list[LightDue], bool]:
    """On whom the actor, or who they stand in for, keeps an eye and asks today, the oldest first, and whether there are more; noted for the trail.

    Where who kept it left, it is the fixed contact who asks.
    """
    found = []
    for since, often, until, last_on, is_keeper, has_keeper, is_contact, *who in _lights(by=by, today=today):
        day = Burning(since, Often(often), until).due(today, last_on=last_on)
        mine = is_keeper if has_keeper else is_contact
        if day is not None and mine:
            key, name, phone, resident = who
            found.append((LightDue(key, name, phone, Often(often), day), resident))
    found.sort(key=lambda one: (one[0].day, one[0].name))
    shown = found[:SHOWN_AT_ONCE]
    note_search_about(by, residents=sorted({resident for _due, resident in shown}))
    return [due for due, _resident in shown], len(found) > SHOWN_AT_ONCE


def _lights(*, by: Actor, today: date) -> list[tuple[Any, ...]]:
    """What burns in cases in which the actor takes part and of which something is shared with them; the few keys first."""
    few = _burning(by=by, today=today)
    return _seen_lights(keys=few, by=by, today=today) if few else []


@asked_often
def _burning(*, by: Actor, today: date) -> QuerySet[PilotLight, int]:
    takes_part = takes_part_today(by=by, today=today).filter(case=OuterRef("case"))
    burns = Q(ended_on__isnull=True, since__isnull=False, until__gte=today, keeper__isnull=False)
    return PilotLight.objects.filter(burns, Exists(takes_part), partnership_id=by.inside).values_list("pk", flat=True)


@asked_often
def _seen_lights(*, keys: list[int], by: Actor, today: date) -> QuerySet[PilotLight, tuple[Any, ...]]:
    mine = sees_today(by=by, today=today).filter(case=OuterRef("case"))
    asked = ContactNote.objects.filter(REACHED, case=OuterRef("case")).order_by("-on").values("on")[:1]
    lights = PilotLight.objects.filter(Exists(mine), is_one_of("pk", keys)).annotate(
        last_on=Subquery(asked),
        is_keeper=Exists(mine.filter(pk=OuterRef("keeper"))),
        has_keeper=_keeper_runs("keeper", today=today),
        is_contact=Exists(mine.filter(part=Part.CONTACT.value)),
    )
    return lights.values_list(*LIGHT)


def lights_of_nobody(*, by: Actor, today: date) -> list[PilotLight]:
    """Some of the lights that burn while nobody who asks is left: neither who kept it nor the fixed contact; locked."""
    contact = Participant.objects.filter(works(today), case=OuterRef("case"), part=Part.CONTACT.value)
    burns = Q(ended_on__isnull=True, since__isnull=False, until__gte=today, keeper__isnull=False)
    lights = PilotLight.objects.filter(burns, ~_keeper_runs("keeper", today=today), ~Exists(contact))
    found = lights.filter(partnership_id=by.inside, case__closed_on__isnull=False).select_related("case")
    return list(found.select_for_update(skip_locked=True, of=("self",)).order_by("pk")[:MOST_SHOWN])
