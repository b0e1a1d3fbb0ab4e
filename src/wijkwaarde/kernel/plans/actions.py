"""Writes plans: a draft with its lines, the resident's yes, and how a line goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from wijkwaarde.kernel.access import Act, Actor
from wijkwaarde.kernel.cases.models import Participant
from wijkwaarde.kernel.cases.queries import SeenCase, hold
from wijkwaarde.kernel.errors import NotFound, Refused, Stale
from wijkwaarde.kernel.plans import rules
from wijkwaarde.kernel.plans.models import Plan, PlanLine, PlanVersion
from wijkwaarde.kernel.plans.rules import NewLine
from wijkwaarde.kernel.plans.terms import LineState

NO_DRAFT = 0


@transaction.atomic
def write_draft(*, by: Actor, seen: SeenCase, lines: Sequence[NewLine], version: int, today: date) -> PlanVersion:
    """Write the draft of the plan with these lines; `version` is what the writer saw, 0 when there was no draft.

    An agreed version is never changed: a draft after it is a new version. Who writes what stands there already, writes
    nothing. Errors: Refused, NotFound, Stale.
    """
    if not seen.may_read:
        raise NotFound("plan", subjects=(seen.case.resident_id,))
    hold(seen, today=today)
    if not lines:
        raise Refused(_("Schrijf ten minste één afspraak op."), field="what_1")
    for number, line in enumerate(lines, start=1):
        rules.check_line(line, number=number, today=today)
    _check_doers(seen, lines=lines)
    plan, _new = Plan.objects.get_or_create(partnership_id=seen.case.partnership_id, case=seen.case)
    newest = _newest(seen)
    if newest is not None and newest.agreed_on is None and newest.version != version and _kept(newest) == _said(lines):
        return newest
    draft = _draft(seen, plan=plan, newest=newest, version=version)
    draft.lines.all().delete()
    PlanLine.objects.bulk_create(_line(line, draft=draft, position=place) for place, line in enumerate(lines, start=1))
    subjects = [seen.case.resident_id]
    by.record(Act.WRITE, "plan_version", object_id=draft.pk, subjects=subjects, purpose=seen.purpose)
    return draft


def _check_doers(seen: SeenCase, *, lines: Sequence[NewLine]) -> None:
    named = {line.participant_id for line in lines if line.participant_id is not None}
    known = Participant.objects.filter(case=seen.case, until__isnull=True, pk__in=named).count()
    if known != len(named):
        raise Refused(_("Iemand die je koos, doet niet meer mee. Kies opnieuw wie dit doet."), field="who_1")


def _newest(seen: SeenCase) -> PlanVersion | None:
    """The newest version of the plan, while nobody else can write in it: whoever writes or agrees locks the plan first."""
    plan = Plan.objects.select_for_update().filter(case=seen.case).first()
    return None if plan is None else plan.versions.order_by("-number").first()


def _kept(draft: PlanVersion) -> list[NewLine]:
    """The lines of a draft as they would be written."""
    return [_agreement(line) for line in draft.lines.order_by("position")]


def _said(lines: Sequence[NewLine]) -> list[NewLine]:
    """The lines as they will be kept: who takes part needs no name beside it."""
    return [replace(line, who="") if line.participant_id else line for line in lines]


def _draft(seen: SeenCase, *, plan: Plan, newest: PlanVersion | None, version: int) -> PlanVersion:
    """The draft to fill: the one that the writer saw, or a new one when there is none. Errors: Stale.

    A new draft counts on from the version before it, so that a page with the old one does not pass for this one.
    """
    if newest is not None and newest.agreed_on is None:
        if newest.version != version:
            raise _stale(newest)
        newest.version += 1
        newest.written_by = seen.participant
        newest.save(update_fields=["version", "written_by"])
        return newest
    if version != NO_DRAFT:
        raise Stale(_("Dit plan is net afgesproken. Kijk eerst hoe het nu is."), saved={}, version=NO_DRAFT)
    return PlanVersion.objects.create(
        partnership_id=seen.case.partnership_id,
        plan=plan,
        number=1 if newest is None else newest.number + 1,
        version=1 if newest is None else newest.version + 1,
        written_by=seen.participant,
    )


def _stale(draft: PlanVersion) -> Stale:
    saved = {f"what_{line.position}": line.what for line in draft.lines.order_by("position")}
    text = _("Iemand anders heeft dit plan net veranderd. Hieronder staan beide teksten. Kies wat moet blijven.")
    return Stale(text, saved=saved, version=draft.version)


def _line(line: NewLine, *, draft: PlanVersion, position: int) -> PlanLine:
    return PlanLine(
        partnership_id=draft.partnership_id,
        plan_version=draft,
        position=position,
        what=line.what,
        participant_id=line.participant_id,
        who="" if line.participant_id else line.who,
        before=line.before,
    )


@transaction.atomic
def agree_plan(*, by: Actor, seen: SeenCase, version: int, today: date) -> PlanVersion:
    """The resident says yes to the draft as they saw it. Said twice it counts once. Errors: Refused, NotFound, Stale."""
    rules.check_may_agree(is_resident=seen.is_resident)
    hold(seen, today=today)
    newest = _newest(seen)
    if newest is None:
        raise NotFound("plan", subjects=(seen.case.resident_id,))
    if newest.agreed_on is not None:
        return newest
    if newest.version != version:
        raise _stale(newest)
    _carry_states(newest)
    newest.agreed_on = today
    newest.save(update_fields=["agreed_on"])
    PlanLine.objects.filter(holds_for=seen.case).update(holds_for=None)
    newest.lines.update(holds_for=seen.case)
    subjects = [seen.case.resident_id]
    by.record(Act.WRITE, "plan_version", object_id=newest.pk, subjects=subjects, purpose=seen.purpose)
    return newest


def _carry_states(draft: PlanVersion) -> None:
    """Let a line that stays as it was go on where it stood: what is done stays done."""
    before = PlanVersion.objects.filter(plan_id=draft.plan_id, agreed_on__isnull=False).order_by("-number").first()
    states = {} if before is None else {_agreement(line): line.state for line in before.lines.all()}
    for line in draft.lines.all():
        line.state = states.get(_agreement(line), line.state)
        line.save(update_fields=["state"])


def _agreement(line: PlanLine) -> NewLine:
    return NewLine(line.what, line.participant_id, line.who, line.before)


@transaction.atomic
def withdraw_draft(*, by: Actor, seen: SeenCase, version: int, today: date) -> None:
    """Take a proposal away; what was agreed holds. Taken away twice it counts once. Errors: NotFound, Stale."""
    if not seen.may_read:
        raise NotFound("plan", subjects=(seen.case.resident_id,))
    hold(seen, today=today)
    newest = _newest(seen)
    if newest is None or newest.agreed_on is not None:
        return
    if newest.version != version:
        raise _stale(newest)
    subjects = [seen.case.resident_id]
    by.record(Act.WRITE, "plan_version", object_id=newest.pk, subjects=subjects, purpose=seen.purpose)
    newest.lines.all().delete()
    newest.delete()


@transaction.atomic
def move_line(*, by: Actor, seen: SeenCase, line: PlanLine, state: LineState, today: date) -> PlanLine:
    """Say how a line goes; saying the same again does nothing. Errors: Refused."""
    hold(seen, today=today)
    is_doer = line.participant_id == seen.participant.pk
    old = LineState(line.state)
    rules.check_may_move(is_resident=seen.is_resident, is_doer=is_doer, old=old, new=state)
    if state is old:
        return line
    changed = PlanLine.objects.filter(pk=line.pk, version=line.version).update(
        state=state.value, version=line.version + 1
    )
    line.refresh_from_db(fields=["state", "version"])
    if not changed:
        if line.state == state.value:
            return line
        raise Refused(_("Iemand anders heeft dit net veranderd. Kijk hoe het er nu voor staat."))
    subjects = [seen.case.resident_id]
    by.record(Act.WRITE, "plan_line", object_id=line.pk, subjects=subjects, purpose=seen.purpose)
    return line
