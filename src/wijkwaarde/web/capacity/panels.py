"""Who has room, in words: for who says it themselves, and for their manager; no resident is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkwaarde.kernel.access import Actor
from wijkwaarde.kernel.accounts.terms import Role
from wijkwaarde.kernel.capacity.queries import own_capacity, workloads
from wijkwaarde.kernel.capacity.rules import Away, Workload
from wijkwaarde.web.format import near_day

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ColleagueRow:
    """A colleague: their work in numbers, what they said, and who stands in for whom."""

    name: str
    job: str
    work: str
    said: str
    tag: str
    tone: str
    lines: tuple[str, ...]


def colleague_rows(*, by: Actor, today: date) -> list[ColleagueRow]:
    """The colleagues of a manager, for the first page; nobody for everybody else."""
    if by.role != Role.MANAGER.value:
        return []
    return [colleague_row(one, today=today) for one in workloads(by=by, today=today)]


def own_words(*, by: Actor) -> str:
    """What the actor said last, in a sentence; empty for who said nothing."""
    found = own_capacity(by=by)
    if found is None:
        return ""
    words = _("Op {day} zei je: ik heb ruimte.") if found.has_room else _("Op {day} zei je: het zit vol.")
    return words.format(day=near_day(found.on))


def colleague_row(one: Workload, *, today: date) -> ColleagueRow:
    """A colleague as a manager reads about them."""
    is_away = one.is_away(today)
    tag, tone = (_("weg"), "stuck") if is_away else _said(one)
    away = (_away(one.away, today=today),) if one.away else ()
    for_whom = tuple(_("Vervangt nu {name}.").format(name=name) for name in one.stands_in_for)
    said = _("gezegd op {day}").format(day=near_day(one.said_on)) if one.said_on and not is_away else ""
    return ColleagueRow(one.name, one.job, _work(one), said, tag, tone, (*away, *for_whom))


def _said(one: Workload) -> tuple[str, str]:
    return {True: (_("heeft ruimte"), "done"), False: (_("zit vol"), "wait"), None: ("", "")}[one.has_room]


def _work(one: Workload) -> str:
    if not one.people:
        return _("Nu van niemand het vaste contact.")
    people = ngettext("Vast contact van {count} mens.", "Vast contact van {count} mensen.", one.people).format(
        count=one.people
    )
    waiting = ngettext(
        "{count} wacht op een eerste telefoontje.", "{count} wachten op een eerste telefoontje.", one.waiting
    ).format(count=one.waiting)
    return f"{people} {waiting if one.waiting else _('Iedereen is gebeld.')}"


def _away(away: Away, *, today: date) -> str:
    last = near_day(away.until - ONE_DAY)
    if away.begin <= today:
        return _("Weg tot en met {last}. {name} vervangt.").format(last=last, name=away.stand_in)
    words = _("Straks weg, van {first} tot en met {last}. {name} vervangt dan.")
    return words.format(first=near_day(away.begin), last=last, name=away.stand_in)
