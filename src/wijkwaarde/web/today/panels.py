"""What the first page of a member shows, in words."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.urls import NoReverseMatch, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wijkwaarde.kernel.agreements.queries import SeenAgreement
from wijkwaarde.kernel.calls.queries import Waiting
from wijkwaarde.kernel.cases.queries import Noted, reach_of
from wijkwaarde.kernel.emergencies.queries import Looked
from wijkwaarde.kernel.outlook.queries import HandedIn, KeptEnd, PutAside
from wijkwaarde.kernel.plans.queries import Doubt, Task
from wijkwaarde.kernel.plans.terms import CheckAnswer, LineState
from wijkwaarde.web.cases.spoken import CallTaps, call_taps, reach_words
from wijkwaarde.web.format import euros, near_day
from wijkwaarde.web.plans.wording import state_words

HUNDREDTHS = 100


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """Somebody who waits for a call."""

    name: str
    phone: str
    reach: str
    before: str
    late: bool
    url: str
    taps: CallTaps
    tag: str = ""
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class TaskRow:
    """Something promised: what, for whom or by whom, before which day."""

    what: str
    who: str
    before: str
    url: str
    late: bool
    tag: str = ""
    tone: str = ""


def waiting_rows(found: Sequence[Waiting], *, today: date) -> list[WaitingRow]:
    """Who waits for a first call, the most urgent first."""
    return [
        WaitingRow(
            name=one.name,
            phone=one.reach.phone,
            reach=reach_words(one.reach),
            before=_("bel vóór {day}").format(day=near_day(one.before)),
            late=one.before <= today,
            tag=_("komt terug") if one.came_back_on else "",
            url=reverse("case", args=[one.case_key]),
            taps=call_taps(one.case_key),
            instead_of=one.instead_of,
        )
        for one in found
    ]


def doubt_rows(found: Sequence[Doubt], *, beside: Sequence[Waiting]) -> list[WaitingRow]:
    """Who doubts the plan or says no to it, without those who wait for a call already."""
    there = {one.case_key for one in beside}
    return [_doubt(one) for one in found if one.case_key not in there]


def _doubt(one: Doubt) -> WaitingRow:
    doubts, says_no = _("twijfelt over het plan, sinds {day}"), _("zegt nee tegen het plan, sinds {day}")
    return WaitingRow(
        name=one.name,
        phone=one.phone,
        reach="",
        before=(says_no if one.answer is CheckAnswer.NO else doubts).format(day=near_day(one.on)),
        late=False,
        url=reverse("case", args=[one.case_key]),
        taps=call_taps(one.case_key),
    )


def due_rows(notes: Sequence[Noted], *, today: date) -> list[TaskRow]:
    """To whom a member promised to come back, on a day that has come."""
    return [_due(note, today=today) for note in notes if note.next_on is not None]


def _due(note: Noted, *, today: date) -> TaskRow:
    assert note.next_on is not None
    return TaskRow(
        what=_("Weer contact met {name}").format(name=note.case.resident.name),
        who=reach_words(reach_of(note.case)) or note.case.resident.phone,
        before=_("op {day}").format(day=near_day(note.next_on)),
        url=reverse("case", args=[note.case.key]),
        late=note.next_on < today,
    )


def looked_rows(found: Sequence[Looked]) -> list[TaskRow]:
    """Who looked out of fear where a member is the fixed contact, and what they do about it."""
    return [
        TaskRow(
            what=_("Iemand keek uit zorg bij {name}").format(name=one.name),
            who=one.phone,
            before=near_day(one.on),
            url=reverse("case", args=[one.case_key]),
            late=False,
        )
        for one in found
    ]


def promised_rows(tasks: Sequence[Task], *, today: date) -> list[TaskRow]:
    """What a member promised: for whom, and before which day."""
    instead = _("{resident}, voor {name}")
    return [
        _row(
            task,
            who=instead.format(resident=task.resident, name=task.instead_of) if task.instead_of else task.resident,
            today=today,
        )
        for task in tasks
    ]


def awaited_rows(tasks: Sequence[Task], *, today: date) -> list[TaskRow]:
    """What somebody else promised and is past its day: who, and for whom."""
    words = _("{doer}, voor {resident}")
    return [_row(task, who=words.format(doer=task.doer, resident=task.resident), today=today) for task in tasks]


def _row(task: Task, *, who: str, today: date) -> TaskRow:
    stuck = task.state is LineState.STUCK
    return TaskRow(
        what=task.what,
        who=who,
        before="" if task.before is None else _("vóór {day}").format(day=near_day(task.before)),
        url=reverse("case", args=[task.case_key]),
        late=task.before is not None and task.before <= today,
        tag=state_words()[LineState.STUCK] if stuck else "",
        tone="stuck" if stuck else "",
    )


# --- What the controller and the board see of the budget ---


def budget_rows(
    *, end: KeptEnd | None, aside: PutAside | None, handed: HandedIn | None, texts: Sequence[SeenAgreement]
) -> list[TaskRow]:
    """A year that probably costs more than there is, files handed in, lines put aside, and texts that not everybody signed yet.

    A page that was taken out of the product has no row.
    """
    rows = [
        *([partial(_end, end)] if end else []),
        *([partial(_handed_in, handed)] if handed else []),
        *([partial(_aside, aside)] if aside else []),
        *(partial(_unsigned, one) for one in texts),
    ]
    found = []
    for row in rows:
        with suppress(NoReverseMatch):
            found.append(row())
    return found


def _end(one: KeptEnd) -> TaskRow:
    surely, likely = (
        _("{year} wordt bijna zeker duurder dan het budget"),
        _("{year} wordt waarschijnlijk duurder dan het budget"),
    )
    text = _("verwacht {expected}, budget {budget}")
    return TaskRow(
        what=(surely if one.low > one.budget else likely).format(year=one.year),
        who=text.format(expected=euros(one.total / HUNDREDTHS), budget=euros(one.budget / HUNDREDTHS)),
        before=_("berekend {day}").format(day=near_day(localdate(one.made_at))),
        url=reverse("area_budget"),
        late=False,
    )


def _handed_in(one: HandedIn) -> TaskRow:
    return TaskRow(
        what=ngettext("{count} bestand is aangeleverd", "{count} bestanden zijn aangeleverd", one.files).format(
            count=one.files
        ),
        who=_("kijk het na en boek het"),
        before=_("sinds {day}").format(day=near_day(localdate(one.since))),
        url=reverse("deliveries"),
        late=False,
    )


def _aside(one: PutAside) -> TaskRow:
    lines = ngettext("{count} regel van leveringen ligt apart", "{count} regels van leveringen liggen apart", one.lines)
    files = ngettext("uit {count} bestand", "uit {count} bestanden", one.files)
    return TaskRow(
        what=lines.format(count=one.lines),
        who=files.format(count=one.files),
        before=_("sinds {day}").format(day=near_day(localdate(one.since))),
        url=reverse("delivery_file", args=[one.file_id]) if one.files == 1 else reverse("delivery_files"),
        late=False,
    )


def _unsigned(one: SeenAgreement) -> TaskRow:
    names = ", ".join(_("de bewoners") if party.is_residents else party.organisation for party in one.missing)
    return TaskRow(
        what=_("Nog niet getekend: {title}").format(title=one.title),
        who=_("wacht op {names}").format(names=names),
        before=_("klaar sinds {day}").format(day=near_day(one.written_on)),
        url=reverse("agreement", kwargs={"agreement_id": one.pk}),
        late=False,
    )
