"""Reads plans: what was agreed and what is proposed, what people say about it, and what members promised."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from waarde import Band, HelpSource
from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.accounts.queries import running
from wijkwaarde.kernel.asked_often import asked_often, is_one_of
from wijkwaarde.kernel.cases.models import ContactNote, Participant, Share
from wijkwaarde.kernel.cases.queries import REACHED, SeenCase, acts_in, note_search_about
from wijkwaarde.kernel.cases.terms import SHOWN_AT_ONCE, Domain, Part
from wijkwaarde.kernel.errors import NotFound
from wijkwaarde.kernel.plans import rules
from wijkwaarde.kernel.plans.models import LineNote, PlanCheck, PlanLine, PlanVersion
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.plans.terms import LINES_A_PIECE, NOTES_AT_ONCE, UNFINISHED_STATES, CheckAnswer, LineState

# Rows as the pages get them: they read them, and import no model.
type SeenLine = PlanLine
type SeenNote = LineNote

# At most one version is a draft, so the last two hold the newest agreed one.
LAST_TWO = 2
UNFINISHED = [state.value for state in UNFINISHED_STATES]
TASK = (
    *("pk", "what", "before", "state", "who", "participant__membership__name"),
    "participant__membership_id",
    *("holds_for__key", "holds_for__resident__name", "holds_for__resident_id"),
)


@dataclass(frozen=True, slots=True)
class SeenVersion:
    """A version of a plan with the lines that who looks may see."""

    version: PlanVersion
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class SeenPlan:
    """What was agreed and holds, and what somebody proposes beside it; either may be missing.

    `answer` is what the resident said when asked whether the agreed one still fits, None as long as they said nothing.
    """

    agreed: SeenVersion | None
    draft: SeenVersion | None
    answer: CheckAnswer | None = None


def plan_for(seen: SeenCase) -> SeenPlan:
    """The plan that holds and the draft after it: all of both for who may read the case, else of what was agreed only
    their own lines, and those about what is shown to them.
    """
    # A version has lines from the moment that it is there. The two keys first: asked for in one question with the lines,
    # the database reads every line there is.
    newest = _last_versions(case_id=seen.case.pk)
    every = _lines_with_answer(versions=newest) if newest else []
    versions = {line.plan_version_id: line.plan_version for line in every}
    agreed = max((one for one in versions.values() if one.agreed_on), key=lambda one: one.number, default=None)
    draft = next((one for one in versions.values() if one.agreed_on is None and seen.may_read), None)
    answers = [line.said for line in every if line.plan_version == agreed and line.said]  # type: ignore[attr-defined]
    lines = [line for line in every if is_shown(line, seen=seen)]
    answer = CheckAnswer(answers[0]) if answers else None
    return SeenPlan(_seen(agreed, lines=lines), _seen(draft, lines=lines), answer)


def is_shown(line: PlanLine, *, seen: SeenCase) -> bool:
    """Whether who looks sees this agreement; whoever shows a line, or something beside one, asks here or `plan_for`."""
    return rules.may_see(
        may_read=seen.may_read,
        is_own=line.participant_id == seen.participant.pk,
        domain=domain_of(line),
        domains=seen.domains,
    )


def domain_of(line: PlanLine) -> Domain | None:
    """What a line is about; None where nobody said."""
    return Domain(line.domain) if line.domain else None


def subjects_of(plan: SeenPlan) -> frozenset[Domain]:
    """What the agreements of a plan are about, those that hold and those that are proposed."""
    lines = [line for one in (plan.agreed, plan.draft) if one is not None for line in one.lines]
    return frozenset(domain for line in lines if (domain := domain_of(line)) is not None)


@asked_often
def _last_versions(*, case_id: int) -> QuerySet[PlanVersion, int]:
    return PlanVersion.objects.filter(plan__case_id=case_id).order_by("-number").values_list("pk", flat=True)[:LAST_TWO]


@asked_often
def _lines_with_answer(*, versions: list[int]) -> QuerySet[PlanLine]:
    said = PlanCheck.objects.filter(plan_version=OuterRef("plan_version")).values("answer")[:1]
    return _lines(PlanLine.objects.filter(is_one_of("plan_version_id", versions)).annotate(said=Subquery(said)))


def _lines(found: QuerySet[PlanLine]) -> QuerySet[PlanLine]:
    """These lines with all that a page shows of them, in the order of the plan."""
    people = found.select_related("participant__membership__organisation", "participant__person")
    writers = ("plan_version__written_by__membership", "plan_version__heard_by__membership")
    return people.select_related(*writers).order_by("position")


def agreement(line: PlanLine) -> NewLine:
    """A line as it is agreed: what two lines have in common when they are the same agreement."""
    return NewLine(
        what=line.what,
        participant_id=line.participant_id,
        who=line.who,
        before=line.before,
        source=HelpSource(line.source),
        band=Band(line.band) if line.band else None,
        begin=line.begin,
        until=line.until,
        domain=domain_of(line),
        first_id=line.first_id_or_own if line.holds_for_id is not None else line.first_id,
    )


def first_lines(ids: Iterable[int], *, by: Actor) -> dict[int, int]:
    """For each of these lines that is here, the line that it goes on from; its own where it is new."""
    found: dict[int, int] = {}
    for piece in batched(sorted(set(ids)), LINES_A_PIECE, strict=False):
        rows = PlanLine.objects.filter(partnership_id=by.inside, pk__in=piece)
        found |= dict(rows.values_list("pk", Coalesce("first_id", "pk")))
    return found


def later_lines(first_ids: Collection[int], *, partnership_id: int) -> dict[int, int]:
    """These lines and every later one that goes on from one of them, each with that first one."""
    rows = PlanLine.objects.filter(partnership_id=partnership_id, first__in=first_ids)
    return {one: one for one in first_ids} | {pk: first or pk for pk, first in rows.values_list("pk", "first_id")}


def notes_of(lines: Sequence[PlanLine]) -> dict[int, list[LineNote]]:
    """The last things said about these lines, by the id of the line, the newest first; the lines were read by who looks."""
    if not lines:
        return {}
    found = LineNote.objects.filter(line__in=lines).select_related("participant__membership", "participant__person")
    told: dict[int, list[LineNote]] = {}
    for note in found.order_by("-pk")[:NOTES_AT_ONCE]:
        told.setdefault(note.line_id, []).append(note)
    return told


def versions_of(seen: SeenCase) -> list[SeenVersion]:
    """Every version that was agreed, the newest first, for who may read the case. Errors: NotFound."""
    if not seen.may_read:
        raise NotFound("plan", subjects=(seen.case.resident_id,))
    agreed = PlanLine.objects.filter(plan_version__plan__case=seen.case, plan_version__agreed_on__isnull=False)
    lines = list(_lines(agreed))
    versions = {line.plan_version_id: line.plan_version for line in lines}
    newest_first = sorted(versions.values(), key=lambda one: -one.number)
    return [SeenVersion(one, _of(one, lines=lines)) for one in newest_first]


def note_taken(seen: SeenCase, *, by: Actor, act: Act) -> None:
    """Note that the plan left the site, on paper or as a text."""
    by.record(act, "plan", object_id=seen.case.pk, subjects=[seen.case.resident_id], purpose=seen.purpose)


def _seen(version: PlanVersion | None, *, lines: list[PlanLine]) -> SeenVersion | None:
    if version is None:
        return None
    return SeenVersion(version, _of(version, lines=lines))


def _of(version: PlanVersion, *, lines: list[PlanLine]) -> tuple[PlanLine, ...]:
    return tuple(line for line in lines if line.plan_version_id == version.pk)


def line_for(line_id: int, *, seen: SeenCase) -> PlanLine:
    """A line of what was agreed, a draft beside it or not. Errors: NotFound."""
    agreed = plan_for(seen).agreed
    found = next((line for line in agreed.lines if line.pk == line_id), None) if agreed else None
    if found is None:
        raise NotFound("plan_line", object_id=line_id, subjects=(seen.case.resident_id,))
    return found


FIRST = ("pk", "before", "mine")
IS_MINE, IS_OTHERS = Value(value=True), Value(value=False)
DOUBT = (
    *("participant__case__key", "participant__case__resident__name", "participant__case__resident__phone"),
    *("answer", "on", "participant__case__resident_id"),
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """A resident who doubts the plan or says no to it: the key of their case, who, on which number, what and since when."""

    case_key: UUID
    name: str
    phone: str
    answer: CheckAnswer
    on: date


def doubts_for(*, by: Actor, today: date) -> tuple[list[Doubt], bool]:
    """Who doubts what holds now, and was not called since by the actor as their fixed contact; and whether there are more.

    Noted for the trail.
    """
    # The few keys first: in one question the database plans longer than it runs.
    keys = _doubted(by=by, today=today)
    found = _doubts(keys=keys, by=by, today=today) if keys else []
    shown = found[:SHOWN_AT_ONCE]
    note_search_about(by, residents=[resident_id for *_columns, resident_id in shown])
    doubts = [Doubt(key, name, phone, CheckAnswer(answer), on) for key, name, phone, answer, on, _resident in shown]
    return doubts, len(found) > SHOWN_AT_ONCE


@asked_often
def _doubted(*, by: Actor, today: date) -> QuerySet[PlanCheck, int]:
    every = PlanCheck.objects.filter(Exists(_contact(by, today=today)), partnership_id=by.inside)
    return every.exclude(answer=CheckAnswer.YES.value).values_list("pk", flat=True)


def _contact(by: Actor, *, today: date) -> QuerySet[Participant]:
    """The actor as the fixed contact of the case that a check is about."""
    case = OuterRef("participant__case")
    return Participant.objects.filter(running(today), acts_in(by, today=today), case=case, part=Part.CONTACT.value)


@asked_often
def _doubts(*, keys: list[int], by: Actor, today: date) -> QuerySet[PlanCheck, tuple[Any, ...]]:
    shared = Exists(Share.objects.filter(running(today), participant=OuterRef("pk")))
    runs = {"holds_for__isnull": False, "holds_for__closed_on__isnull": True}
    holds = PlanLine.objects.filter(plan_version=OuterRef("plan_version"), **runs)
    called = ContactNote.objects.filter(REACHED, case=OuterRef("participant__case"), pk__gt=OuterRef("after"))
    mine = Exists(_contact(by, today=today).filter(shared))
    found = PlanCheck.objects.filter(mine, Exists(holds), ~Exists(called), is_one_of("pk", keys))
    return found.order_by("on", "pk").values_list(*DOUBT)[: SHOWN_AT_ONCE + 1]


@dataclass(frozen=True, slots=True)
class Task:
    """An unfinished line as a list shows it: what, before which day, for whom, and who does it."""

    what: str
    before: date | None
    state: LineState
    case_key: UUID
    resident: str
    doer: str
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Tasks:
    """What a member promised and what they wait for, the first due first, and whether there are more."""

    promised: tuple[Task, ...]
    more_promised: bool
    awaited: tuple[Task, ...]
    more_awaited: bool


def tasks_of(*, by: Actor, today: date) -> Tasks:
    """What the actor promised, and what others did that is late or does not work out where the actor is the fixed contact.

    Noted for the trail. Their keys are found first: with all that is shown of them the database plans longer than it runs.
    """
    promised, awaited = _first_of_both(by=by, today=today)
    mine, others = promised[:SHOWN_AT_ONCE], awaited[:SHOWN_AT_ONCE]
    tasks = _tasks([*mine, *others], by=by)
    return Tasks(
        tuple(tasks[key] for key in mine),
        len(promised) > SHOWN_AT_ONCE,
        tuple(tasks[key] for key in others),
        len(awaited) > SHOWN_AT_ONCE,
    )


def _promised(*, by: Actor, today: date) -> QuerySet[PlanLine]:
    shared = Share.objects.filter(running(today), participant=OuterRef("participant"))
    return _unfinished(by=by).filter(Exists(shared), acts_in(by, today=today, of="participant__"))


def _awaited(*, by: Actor, today: date) -> QuerySet[PlanLine]:
    contact = Participant.objects.filter(
        running(today), acts_in(by, today=today), case=OuterRef("holds_for"), part=Part.CONTACT.value
    )
    asks = Q(before__lte=today) | Q(state=LineState.STUCK.value)
    mine = Q(participant__membership_id=by.membership_id or 0)
    return _unfinished(by=by).filter(asks, Exists(contact)).exclude(mine)


def _unfinished(*, by: Actor) -> QuerySet[PlanLine]:
    runs = {"holds_for__isnull": False, "holds_for__closed_on__isnull": True}
    return PlanLine.objects.filter(partnership_id=by.inside, state__in=UNFINISHED, **runs)


def _first_of_both(*, by: Actor, today: date) -> tuple[list[int], list[int]]:
    """The keys of the first due of what the actor promised and of what they wait for, one more than a page shows of each."""
    rows = sorted(_first_rows(by=by, today=today), key=lambda one: (one[1] is None, one[1] or date.max, one[0]))
    promised = [key for key, _before, is_mine in rows if is_mine]
    awaited = [key for key, _before, is_mine in rows if not is_mine and key not in promised]
    return promised, awaited[: SHOWN_AT_ONCE + 1]


@asked_often
def _first_rows(*, by: Actor, today: date) -> QuerySet[PlanLine, tuple[Any, ...]]:
    mine = _first(_promised(by=by, today=today), most=SHOWN_AT_ONCE + 1)
    # What is promised is not awaited too, and may stand among the first of both.
    others = _first(_awaited(by=by, today=today), most=2 * (SHOWN_AT_ONCE + 1))
    told = mine.annotate(mine=IS_MINE).values_list(*FIRST)
    return told.union(others.annotate(mine=IS_OTHERS).values_list(*FIRST), all=True)


def _first(lines: QuerySet[PlanLine], *, most: int) -> QuerySet[PlanLine]:
    return lines.order_by(F("before").asc(nulls_last=True), "pk")[:most]


def _tasks(keys: list[int], *, by: Actor) -> dict[int, Task]:
    """What these lines show, as columns: as rows they would bring five tables along for a few words."""
    if not keys:
        return {}
    rows = _task_columns(keys=keys)
    note_search_about(by, residents=[resident_id for *_columns, resident_id in rows])
    return {pk: _task(columns, by=by) for pk, *columns in rows}


@asked_often
def _task_columns(*, keys: list[int]) -> QuerySet[PlanLine, tuple[Any, ...]]:
    return PlanLine.objects.filter(is_one_of("pk", keys)).values_list(*TASK)


def _task(columns: list[Any], *, by: Actor) -> Task:
    what, before, state, who, member, membership_id, case_key, resident, _resident_id = columns
    instead_of = member if membership_id not in {None, by.membership_id} else ""
    return Task(what, before, LineState(state), case_key, resident, member or who or resident, instead_of)
