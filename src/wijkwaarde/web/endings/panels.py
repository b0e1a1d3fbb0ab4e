"""An ending in words: on top of the page of a case, around its form, and on the list of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from wijkwaarde.kernel.cases.queries import SeenCase
from wijkwaarde.kernel.cases.rules import months_after
from wijkwaarde.kernel.cases.terms import Part
from wijkwaarde.kernel.endings.queries import (
    LightDue,
    SeenEnding,
    SeenEndings,
    burning,
    endings_of,
    light_of,
    still_keeps,
)
from wijkwaarde.kernel.endings.terms import Decided, Often
from wijkwaarde.web.endings.forms import NOBODY, SOMEBODY_ELSE, BackForm
from wijkwaarde.web.endings.wording import often_words
from wijkwaarde.web.format import day, near_day
from wijkwaarde.web.today.panels import TaskRow

# So long the page of a case says that somebody is back, and what they said.
BACK_IS_NEWS = timedelta(days=28)
HALF_A_YEAR = 6


@dataclass(frozen=True, slots=True)
class Top:
    """What stands on top of the page of a case; empty words and addresses are left out."""

    key: UUID
    is_resident: bool
    before: tuple[str, ...]
    title: str
    texts: tuple[str, ...]
    request_key: UUID
    is_done: bool = False
    said: str = ""
    said_label: str = ""
    back: forms.Form | None = None
    light_off: str = ""
    asked: str = ""
    undo: str = ""
    undo_label: str = ""
    look: str = ""


def top(seen: SeenCase, *, today: date) -> Top | None:
    """What the page says first where people are done, somebody proposes it, or the resident is back; one query, or none."""
    case = seen.case
    is_back = case.came_back_on is not None and today - case.came_back_on <= BACK_IS_NEWS
    if case.closed_on is None and case.end_proposed_on is None and not is_back:
        return None
    found = endings_of(seen, today=today)
    if found.holds is not None:
        return _done(found.holds, found=found, seen=seen, today=today)
    if found.proposed is not None:
        return _proposed(found.proposed, found=found, seen=seen)
    return _back(found, seen=seen, today=today)


def _top(seen: SeenCase, *, found: SeenEndings, title: str, texts: tuple[str, ...], **told: Any) -> Top:
    before = before_words(found) if seen.is_resident else ()
    return Top(seen.case.key, seen.is_resident, before, title, texts, uuid4(), **told)


def _done(ending: SeenEnding, *, found: SeenEndings, seen: SeenCase, today: date) -> Top:
    assert ending.closed_on is not None
    key, may_undo = seen.case.key, seen.is_resident or ending.said_by_id == seen.participant.pk
    asks = is_keeper(ending, seen=seen, today=today)
    return _top(
        seen,
        found=found,
        is_done=True,
        title=_("Jullie zijn klaar sinds {day}").format(day=near_day(ending.closed_on)),
        texts=tuple(text for text in (_light(ending, seen=seen, today=today), _together(ending)) if text),
        said=ending.takeaway,
        said_label=_("Dit nemen we mee:") if ending.takeaway else "",
        back=BackForm() if seen.is_resident else None,
        light_off=reverse("light_off", args=[key]) if seen.is_resident and _burns(ending, today=today) else "",
        asked=reverse("light_asked", args=[key]) if asks and seen.part is not Part.CONTACT else "",
        undo=reverse("ending_undo", args=[key]) if may_undo and ending.closed_on == today else "",
        undo_label=_("Toch nog niet klaar"),
    )


def _proposed(ending: SeenEnding, *, found: SeenEndings, seen: SeenCase) -> Top | None:
    if not (seen.is_resident or seen.part is Part.CONTACT):
        return None
    mine = ending.proposed_by_id == seen.participant.pk
    who = _("Jij") if mine else _member(ending.proposed_by.membership, seen=seen)
    title = _("Je vroeg: zijn we klaar?") if mine else _("{name} vraagt: zijn we klaar?").format(name=who)
    text = _("Kijk wat er blijft. Jij kiest.") if seen.is_resident else _("De bewoner kiest.")
    return _top(seen, found=found, title=title, texts=(text,), look=reverse("ending", args=[seen.case.key]))


def _back(found: SeenEndings, *, seen: SeenCase, today: date) -> Top | None:
    ending = next((one for one in found.every if one.reopened_on is not None and one.taken_back_on is None), None)
    if ending is None or ending.reopened_on is None or not (seen.is_resident or seen.may_read):
        return None
    words = _("Je bent terug, sinds {day}") if seen.is_resident else _("{name} komt terug, sinds {day}")
    may_undo = seen.is_resident and ending.reopened_on == today
    return _top(
        seen,
        found=found,
        title=words.format(name=seen.case.resident.name, day=near_day(ending.reopened_on)),
        texts=(_("Je hoeft niets opnieuw te vertellen. Je vaste contact belt je."),) if seen.is_resident else (),
        said=ending.back_words,
        undo=reverse("stay_away", args=[seen.case.key]) if may_undo else "",
        undo_label=_("Toch niet nodig"),
    )


def _member(member: Any, *, seen: SeenCase) -> str:
    return str(member.name) if member is not None else str(seen.case.resident.name)


def _together(ending: SeenEnding) -> str:
    """Of what was decided together: on which day, and who heard it."""
    if ending.decided != Decided.TOGETHER.value or ending.decided_on is None:
        return ""
    words = _("Samen besloten op {day}. Erbij: {who}.")
    return words.format(day=near_day(ending.decided_on), who=ending.heard_by)


def _burns(ending: SeenEnding, *, today: date) -> bool:
    light = light_of(ending)
    days = None if light is None else burning(light)
    return days is not None and today <= days.until


def is_keeper(ending: SeenEnding, *, seen: SeenCase, today: date) -> bool:
    """Whether who looks keeps an eye after this ending, now."""
    light = light_of(ending)
    return light is not None and light.keeper_id == seen.participant.pk and _burns(ending, today=today)


def _light(ending: SeenEnding, *, seen: SeenCase, today: date) -> str:
    """Who asks how it goes, how often and until when."""
    light = light_of(ending)
    if light is None:
        return ""
    if not _burns(ending, today=today):
        return _("Er belt nu niemand meer uit zichzelf.")
    often, until = often_words()[Often(light.often)], day(light.until)
    name = light.name or _member(light.keeper.membership if light.keeper else None, seen=seen)
    if not still_keeps(ending):
        words = _("{name} doet niet meer mee. Het vaste contact belt nu {often}, tot en met {until}.")
    elif light.keeper_id == seen.participant.pk:
        words = _("Jij belt {often}, tot en met {until}.")
    elif light.keeper_id is None:
        words = _("{name} houdt contact: {often}, tot en met {until}.")
    else:
        mine, other = _("{name} belt je {often}, tot en met {until}."), _("{name} belt {often}, tot en met {until}.")
        words = mine if seen.is_resident else other
    return words.format(name=name, often=often, until=until)


def before_words(found: SeenEndings) -> tuple[str, ...]:
    """What was done before, for the resident: from which day, and until which day."""
    told = []
    for one in found.before:
        assert one.closed_on is not None
        if one.taken_back_on is not None:
            told.append(_("Klaar op {day}, en dezelfde dag toch niet.").format(day=day(one.closed_on)))
        elif one.reopened_on is not None:
            words = _("Klaar op {day}, terug op {back}.")
            told.append(words.format(day=day(one.closed_on), back=day(one.reopened_on)))
    return tuple(told)


def start_of(found: SeenEndings, *, today: date) -> dict[str, Any]:
    """What the form starts with: what is proposed, or nobody who keeps an eye."""
    ending = found.proposed
    light = None if ending is None else light_of(ending)
    start: dict[str, Any] = {
        "version": 0 if ending is None else ending.version,
        "takeaway": "" if ending is None else ending.takeaway,
        "keeper": NOBODY,
        "often": Often.QUARTER.value,
        "until": months_after(today, months=HALF_A_YEAR),
        "decided_on": today,
    }
    if light is not None:
        keeper = SOMEBODY_ELSE if light.keeper_id is None else str(light.keeper_id)
        start |= {"keeper": keeper, "name": light.name, "often": light.often, "until": light.until}
    return start


def light_rows(found: Sequence[LightDue], *, today: date) -> list[TaskRow]:
    """On whom an eye is kept and who is asked today how it goes."""
    words = often_words()
    return [
        TaskRow(
            what=_("Vragen hoe het gaat met {name}").format(name=one.name),
            who=one.phone,
            before=_("op {day}").format(day=near_day(one.day)),
            url=reverse("case", args=[one.case_key]),
            late=one.day < today,
            tag=words[one.often],
        )
        for one in found
    ]
